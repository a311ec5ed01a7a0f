import { beforeEach, describe, expect, it } from 'vitest';
import { type Message, Transcript } from './transcript';

const message = (seq: number): Message => ({ seq, id: `m${seq}`, from: { role: 'peer', name: 'Robin' }, text: `${seq}`, at: seq });
const seqs = (of: Transcript) => of.messages.map((each) => each.seq);

let transcript: Transcript;
beforeEach(() => {
  transcript = new Transcript('c', 'e1', 1);
});

describe('Transcript', () => {
  it('asks for everything when it has nothing', () => {
    expect(transcript.resumePoint).toEqual({ conversation: 'c', epoch: 'e1', after: 0 });
    expect(transcript.hasGap).toBe(false);
  });

  it('A2 orders by number and takes each message once', () => {
    for (const seq of [2, 1, 3, 2, 1]) transcript.put('e1', message(seq));
    expect(seqs(transcript)).toEqual([1, 2, 3]);
    expect(transcript.put('e1', message(3))).toBe(false);
    expect(transcript.resumePoint.after).toBe(3);
  });

  it('P3 notices a gap, resumes from before it, and closes it', () => {
    for (const seq of [1, 2, 5, 4]) transcript.put('e1', message(seq));
    expect(transcript.hasGap).toBe(true);
    expect(transcript.resumePoint.after).toBe(2);
    transcript.put('e1', message(3));
    expect(transcript.hasGap).toBe(false);
    expect(transcript.resumePoint.after).toBe(5);
  });

  it('learns from caught-up that something is missing at the end', () => {
    transcript.put('e1', message(1));
    transcript.caughtUp('e1', 2);
    expect(transcript.hasGap).toBe(true);
    transcript.caughtUp('e0', 9);
    transcript.put('e1', message(2));
    expect(transcript.hasGap).toBe(false);
  });

  it('never mixes epochs', () => {
    transcript.put('e1', message(1));
    expect(transcript.put('e2', message(2))).toBe(false);
    expect(seqs(transcript)).toEqual([1]);
  });

  it('throws everything away on reset and asks for all of the new epoch', () => {
    transcript.put('e1', message(1));
    transcript.reset('e2');
    expect(transcript.messages).toEqual([]);
    expect(transcript.resumePoint).toEqual({ conversation: 'c', epoch: 'e2', after: 0 });
    expect(transcript.put('e2', message(1))).toBe(true);
  });

  it('starts at the first number that this person may read', () => {
    const later = new Transcript('c', 'e1', 5);
    expect(later.put('e1', message(4))).toBe(false);
    later.put('e1', message(5));
    expect(later.hasGap).toBe(false);
    expect(later.resumePoint.after).toBe(5);
  });
});

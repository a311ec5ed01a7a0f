import { beforeEach, describe, expect, it } from 'vitest';
import { Outbox } from '../connection/outbox';
import type { ClientFrame, Opened } from '../protocol/frames';
import { Talk } from './talk.svelte';

const opened: Opened = {
  type: 'opened',
  conversation: 'c',
  epoch: 'e1',
  from: 1,
  as: 'seeker',
  state: 'open',
  with: { role: 'peer', name: 'Robin' },
  usualMinutes: 50,
  idleMinutes: 20,
};
const said = (epoch: string, seq: number, id: string, role: 'seeker' | 'peer', text: string) =>
  ({ type: 'said', conversation: 'c', epoch, seq, id, from: { role, name: '' }, text, at: 1 }) as const;

let sent: ClientFrame[];
let talk: Talk;

beforeEach(() => {
  sent = [];
  const send = (frame: ClientFrame) => sent.push(frame) > 0;
  talk = new Talk(opened, { send, outbox: new Outbox(send), announcer: { tell: () => {}, interrupt: () => {} } as never });
  talk.said(said('e1', 1, 'm1', 'seeker', 'mine and kept'));
  talk.said(said('e1', 2, 'm2', 'peer', 'theirs'));
  talk.said(said('e1', 3, 'm3', 'seeker', 'mine and lost'));
  talk.caughtUp({ type: 'caught-up', conversation: 'c', epoch: 'e1', head: 3 });
  sent = [];
});

describe('Talk in a new history', () => {
  it('P5 asks for everything anew, and sends again the own words that are missing', () => {
    talk.reset({ type: 'reset', conversation: 'c', epoch: 'e2', head: 2 });
    expect(sent).toEqual([{ type: 'resume', conversation: 'c', epoch: 'e2', after: 0 }]);
    talk.said(said('e2', 1, 'm1', 'seeker', 'mine and kept'));
    talk.said(said('e2', 2, 'm2', 'peer', 'theirs'));
    talk.caughtUp({ type: 'caught-up', conversation: 'c', epoch: 'e2', head: 2 });
    expect(sent.slice(1)).toEqual([{ type: 'say', conversation: 'c', id: 'm3', text: 'mine and lost', sure: true }]);
    expect(talk.lines.map((line) => line.text)).toEqual(['mine and kept', 'theirs', 'mine and lost']);
  });

  it('P2 sends nothing again when nothing was lost', () => {
    talk.reset({ type: 'reset', conversation: 'c', epoch: 'e2', head: 3 });
    talk.said(said('e2', 1, 'm1', 'seeker', 'mine and kept'));
    talk.said(said('e2', 2, 'm2', 'peer', 'theirs'));
    talk.said(said('e2', 3, 'm3', 'seeker', 'mine and lost'));
    talk.caughtUp({ type: 'caught-up', conversation: 'c', epoch: 'e2', head: 3 });
    expect(sent.filter((frame) => frame.type === 'say')).toEqual([]);
  });
});

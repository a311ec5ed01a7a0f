import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientFrame } from '../protocol/frames';
import { Outbox } from './outbox';

let open: boolean;
let sent: ClientFrame[];
let outbox: Outbox;

beforeEach(() => {
  open = true;
  sent = [];
  outbox = new Outbox(
    (frame) => {
      if (open) sent.push(frame);
      return open;
    },
    () => {},
    () => 1_000,
  );
});

describe('Outbox', () => {
  it('sends at once, and holds the message until it is kept', () => {
    const said = outbox.say('c', 'hello');
    expect(sent).toEqual([{ type: 'say', conversation: 'c', id: said.id, text: 'hello' }]);
    expect(outbox.pending[0]?.state).toEqual({ is: 'sending', since: 1_000 });
    expect(outbox.kept(said.id)?.text).toBe('hello');
    expect(outbox.pending).toEqual([]);
  });

  it('keeps what is written without a connection, and sends it in order when one stands', () => {
    open = false;
    outbox.say('c', 'one');
    outbox.say('c', 'two');
    expect(outbox.pending.map((each) => each.state.is)).toEqual(['waiting', 'waiting']);
    open = true;
    outbox.opened();
    expect(sent.map((frame) => ('text' in frame ? frame.text : ''))).toEqual(['one', 'two']);
  });

  it('C5 sends again with the same id what was on its way when the connection broke', () => {
    const said = outbox.say('c', 'again');
    outbox.lost();
    expect(outbox.pending[0]?.state).toEqual({ is: 'waiting' });
    outbox.opened();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(sent[0]).toMatchObject({ id: said.id });
  });

  it('takes over what an earlier page had not sent, as it was', () => {
    open = false;
    const before = outbox.say('c', 'one', true);
    let stands = false;
    const after = new Outbox((frame) => stands && sent.push(frame) > 0);
    const { state: _, ...unsent } = before;
    after.restore([unsent]);
    expect(after.pending).toEqual([{ ...unsent, state: { is: 'waiting' } }]);
    stands = true;
    after.opened();
    const said = { type: 'say', conversation: 'c', id: before.id, text: 'one', sure: true };
    expect(sent).toEqual([said]);
    const late = new Outbox((frame) => sent.push(frame) > 0);
    late.restore([unsent]);
    expect(sent).toEqual([said, said]);
  });

  it('P1 sends again with the same id, less and less often, what is not surely kept', () => {
    vi.useFakeTimers();
    const said = outbox.say('c', 'perhaps');
    outbox.unsure(said.id);
    vi.advanceTimersByTime(499);
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sent[1]).toEqual(sent[0]);
    outbox.unsure(said.id);
    vi.advanceTimersByTime(999);
    expect(sent).toHaveLength(2);
    outbox.kept(said.id);
    vi.advanceTimersByTime(60_000);
    expect(sent).toHaveLength(2);
    vi.useRealTimers();
  });

  it('P5 sends again what the server lost, once, with its old id and as it was meant', () => {
    outbox.repair('c', 'old-id', 'I was here');
    outbox.repair('c', 'old-id', 'I was here');
    expect(sent).toEqual([{ type: 'say', conversation: 'c', id: 'old-id', text: 'I was here', sure: true }]);
    expect(outbox.kept('old-id')?.text).toBe('I was here');
  });

  it('S3 brings text to NFC before it goes', () => {
    outbox.say('c', 'man\u0303ana');
    expect(sent[0]).toMatchObject({ text: 'ma\u00f1ana' });
  });

  it('C6 gives a message back when the scope guard stopped it', () => {
    const said = outbox.say('c', 'stop your pills');
    const back = outbox.hinted({ type: 'hint', conversation: 'c', id: said.id, category: 'x', spans: [], why: '', firm: false });
    expect(back?.text).toBe('stop your pills');
    expect(outbox.pending).toEqual([]);
  });

  it('marks what is sent knowingly', () => {
    outbox.say('c', 'my number', true);
    expect(sent[0]).toMatchObject({ sure: true });
  });

  it('does not send a refused message again by itself, only when asked', () => {
    const said = outbox.say('c', 'quick');
    outbox.refused(said.id, 'too_fast');
    outbox.opened();
    expect(sent).toHaveLength(1);
    expect(Outbox.mayTryAgain(outbox.pending[0]!)).toBe(true);
    outbox.again(said.id);
    expect(sent).toHaveLength(2);
  });

  it('says since when the oldest message is on its way', () => {
    expect(outbox.oldestSending()).toBeUndefined();
    outbox.say('c', 'one');
    expect(outbox.oldestSending()).toBe(1_000);
  });

  it('forgets everything when wiped', () => {
    outbox.say('c', 'secret');
    outbox.wipe();
    expect(outbox.pending).toEqual([]);
  });

  it('C12 keeps what waits for a supervisor, and asks again about it when a connection stands', () => {
    const { id } = outbox.say('c', 'add me elsewhere', true);
    outbox.withheld({ type: 'withheld', conversation: 'c', id, at: 1, until: 2 });
    expect(outbox.pending.map((each) => each.state)).toEqual([{ is: 'withheld', until: 2 }]);
    expect(outbox.oldestSending()).toBeUndefined();
    outbox.lost();
    sent.length = 0;
    outbox.opened();
    expect(sent).toEqual([{ type: 'say', conversation: 'c', id, text: 'add me elsewhere', sure: true }]);
  });

  it('C12 a page that was reloaded takes the words that come with it, once', () => {
    const frame = { type: 'withheld', conversation: 'c', id: 'm', at: 1, until: 2, text: 'add me elsewhere' } as const;
    outbox.withheld(frame);
    outbox.withheld(frame);
    expect(outbox.pending.map((each) => each.text)).toEqual(['add me elsewhere']);
    expect(outbox.kept('m')?.text).toBe('add me elsewhere');
  });

  it('C12 says why it was not sent until that is read, and never sends it by itself', () => {
    const { id } = outbox.say('c', 'add me elsewhere', true);
    outbox.withheld({ type: 'withheld', conversation: 'c', id, at: 1, until: 2 });
    outbox.returned({ type: 'returned', conversation: 'c', id, why: 'returned', by: 'Sam', word: 'Not here.' });
    sent.length = 0;
    outbox.opened();
    expect(sent).toEqual([]);
    expect(outbox.pending[0]?.state).toEqual({ is: 'returned', why: 'returned', by: 'Sam', word: 'Not here.' });
    expect(outbox.takeBack(id)?.text).toBe('add me elsewhere');
    expect(outbox.pending).toEqual([]);
  });

  it('C12 what still waits at the end is over, and nothing else is', () => {
    const waits = outbox.say('c', 'one', true);
    const other = outbox.say('d', 'two', true);
    for (const { id, conversation } of [waits, other]) outbox.withheld({ type: 'withheld', conversation, id, at: 1, until: 2 });
    outbox.over('c');
    expect(outbox.pending.map((each) => each.state.is)).toEqual(['returned', 'withheld']);
  });
});

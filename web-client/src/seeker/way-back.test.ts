import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientFrame, ServerFrame } from '../protocol/frames';
import { say } from '../words/say';
import { sayBack } from '../words/say-back';
import { Visit } from './visit.svelte';
import { Keeping, Return, withWord } from './way-back.svelte';

/** A socket in a test's hands. */
class PretendSocket {
  static last: PretendSocket | undefined;
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly sent: ClientFrame[] = [];

  constructor() {
    PretendSocket.last = this;
    queueMicrotask(() => {
      this.readyState = 1;
      this.onopen?.();
    });
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientFrame);
  }
  close(): void {
    this.readyState = 3;
  }
  hear(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

const WELCOME: ServerFrame = {
  type: 'welcome',
  you: { id: 's', role: 'seeker' },
  conversations: [],
  waiting: false,
  limits: { textCharacters: 2000, frameBytes: 16384, messagesPer10Seconds: 20, messagesPerMinute: 100, offerSeconds: 30 },
  durability: 'L1',
  serverTime: 0,
};
const WORDS = 'maple harbor seven candle';
const THREAD: ServerFrame = { type: 'thread', visits: 2, until: 5, show: true, card: 'Nights are hard.', plan: ['Tea.'] };
const socket = () => PretendSocket.last!;

describe('a way back', () => {
  let visit: Visit;
  let asked: RequestInit[];

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', PretendSocket);
    asked = [];
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      asked.push(init);
      return new Response(JSON.stringify({ token: 'token' }), { status: 201 });
    });
    visit = new Visit();
  });
  afterEach(() => {
    visit.wipe();
    sessionStorage.clear();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  async function look(words = WORDS): Promise<Return> {
    const back = new Return(visit);
    back.look(words);
    await vi.advanceTimersByTimeAsync(0);
    socket().hear(WELCOME);
    return back;
  }

  it('C41 asks on a pass that is for words alone, in a frame and in no address, and keeps nothing in the tab', async () => {
    const back = await look(` ${WORDS} `);
    expect(JSON.parse(asked[0]!.body as string)).toMatchObject({ ageBand: 'back' });
    expect(socket().sent.at(-1)).toEqual({ type: 'back', words: WORDS });
    expect(back.asking).toBe('looking');
    socket().hear(THREAD);
    expect([back.asking, back.thread?.card, back.thread?.plan]).toEqual(['no', 'Nights are hard.', ['Tea.']]);
    expect(sessionStorage).toHaveLength(0);
  });

  it.each([
    ['nothing', 'none'],
    ['closed', 'closed'],
    ['too_fast', 'slow'],
    ['trouble', 'failed'],
  ])('C41 says what %s means', async (reason, asking) => {
    const back = await look();
    socket().hear({ type: 'refused', re: 'back', reason });
    expect(back.asking).toBe(asking);
    expect(back.thread).toBeUndefined();
  });

  it('C41 stays what it is through ten wrong tries: one socket, no words kept, and a new chat is always open', async () => {
    const back = await look('no such words');
    const first = socket();
    for (let tries = 1; tries <= 10; tries += 1) {
      if (tries > 1) back.look(`no such words ${tries}`);
      expect(back.asking).toBe('looking');
      first.hear({ type: 'refused', re: 'back', reason: tries <= 5 ? 'nothing' : 'too_fast' });
      expect(back.asking).toBe(tries <= 5 ? 'none' : 'slow');
    }
    expect(first.sent.filter(({ type }) => type === 'back')).toHaveLength(10);
    expect([asked.length, socket() === first, sessionStorage.length]).toEqual([1, true, 0]);
    back.start(false);
    expect([visit.stage, visit.carries]).toEqual([{ at: 'notice' }, undefined]);
  });

  it('does not wait for ever for an answer', async () => {
    const back = await look();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(back.asking).toBe('failed');
  });

  it('says of a deletion that never went that it was not made, and of one that may have got through that nobody knows', async () => {
    const back = await look();
    socket().hear(THREAD);
    socket().readyState = 3;
    socket().onclose?.({ code: 1006 });
    back.forget();
    await vi.advanceTimersByTimeAsync(0);
    expect(back.asking).toBe('looking');
    await vi.advanceTimersByTimeAsync(20_000);
    expect([back.asking, back.trouble]).toEqual(['undeleted', sayBack('delete.failed')]);
    expect(back.thread).toBeDefined();

    while (socket().onmessage === null) await vi.advanceTimersByTimeAsync(100);
    socket().hear(WELCOME);
    back.forget();
    expect(socket().sent.at(-1)).toEqual({ type: 'forget', words: WORDS });
    await vi.advanceTimersByTimeAsync(20_000);
    expect([back.asking, back.trouble]).toEqual(['unsure', say('wrong.failed')]);
    // Whoever tries again is answered for the first try too.
    back.forget();
    socket().hear({ type: 'refused', re: 'forget', reason: 'trouble' });
    expect(back.asking).toBe('unsure');
    back.forget();
    socket().hear({ type: 'refused', re: 'forget', reason: 'nothing' });
    expect([back.forgotten, back.asking]).toEqual([true, 'no']);
  });

  it.each<[string, string, ServerFrame[]]>([
    ['undeleted', 'delete.failed', []],
    ['unsure', 'wrong.failed', [{ type: 'deleted', conversation: 'c', state: 'destroyed' }]],
  ])('C120 says of a deletion that is refused that it is %s: %s', async (asking, words, before) => {
    const back = await look();
    socket().hear({ ...THREAD, talk: true } as ServerFrame);
    back.forget();
    before.forEach((frame) => socket().hear(frame));
    socket().hear({ type: 'refused', re: 'forget', reason: 'trouble' });
    expect([back.asking, back.trouble]).toEqual([asking, words === 'wrong.failed' ? say('wrong.failed') : sayBack('delete.failed')]);
  });

  it('C42 takes the words into line, and the card only with a yes; the first pass ends', async () => {
    const back = await look();
    const first = socket();
    first.hear(THREAD);
    back.start(true);
    expect(first.sent.at(-1)).toEqual({ type: 'exit' });
    expect(visit.stage.at).toBe('notice');
    await visit.enter('a18');
    await vi.advanceTimersByTimeAsync(0);
    socket().hear(WELCOME);
    expect(socket().sent.at(-1)).toEqual({ type: 'join', language: 'en', words: WORDS, share: true });
    socket().hear({ type: 'refused', re: 'join', reason: 'nothing' });
    expect(visit.notAlong).toBe(false);
    socket().hear({ type: 'place', position: 1, asOf: 0, topics: [], wants: 'anyone', patience: 10 });
    expect([visit.stage.at, visit.notAlong, visit.carries]).toEqual(['waiting', true, undefined]);
  });

  it('C47 asks for the peer of before only where that was wished, and for no longer than wished', async () => {
    const back = await look();
    socket().hear({ type: 'thread', visits: 2, until: 5, show: true, card: '', peer: { name: 'Robin', state: 'off' } });
    expect(back.thread?.peer).toEqual({ name: 'Robin', state: 'off' });
    back.start(false, 'hold');
    await visit.enter('a18');
    await vi.advanceTimersByTimeAsync(0);
    socket().hear(WELCOME);
    expect(socket().sent.at(-1)).toEqual({ type: 'join', language: 'en', words: WORDS, share: false, peer: 'hold' });
    visit.takeAnyone();
    expect(socket().sent.at(-1)).toEqual({ type: 'anyone' });
    expect(visit.carries).toEqual({ words: WORDS, share: false });
  });

  it('takes nothing along that was not found, and nothing after Quick exit', async () => {
    const back = await look();
    back.start(false);
    expect(visit.carries).toBeUndefined();
    visit.carries = { words: WORDS, share: true };
    visit.wipe();
    expect(visit.carries).toBeUndefined();
  });

  it('C41 changes and forgets with the same words', async () => {
    const back = await look();
    socket().hear(THREAD);
    back.change({ text: ' Mornings are hard. ', plan: [' Tea. ', ' ', ''], show: false });
    expect(socket().sent.at(-1)).toEqual({ type: 'card', words: WORDS, text: 'Mornings are hard.', plan: ['Tea.'], show: false });
    socket().hear({ type: 'thread', visits: 2, until: 5, show: false });
    back.forget();
    expect(socket().sent.at(-1)).toEqual({ type: 'forget', words: WORDS });
    socket().hear({ type: 'forgotten' });
    expect([back.forgotten, back.thread]).toEqual([true, undefined]);
  });

  it('C120 deletes the last conversation and keeps the way back, or ends that alone, or both', async () => {
    const back = await look();
    const withTalk: ServerFrame = { ...THREAD, talk: true } as ServerFrame;
    socket().hear(withTalk);
    back.forget('talk');
    expect(socket().sent.at(-1)).toEqual({ type: 'forget', words: WORDS, only: 'talk' });
    socket().hear({ type: 'deleted', conversation: 'c', state: 'destroyed' });
    expect([back.asking, back.deletion, back.thread?.talk, back.thread?.card]).toEqual(['no', 'destroyed', undefined, 'Nights are hard.']);
    socket().hear(withTalk);
    back.forget('talk');
    socket().hear({ type: 'refused', re: 'forget', reason: 'nothing' });
    expect([back.forgotten, back.thread?.talk]).toEqual([false, undefined]);
    socket().hear(withTalk);
    back.forget();
    socket().hear({ type: 'deleted', conversation: 'c', state: 'destroyed' });
    expect([back.asking, back.forgotten]).toEqual(['looking', false]);
    socket().hear({ type: 'forgotten' });
    expect([back.asking, back.forgotten, back.thread]).toEqual(['no', true, undefined]);
  });

  it('C48 ends what a supervisor closed, and forgets that it was when other words are tried', async () => {
    const back = await look();
    socket().hear({ type: 'refused', re: 'back', reason: 'closed' });
    expect(back.closed).toBe(true);
    back.forget();
    expect(socket().sent.at(-1)).toEqual({ type: 'forget', words: WORDS });
    back.look('other words');
    expect(back.closed).toBe(false);
  });

  it('C44 goes back into a conversation on the pass that comes, and ends the one for words', async () => {
    const back = await look();
    const first = socket();
    first.hear({ type: 'talk', state: 'open' });
    expect([back.talk, back.thread]).toEqual(['open', undefined]);
    back.goIn();
    expect(first.sent.at(-1)).toEqual({ type: 'go-in', words: WORDS });
    first.hear({ type: 'pass', token: 'another', expiresAt: 5 });
    expect(first.sent.at(-1)).toEqual({ type: 'exit' });
    expect([visit.stage.at, sessionStorage.getItem('porchlight.token')]).toEqual(['arriving', 'another']);
  });

  it('C49 goes into nothing with words that are blocked, and says why', async () => {
    const back = await look();
    socket().hear({ type: 'talk', state: 'open' });
    back.goIn();
    socket().hear({ type: 'refused', re: 'go-in', reason: 'blocked' });
    socket().hear({ type: 'blocked', on: true, reason: 'threats', until: 5 });
    expect(visit.stage).toEqual({ at: 'blocked', why: 'threats', until: 5 });
    expect(sessionStorage.getItem('porchlight.token')).toBeNull();
  });

  it('C43 only deletes what is over', async () => {
    const back = await look();
    socket().hear({ type: 'talk', state: 'closed' });
    back.forget();
    expect(socket().sent.at(-1)).toEqual({ type: 'forget', words: WORDS });
    socket().hear({ type: 'deleted', conversation: 'c', state: 'destroyed' });
    expect(back.deletion).toBe('destroyed');
  });

  async function over(withWords?: boolean) {
    sessionStorage.setItem('porchlight.token', 'token');
    visit.begin();
    await vi.advanceTimersByTimeAsync(0);
    socket().hear({ ...WELCOME, waiting: true } as ServerFrame);
    socket().hear({ type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, ...(withWords === undefined ? {} : { withWords }), usualMinutes: 50, idleMinutes: 20 });
    const talk = visit.talks!.all[0]!;
    socket().hear({ type: 'closed', conversation: 'c', why: 'ended_by_peer' });
    return { talk, keeping: new Keeping(visit, talk) };
  }

  it('C40 keeps a way back only when told to, shows the words once, and forgets the conversation with it', async () => {
    const { keeping } = await over();
    expect(keeping.has).toBe(false);
    keeping.keep({ text: 'Nights are hard.', plan: ['Tea.'], show: true }, 'en');
    expect(socket().sent.at(-1)).toEqual({ type: 'keep', conversation: 'c', language: 'en', text: 'Nights are hard.', plan: ['Tea.'], show: true });
    socket().hear({ type: 'words', words: WORDS.split(' '), until: 5 });
    expect([keeping.asking, keeping.has, keeping.kept?.words]).toEqual(['no', true, WORDS.split(' ')]);
    expect(keeping.written).toEqual({ text: 'Nights are hard.', plan: ['Tea.'], show: true });
    keeping.again(true);
    expect(socket().sent.at(-1)).toEqual({ type: 'again', conversation: 'c', yes: true });
    expect(keeping.wants).toBe(true);
    socket().hear({ type: 'refused', re: 'again', conversation: 'c', reason: 'not_yours' });
    expect([keeping.wants, keeping.asking]).toEqual([undefined, 'failed']);
    keeping.change({ text: '', plan: [], show: true });
    expect(socket().sent.at(-1)).toEqual({ type: 'card', words: WORDS, text: '', plan: [], show: true });
    socket().hear({ type: 'thread', visits: 1, until: 5, show: true, card: '', plan: [] });
    expect(keeping.saved).toBe(true);
    keeping.forget();
    socket().hear({ type: 'forgotten' });
    expect([keeping.forgotten, keeping.has, keeping.kept, keeping.written]).toEqual([true, false, undefined, undefined]);
    expect(socket().sent.at(-1)).toEqual({ type: 'delete', conversation: 'c' });
  });

  it.each([true, false, undefined])('C40 knows after a reload whether the seeker came with words: %s', async (withWords) => {
    const { talk, keeping } = await over(withWords);
    expect([talk.withWords, keeping.has]).toEqual([withWords, false]);
  });

  it('C41 looks up what was kept before it is changed after a visit', async () => {
    const { keeping } = await over();
    visit.carries = { words: WORDS, share: true };
    keeping.look();
    expect(socket().sent.at(-1)).toEqual({ type: 'back', words: WORDS });
    socket().hear(THREAD);
    expect([keeping.saved, keeping.written]).toEqual([false, { text: 'Nights are hard.', plan: ['Tea.'], show: true }]);
    keeping.look();
    socket().hear({ type: 'thread', visits: 2, until: 5, show: false });
    expect(keeping.written).toEqual({ text: '', plan: [], show: false });
  });

  it('deletes the conversation and keeps the way back, or forgets both', async () => {
    const { talk, keeping } = await over();
    visit.carries = { words: WORDS, share: false };
    talk.delete();
    expect(socket().sent.at(-1)).toEqual({ type: 'delete', conversation: 'c' });
    expect([talk.deletion, keeping.has]).toEqual(['asked', true]);
    socket().hear({ type: 'deleted', conversation: 'c', state: 'destroyed' });
    keeping.forget();
    expect(socket().sent.at(-1)).toEqual({ type: 'forget', words: WORDS });
    socket().hear({ type: 'refused', re: 'forget', reason: 'too_fast' });
    expect([keeping.asking, keeping.has]).toEqual(['slow', true]);
    keeping.forget();
    socket().hear({ type: 'forgotten' });
    expect([keeping.has, talk.deletion]).toEqual([false, 'destroyed']);
  });

  it('says after a visit whether a deletion of the way back never went, or may have got through', async () => {
    const { keeping } = await over();
    visit.carries = { words: WORDS, share: false };
    const { send } = visit;
    visit.send = () => false;
    keeping.forget();
    expect([keeping.asking, keeping.trouble]).toEqual(['undeleted', sayBack('delete.failed')]);
    visit.send = send;
    keeping.forget();
    await vi.advanceTimersByTimeAsync(20_000);
    expect([keeping.asking, keeping.trouble, keeping.has]).toEqual(['unsure', say('wrong.failed'), true]);
  });

  it('deletes the conversation also where the way back has gone by itself', async () => {
    const { keeping } = await over();
    visit.carries = { words: WORDS, share: false };
    keeping.forget();
    socket().hear({ type: 'refused', re: 'forget', reason: 'nothing' });
    expect([keeping.forgotten, keeping.has]).toEqual([true, false]);
    expect(socket().sent.at(-1)).toEqual({ type: 'delete', conversation: 'c' });
  });
});

it('C77 puts what the peer wrote below what was begun on the card, once, and never more than fits', () => {
  expect(withWord('', 'The dog helps.')).toBe('The dog helps.');
  expect(withWord('Nights are hard. ', 'The dog helps.')).toBe('Nights are hard.\nThe dog helps.');
  expect(withWord('The dog helps. So does tea.', 'The dog helps.')).toBe('The dog helps. So does tea.');
  expect([...withWord('x'.repeat(490), '🌧'.repeat(20))]).toHaveLength(500);
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientFrame, Duty, ServerFrame } from '../protocol/frames';
import { announcer } from '../conversation/announcer';
import { sayDesk } from '../words/say-desk';
import { nudgeWords, offDutyWords, Shift } from './shift.svelte';

const realTimeout = setTimeout;

/** A socket in a test's hands. */
class PretendSocket {
  static last: PretendSocket | undefined;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: ClientFrame[] = [];

  constructor() {
    PretendSocket.last = this;
    queueMicrotask(() => this.onopen?.());
  }
  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }
  close(): void {}
  hear(...frames: ServerFrame[]): void {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

const off: Duty = { type: 'duty', on: false, capacity: 1, taken: 0 };
const welcome: ServerFrame = {
  type: 'welcome',
  you: { id: 'p1', role: 'peer', name: 'Robin' },
  conversations: [],
  waiting: false,
  duty: off,
  limits: { textCharacters: 2000, frameBytes: 16384, messagesPer10Seconds: 20, messagesPerMinute: 100, offerSeconds: 30 },
  durability: 'L1',
  serverTime: Date.now(),
};

let shift: Shift;
let socket: PretendSocket;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', PretendSocket);
  shift = new Shift(async () => ({ ticket: 'ticket' }));
  shift.talks.start();
  await vi.advanceTimersByTimeAsync(0);
  socket = PretendSocket.last!;
  socket.hear(welcome);
});
afterEach(() => {
  shift.wipe();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('whoever wants to go on duty and stays off is told why', () => {
  shift.goOn(1, []);
  socket.hear(off);
  expect(shift.notCleared).toBe(true);
  shift.goOn(1, []);
  socket.hear({ ...off, on: true });
  expect(shift.notCleared).toBe(false);
});

it('whoever goes off duty, or comes to the desk off duty, is told nothing of the kind', () => {
  expect(shift.notCleared).toBe(false);
  shift.goOn(1, []);
  socket.hear({ ...off, on: true });
  shift.goOff();
  socket.hear(off);
  expect(shift.notCleared).toBe(false);
});

it.each([
  ['training_over', sayDesk('duty.why_training')],
  ['practice', sayDesk('duty.why_practice')],
  ['changed', sayDesk('duty.why_changed')],
  ['missed_offers', sayDesk('duty.why_missed')],
  ['silent', sayDesk('duty.why_away')],
] as const)('A8 a duty that ended by itself with %s says so', (why, words) => {
  shift.goOn(1, []);
  socket.hear({ ...off, why });
  expect(shift.notCleared).toBe(false);
  expect(offDutyWords(shift.duty!)).toBe(words);
});

it.each([
  ['declined', ''],
  ['expired', sayDesk('offer.else')],
  ['withdrawn', sayDesk('offer.withdrawn')],
] as const)('P3 an offer that is gone says why, and of nobody else where there may be none: %s', (why, words) => {
  socket.hear({ type: 'offer', offer: 'o1', language: 'en', topics: [], wants: 'anyone', expiresAt: Date.now() + 30_000 });
  socket.hear({ type: 'offer-gone', offer: 'o1', why });
  expect(shift.offer).toBeUndefined();
  expect(shift.notice).toBe(words);
});

it('P3 an offer that somebody else took in the same moment says so', () => {
  socket.hear({ type: 'offer', offer: 'o1', language: 'en', topics: [], wants: 'anyone', expiresAt: Date.now() + 30_000 });
  socket.hear({ type: 'refused', re: 'accept', reason: 'offer_gone' });
  expect(shift.offer).toBeUndefined();
  expect(shift.notice).toBe(sayDesk('offer.race'));
});

const opened = (conversation: string, name = conversation): ServerFrame => ({
  type: 'opened',
  conversation,
  epoch: 'e1',
  from: 1,
  as: 'peer',
  state: 'open',
  with: { role: 'seeker', name },
  usualMinutes: 50,
  idleMinutes: 20,
});
const said = (conversation: string, seq: number): ServerFrame => ({ type: 'said', conversation, epoch: 'e1', seq, id: `${conversation}${seq}`, from: { role: 'seeker', name: conversation }, text: 'words', at: shift.talks.serverNow() });
const caughtUp = (conversation: string): ServerFrame => ({ type: 'caught-up', conversation, epoch: 'e1', head: 0 });
const offer = (topics: string[] = [], language = 'en'): ServerFrame => ({ type: 'offer', offer: 'o1', language, topics, wants: 'anyone', expiresAt: Date.now() + 30_000 });
const on = (taken: number): Duty => ({ type: 'duty', on: true, capacity: 3, taken });
const sentOf = (type: ClientFrame['type']) => socket.sent.filter((frame) => frame.type === type);
const named = () => shift.talks.all.map(({ conversation }) => conversation);

describe('one to three conversations', () => {
  beforeEach(() => {
    for (const each of ['a', 'b', 'c']) socket.hear(opened(each), caughtUp(each));
  });

  it('goes round the list with each step, and never moves a row', () => {
    const steps = [1, 1, 1, -1, -1].map((by) => {
      shift.step(by as 1 | -1);
      return shift.chosen?.conversation;
    });
    expect(steps).toEqual(['b', 'c', 'a', 'c', 'b']);
    socket.hear(said('c', 1));
    expect(named()).toEqual(['a', 'b', 'c']);
  });

  it('keeps what was begun in each, and counts what is out of sight', () => {
    shift.talks.all[0]!.draft = 'half a sentence';
    socket.hear(said('a', 1), said('b', 1), said('b', 2));
    expect(shift.talks.all.map(({ unread }) => unread)).toEqual([0, 2, 0]);
    shift.step(1);
    shift.step(-1);
    expect(shift.chosen?.draft).toBe('half a sentence');
    expect(shift.talks.all.map(({ unread }) => unread)).toEqual([0, 0, 0]);
  });

  it('counts nothing that stands side by side', () => {
    shift.showAll(true);
    socket.hear(said('b', 1));
    expect(shift.talks.all[1]?.unread).toBe(0);
    shift.showAll(false);
    socket.hear(said('b', 2));
    expect(shift.talks.all[1]?.unread).toBe(1);
  });

  it('goes on with a neighbour of what is put away, and stays where it was otherwise', () => {
    shift.choose(shift.talks.all[2]);
    shift.putAway(shift.talks.all[2]!);
    expect(shift.chosen?.conversation).toBe('b');
    shift.putAway(shift.talks.all[0]!);
    expect(shift.chosen?.conversation).toBe('b');
    shift.putAway(shift.talks.all[0]!);
    expect([shift.chosen, shift.talks.all.length]).toEqual([undefined, 0]);
  });

  it('asks once in a conversation whether a phrase is their own', () => {
    const [one, other] = shift.talks.all;
    expect([shift.askForOwn(one!), shift.askForOwn(one!), shift.askForOwn(other!)]).toEqual([true, false, true]);
  });
});

it('shows what was just taken, and knows what its offer said', () => {
  socket.hear(opened('a'), caughtUp('a'), offer(['grief'], 'es'));
  shift.accept();
  socket.hear(opened('b'), caughtUp('b'));
  expect([shift.chosen?.conversation, shift.took?.conversation]).toEqual(['b', 'b']);
  expect([shift.topicsOf(shift.chosen), shift.languageOf(shift.chosen!)]).toEqual([['grief'], 'es']);
  expect([shift.topicsOf(shift.talks.all[0]), shift.languageOf(shift.talks.all[0]!)]).toEqual([[], undefined]);
});

it('numbers the second of two seekers of one name, once, and says so wherever they are named', async () => {
  const tell = vi.spyOn(announcer, 'tell');
  socket.hear(opened('a', 'Heron'), caughtUp('a'), opened('b', 'Heron'), caughtUp('b'), opened('c', 'Wren'), caughtUp('c'), said('b', 1));
  const [a, b, c] = shift.talks.all;
  const names = () => [a!, b!, c!].map((talk) => shift.nameOf(talk));
  expect(names()).toEqual(['Heron', 'Heron 2', 'Wren']);
  await vi.advanceTimersByTimeAsync(180_000);
  tell.mockClear();
  shift.tick();
  expect(tell.mock.calls.flat()).toEqual([`Heron 2: ${nudgeWords(3, 3)}`]);
  shift.putAway(a!);
  expect(shift.nameOf(b!)).toBe('Heron 2');
  socket.hear(opened('d', 'Heron'), caughtUp('d'));
  expect(shift.nameOf(shift.talks.all.at(-1)!)).toBe('Heron');
  tell.mockRestore();
});

it('says once for each nudge who waits, and begins anew with an answer', async () => {
  const tell = vi.spyOn(announcer, 'tell');
  socket.hear(opened('a', 'Heron'), caughtUp('a'), said('a', 1));
  const after = async (minutes: number) => {
    await vi.advanceTimersByTimeAsync(minutes * 60_000);
    tell.mockClear();
    shift.tick();
    shift.tick();
    return tell.mock.calls.map(([words]) => words);
  };
  expect(await after(2)).toEqual([]);
  expect(await after(1)).toEqual([`Heron: ${nudgeWords(3, 3)}`]);
  expect(await after(1)).toEqual([]);
  expect(shift.minutes(shift.talks.all[0]!)).toBe(4);
  expect(await after(2)).toEqual([`Heron: ${nudgeWords(6, 6)}`]);
  shift.talks.all[0]!.say('I am here');
  expect(await after(0)).toEqual([]);
  expect(shift.minutes(shift.talks.all[0]!)).toBe(0);
  tell.mockRestore();
});

describe('a break after this', () => {
  it('is off duty for anybody new, and says so when the last conversation ends', () => {
    shift.goOn(3, ['grief']);
    socket.hear(on(1));
    shift.breakAfter();
    expect(sentOf('duty').at(-1)).toEqual({ type: 'duty', on: false });
    socket.hear({ ...on(1), on: false });
    expect([shift.leaving, shift.done, shift.notCleared]).toEqual([true, false, false]);
    socket.hear({ ...on(0), on: false });
    expect([shift.leaving, shift.done]).toEqual([false, true]);
  });

  it('can be taken back, with what they went on duty with', () => {
    expect(shift.mayStay).toBe(false);
    shift.goOn(3, ['grief']);
    socket.hear(on(1));
    shift.breakAfter();
    socket.hear({ ...on(1), on: false });
    shift.stayOn();
    expect(sentOf('duty').at(-1)).toEqual({ type: 'duty', on: true, capacity: 3, topics: ['grief'] });
    socket.hear(on(1));
    expect([shift.leaving, shift.done]).toEqual([false, false]);
  });

  it('keeps what they would rather not take, which is for the shift', () => {
    shift.goOn(1, ['grief'], ['work']);
    expect(sentOf('duty').at(-1)).toEqual({ type: 'duty', on: true, capacity: 1, topics: ['grief'], avoid: ['work'] });
    socket.hear({ ...on(1), topics: ['grief'], avoid: ['work'] });
    shift.breakAfter();
    socket.hear({ ...on(1), on: false });
    shift.stayOn();
    expect(sentOf('duty').at(-1)).toEqual({ type: 'duty', on: true, capacity: 1, topics: ['grief'], avoid: ['work'] });
  });

  it('is a breather at once where nobody is there, and nothing off duty or at rest', () => {
    shift.breakAfter();
    expect([sentOf('duty'), sentOf('breather')]).toEqual([[], []]);
    socket.hear(on(0));
    shift.breakAfter();
    expect(sentOf('breather')).toEqual([{ type: 'breather' }]);
    socket.hear({ ...on(0), restsUntil: Date.now() + 300_000 });
    shift.breakAfter();
    expect(sentOf('breather')).toHaveLength(1);
  });

  it('going off duty with nobody there is no break after anything', () => {
    shift.goOn(1, []);
    socket.hear(on(0));
    shift.goOff();
    socket.hear({ ...on(0), on: false });
    expect([shift.leaving, shift.done]).toEqual([false, false]);
  });
});

it('C75 changes what they would rather not take and nothing else, also on a page that was loaded anew', () => {
  shift.avoid(['work']);
  expect(sentOf('duty')).toEqual([]);
  socket.hear({ ...welcome, duty: { type: 'duty', on: true, capacity: 2, taken: 0, topics: ['grief'], avoid: ['money'] } });
  shift.avoid(['work']);
  expect(sentOf('duty')).toEqual([{ type: 'duty', on: true, capacity: 2, topics: ['grief'], avoid: ['work'] }]);
  shift.avoid([]);
  expect(sentOf('duty').at(-1)).toEqual({ type: 'duty', on: true, capacity: 2, topics: ['grief'] });
});

it('C76 says what a conversation was about without how it was', () => {
  socket.hear(opened('a'), caughtUp('a'));
  expect(shift.wrapTopics(shift.talks.all[0]!, ['grief'])).toBe(true);
  expect(sentOf('wrap-up')).toEqual([{ type: 'wrap-up', conversation: 'a', topics: ['grief'] }]);
});

it('P8 how it ended is sent by itself', () => {
  socket.hear(opened('a'), caughtUp('a'), on(1));
  shift.wrapHow(shift.talks.all[0]!, 'agreed');
  expect(sentOf('wrap-up')).toEqual([{ type: 'wrap-up', conversation: 'a', how: 'agreed' }]);
});

it('P13 a note is for supervisors: it is sent as a whisper until the server has it, and is no message', () => {
  socket.hear(opened('a'), caughtUp('a'), on(1));
  const [talk] = shift.talks.all;
  shift.note(talk!, 'They asked for my name.');
  const [sent] = sentOf('whisper');
  expect(sent).toMatchObject({ conversation: 'a', text: 'They asked for my name.' });
  expect(sentOf('say')).toEqual([]);
  expect(shift.asidesOf(talk!)).toMatchObject([{ note: true, state: 'sending' }]);
  const { id } = sent as { id: string };
  socket.hear({ type: 'whispered', conversation: 'a', id, by: 'Robin', from: 'peer', text: 'They asked for my name.', at: Date.now() });
  expect(shift.asidesOf(talk!)).toMatchObject([{ key: id, note: true }]);
  expect(shift.asidesOf(talk!)[0]).not.toHaveProperty('state');
  shift.putAway(talk!);
  expect(shift.asidesOf(talk!)).toEqual([]);
});

it('whoever is not OK is off duty with one tap, and no hand goes up by itself', () => {
  socket.hear(opened('a'), caughtUp('a'), on(1));
  shift.sitOut();
  expect(sentOf('duty')).toEqual([{ type: 'duty', on: false }]);
  expect(sentOf('raise')).toEqual([]);
  expect(shift.handsMay.map(({ conversation }) => conversation)).toEqual(['a']);
  socket.hear({ type: 'closed', conversation: 'a', why: 'ended_by_seeker' });
  expect(shift.handsMay).toEqual([]);
  shift.goOn(1, []);
  expect(shift.sittingOut).toBe(false);
});

it('C221 a peer knows that no supervisor is there whatever the door is, and that one came', () => {
  socket.hear(opened('a'), caughtUp('a'), { type: 'raised', conversation: 'a', what: 'need_supervisor', why: 'me' });
  const hand = () => shift.talks.all[0]?.raised[0]?.heard;
  socket.hear({ type: 'door', state: 'no_supervisor', alone: true });
  expect([shift.unsupervised, shift.shut, hand()]).toEqual([true, true, undefined]);
  socket.hear({ type: 'door', state: 'open', alone: true });
  expect([shift.unsupervised, shift.shut, hand()]).toEqual([true, false, undefined]);
  socket.hear({ type: 'door', state: 'open' });
  expect([shift.unsupervised, shift.shut, hand()]).toEqual([false, false, true]);
});

it('P1 whoever stays for as long as they wanted to is told so, while they are on duty', async () => {
  shift.goOn(1, []);
  socket.hear({ ...off, on: true });
  shift.until = shift.talks.serverNow() + 60_000;
  shift.tick();
  expect(shift.overdue).toBe(false);
  await vi.advanceTimersByTimeAsync(61_000);
  shift.tick();
  expect(shift.overdue).toBe(true);
  socket.hear(off);
  expect(shift.overdue).toBe(false);
});

describe('C261 what was written and not sent', () => {
  type Named<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;
  const greeting = (conversations = ['a', 'b'], tabKey = 'A'.repeat(43)): ServerFrame => ({
    ...(welcome as Named<'welcome'>),
    conversations: conversations.map((each) => opened(each) as Named<'opened'>),
    ...(tabKey === '' ? {} : { tabKey }),
  });
  const kept = () => sessionStorage.getItem('porchlight.shift');
  /** Sealing takes real time, and waits a moment before it begins. */
  const settle = async () => {
    for (let round = 0; round < 2; round += 1) {
      await vi.advanceTimersByTimeAsync(250);
      await new Promise((done) => realTimeout(done, 20));
    }
  };
  const arrive = async (...frames: ServerFrame[]) => {
    shift = new Shift(async () => ({ ticket: 'ticket' }));
    shift.talks.start();
    await vi.advanceTimersByTimeAsync(0);
    socket = PretendSocket.last!;
    socket.hear(...frames);
    await settle();
    return shift.talks.all[0]!;
  };
  /** What the tab holds when its page is loaded anew. */
  const reload = async (...frames: ServerFrame[]) => {
    await settle();
    const words = kept();
    shift.wipe();
    if (words !== null) sessionStorage.setItem('porchlight.shift', words);
    await arrive(...frames);
  };
  const drafts = () => shift.talks.all.map(({ draft }) => draft);

  beforeEach(() => shift.wipe());

  it('stands where it was begun after a reload, and is sealed meanwhile', async () => {
    await arrive(greeting());
    shift.talks.all[1]!.draft = 'half a sentence';
    shift.noteDrafts['a'] = 'half a note';
    await settle();
    expect(kept()).not.toBe(null);
    expect(JSON.stringify(sessionStorage)).not.toContain('half a');
    await reload(greeting());
    expect(drafts()).toEqual(['', 'half a sentence']);
    expect(shift.noteDrafts['a']).toBe('half a note');
    expect([...sentOf('say'), ...sentOf('whisper')]).toEqual([]);
    shift.talks.all[1]!.draft = shift.noteDrafts['a'] = '';
    await settle();
    expect(kept()).toBe(null);
  });

  it('goes with the id it had, until the server has it', async () => {
    const talk = await arrive(greeting());
    talk.say('on its way');
    shift.note(talk, 'for supervisors');
    const before = [...sentOf('say'), ...sentOf('whisper')];
    expect(before).toHaveLength(2);
    await reload(greeting());
    expect([...sentOf('say'), ...sentOf('whisper')]).toEqual(before);
    const [message, note] = before as { id: string }[];
    socket.hear(
      { type: 'kept', conversation: 'a', id: message!.id, epoch: 'e1', seq: 1, at: 1 },
      { type: 'whispered', conversation: 'a', id: note!.id, by: 'Robin', from: 'peer', text: 'for supervisors', at: 1 },
    );
    await settle();
    expect(kept()).toBe(null);
  });

  it('does not go again where the server told of it first', async () => {
    const talk = await arrive(greeting());
    talk.say('on its way');
    const { id } = sentOf('say')[0] as { id: string };
    await reload(greeting(), { type: 'said', conversation: 'a', epoch: 'e1', seq: 1, id, from: { role: 'peer', name: '' }, text: 'on its way', at: 1 });
    expect(sentOf('say')).toEqual([]);
    expect(shift.talks.all[0]!.lines.map(({ text }) => text)).toEqual(['on its way']);
  });

  it('is in the field where it was not taken or was held back, before what was begun since', async () => {
    const talk = await arrive(greeting());
    talk.say('too fast');
    talk.say('you should leave him');
    const [fast, hinted] = sentOf('say') as { id: string }[];
    socket.hear(
      { type: 'refused', re: 'say', conversation: 'a', id: fast!.id, reason: 'too_fast' },
      { type: 'hint', conversation: 'a', id: hinted!.id, category: 'advice', spans: [], why: 'w', firm: false },
    );
    talk.draft = 'half a';
    await reload(greeting());
    expect(drafts()).toEqual(['too fast\nyou should leave him\nhalf a', '']);
    expect(sentOf('say')).toEqual([]);
  });

  it('C262 is gone with its conversation, and with signing out', async () => {
    const talk = await arrive(greeting());
    talk.draft = 'half a';
    await settle();
    expect(kept()).not.toBe(null);
    socket.hear({ type: 'closed', conversation: 'a', why: 'ended_by_seeker' });
    await settle();
    expect(kept()).toBe(null);
    shift.talks.all[1]!.draft = 'half a word';
    // It is being sealed just now.
    await vi.advanceTimersByTimeAsync(250);
    shift.wipe();
    await settle();
    expect(kept()).toBe(null);
  });

  it('C262 is for no conversation that is not theirs any more', async () => {
    const talk = await arrive(greeting());
    talk.draft = 'half a';
    talk.say('on its way');
    shift.note(talk, 'for supervisors');
    await reload(greeting(['b']));
    expect([...drafts(), ...sentOf('say'), ...sentOf('whisper')]).toEqual(['']);
    expect(kept()).toBe(null);
  });

  it('C262 comes back with the key of its sign-in alone, and is kept nowhere where there is none', async () => {
    const talk = await arrive(greeting());
    talk.draft = 'half a';
    await reload(greeting(['a'], 'B'.repeat(43)));
    expect([...drafts(), kept()]).toEqual(['', null]);
    shift.wipe();
    const keyless = await arrive(greeting(['a'], ''));
    keyless.draft = 'half a';
    await settle();
    expect(kept()).toBe(null);
  });
});

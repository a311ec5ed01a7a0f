import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { announcer } from '../conversation/announcer';
import type { BlockToReview, Board, Contact, ClientFrame, Flag, Opened, Passing, Queue, QueueTalk, QueueTicket, ServerFrame, Stepped } from '../protocol/frames';
import Conversations from './Conversations.svelte';
import Lane from './Lane.svelte';
import LineAndTeam from './LineAndTeam.svelte';
import Speaking from './Speaking.svelte';
import { askedWords, endsSoon, endsWords, passingWords, Watch } from './watch.svelte';

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
  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientFrame);
  }
  close(): void {}
  hear(...frames: ServerFrame[]): void {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
  }
  of<T extends ClientFrame['type']>(type: T): Extract<ClientFrame, { type: T }>[] {
    return this.sent.filter((frame): frame is Extract<ClientFrame, { type: T }> => frame.type === type);
  }
}

const welcome = (conversations: Opened[] = []): ServerFrame => ({
  type: 'welcome',
  you: { id: 'sam', role: 'supervisor', name: 'Sam' },
  conversations,
  waiting: false,
  limits: { textCharacters: 2000, frameBytes: 16384, messagesPer10Seconds: 20, messagesPerMinute: 100, offerSeconds: 30 },
  durability: 'L1',
  serverTime: Date.now(),
});
const flag = (more: Partial<Flag> = {}): Flag => ({
  type: 'flag', flag: 'f', conversation: 'c', state: 'open', seeker: 'Heron', peer: 'Robin', side: 'seeker', category: 'suicide', lane: 'soon', reasons: [], at: 1, ...more,
});
const board = (more: Partial<Board> = {}): Board => ({ type: 'board', now: [], soon: [], waiting: 0, longestWaitMinutes: 0, onDuty: 1, supervisors: 1, asOf: Date.now(), ...more });
const opened = (peer?: string): Opened => ({
  type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'watching', state: 'open', with: { role: 'seeker', name: 'Heron' }, usualMinutes: 50, idleMinutes: 20, ...(peer ? { peer } : {}),
});
const caughtUp: ServerFrame = { type: 'caught-up', conversation: 'c', epoch: 'e', head: 0 };
const step = (n: number, what: Stepped['step']): Stepped => ({ type: 'stepped', conversation: 'c', n, step: what, by: 'Sam', peer: 'Robin', after: 0, at: Date.now() });

let watch: Watch;
let socket: PretendSocket;

async function arrive(): Promise<void> {
  watch = new Watch(async () => ({ ticket: 'ticket' }));
  watch.talks.start();
  await vi.advanceTimersByTimeAsync(0);
  socket = PretendSocket.last!;
  socket.hear(welcome());
}

async function comeBack(conversations: Opened[] = []): Promise<void> {
  const before = socket;
  socket.onclose?.({ code: 1006 });
  while (PretendSocket.last === before) await vi.advanceTimersByTimeAsync(50);
  await vi.advanceTimersByTimeAsync(0);
  socket = PretendSocket.last!;
  socket.hear(welcome(conversations));
}

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', PretendSocket);
  await arrive();
});
afterEach(() => {
  watch.wipe();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('V0 the board', () => {
  it('is late when nothing is heard of it for 15 seconds, though the connection is open', () => {
    expect(watch.late).toBe(false);
    socket.hear(board());
    vi.advanceTimersByTime(14_000);
    expect(watch.late).toBe(false);
    socket.hear(board());
    vi.advanceTimersByTime(15_000);
    expect(watch.talks.state.at).toBe('open');
    expect(watch.late).toBe(true);
    socket.hear(board());
    expect(watch.late).toBe(false);
  });

  it('is late when one half of it is, and until both are heard of again', () => {
    const line = (): ServerFrame => ({ type: 'queue', tickets: [], peers: [], lost: [], talks: [], waiting: 0, asOf: Date.now() });
    const tell = vi.spyOn(announcer, 'tell');
    const toldLate = () => tell.mock.calls.filter(([words]) => words.startsWith('Board paused')).length;
    const since = Date.now();
    socket.hear(board());
    socket.hear(line());
    vi.advanceTimersByTime(14_000);
    socket.hear(board());
    vi.advanceTimersByTime(1_000);
    expect(watch.late).toBe(true);
    expect(watch.asOf).toBe(since);
    vi.advanceTimersByTime(14_000);
    expect(toldLate()).toBe(1);
    socket.hear(board());
    expect(watch.late).toBe(true);
    socket.hear(line());
    expect(watch.late).toBe(false);
    tell.mockRestore();
  });

  it('is said to be late only where there is a connection: else that is said', () => {
    const tell = vi.spyOn(announcer, 'tell');
    socket.hear(board());
    socket.onclose?.({ code: 1006 });
    tell.mockClear();
    vi.advanceTimersByTime(15_000);
    expect(watch.late).toBe(true);
    expect(tell.mock.calls.filter(([words]) => words.startsWith('Board paused'))).toEqual([]);
    tell.mockRestore();
  });

  it('is asked for once in five seconds for its numbers, whatever happens on it', () => {
    socket.hear(board());
    const before = socket.of('board').length;
    socket.hear(flag({ flag: 'f1' }), flag({ flag: 'f2' }), flag({ flag: 'f1', lane: 'now' }));
    vi.advanceTimersByTime(4_999);
    expect(socket.of('board').length).toBe(before);
    vi.advanceTimersByTime(1);
    expect(socket.of('board').length).toBe(before + 1);
    vi.advanceTimersByTime(10_000);
    expect(socket.of('board').length).toBe(before + 1);
  });

  it('keeps what was heard of after it was asked for: the answer may be older', () => {
    const [closed, claimed] = [flag({ flag: 'f1' }), flag({ flag: 'f2', claimedBy: { id: 'kit', name: 'Kit' } })];
    socket.hear(board({ soon: [closed, flag({ flag: 'f2' })] }));
    watch.look();
    socket.hear({ type: 'flag-changed', flag: 'f1', state: 'closed' }, claimed, flag({ flag: 'f3' }));
    socket.hear(board({ soon: [closed, flag({ flag: 'f2' })] }));
    expect(watch.flags.map((each) => [each.flag, each.claimedBy?.name])).toEqual([['f3', undefined], ['f2', 'Kit']]);
    watch.look();
    socket.hear(board({ soon: [claimed] }));
    expect(watch.flags.map((each) => each.flag)).toEqual(['f2']);
  });

  it('is never late once it is put away', () => {
    socket.hear(board());
    watch.wipe();
    vi.advanceTimersByTime(60_000);
    expect(watch.late).toBe(false);
  });
});

describe('V0 who needs a person now', () => {
  it('is nobody with whom a supervisor is, however often they say so', () => {
    const withSam = { lane: 'now', claimedBy: { id: 'sam', name: 'Sam' } } as const;
    socket.hear(flag({ flag: 'f1', ...withSam }), flag({ flag: 'f2', ...withSam }));
    expect(watch.now.length).toBe(2);
    expect(watch.free).toEqual([]);
    watch.claimNext();
    expect(socket.of('claim')).toEqual([]);

    socket.hear(flag({ flag: 'f3', conversation: 'other', lane: 'now' }));
    expect(watch.free.map((each) => each.flag)).toEqual(['f3']);
    watch.claimNext();
    expect(socket.of('claim').map((each) => each.flag)).toEqual(['f3']);
  });

  it('stands with the newest first, and the key takes who has waited longest', () => {
    const now = (name: string, at: number) => flag({ flag: name, conversation: name, lane: 'now', at });
    socket.hear(board({ now: [now('second', 2), now('first', 1)] }));
    socket.hear(now('third', 3));
    expect(watch.now.map((each) => each.flag)).toEqual(['third', 'second', 'first']);
    socket.hear(board({ now: [now('third', 3), now('second', 2), now('first', 1)] }));
    expect(watch.now.map((each) => each.flag)).toEqual(['third', 'second', 'first']);
    watch.claimNext();
    expect(socket.of('claim').map((each) => each.flag)).toEqual(['first']);
  });
});

describe('V0 what comes with the board alone', () => {
  const said = () => {
    const tell = vi.spyOn(announcer, 'tell').mockClear();
    const interrupt = vi.spyOn(announcer, 'interrupt').mockClear();
    return { tell: () => tell.mock.calls.flat(), interrupt: () => interrupt.mock.calls.flat() };
  };
  afterEach(() => vi.restoreAllMocks());

  it('is said once, also after a lost connection, and not what is there when the page opens', async () => {
    const words = said();
    const [old, fresh] = [flag({ flag: 'f1', lane: 'now' }), flag({ flag: 'f2', seeker: 'Otter', lane: 'now' })];
    socket.hear(board({ now: [old] }));
    expect(words.tell()).toEqual([]);
    await comeBack();
    socket.hear(board({ now: [fresh, old] }), fresh, board({ now: [fresh, old] }));
    expect(words.tell()).toEqual(['Needs a person now: Otter, peer Robin']);
  });

  it('is also that nobody has it for long, and that this supervisor is asked to have it', () => {
    const words = said();
    const each = flag({ lane: 'now' });
    socket.hear(board({ now: [each] }));
    const loud = { ...each, loud: 'louder' } as const;
    socket.hear(board({ now: [loud] }), board({ now: [loud] }));
    expect(words.interrupt()).toEqual(['Still nobody with Heron. Nobody has taken this for a minute.']);
    const asked = { ...each, claimedBy: { id: 'kit', name: 'Kit' }, asked: { id: 'sam', name: 'Sam' } };
    socket.hear(board({ now: [asked] }), board({ now: [asked] }));
    expect(words.interrupt().slice(1)).toEqual([askedWords(asked)]);
    expect(words.tell()).toEqual([]);
  });

  it('is also that what this supervisor is about to close is over, unless they closed it', () => {
    const words = said();
    socket.hear(board({ soon: [flag({ flag: 'f1' }), flag({ flag: 'f2' })] }));
    watch.attended = 'f1';
    socket.hear(board({ soon: [flag({ flag: 'f2' })] }), { type: 'flag-changed', flag: 'f1', state: 'closed', by: 'Kit' });
    expect(words.tell()).toEqual(['Over since you looked.']);
    watch.attended = 'f2';
    watch.resolve(flag({ flag: 'f2' }), 'wrong');
    socket.hear(board(), { type: 'flag-changed', flag: 'f2', state: 'closed', by: 'Sam' });
    expect(words.tell()).toEqual(['Over since you looked.']);
  });
});

describe('V0 a flag whose chat is in the archive', () => {
  const DAY_MS = 86_400_000;

  it('is announced from three days before it is destroyed', () => {
    expect([2, 3, 4].map((days) => endsSoon(flag({ keptUntil: Date.now() + days * DAY_MS })))).toEqual([true, true, false]);
    expect(endsSoon(flag())).toBe(false);
    expect(endsWords(flag({ keptUntil: Date.now() }))).toContain('destroyed today');
  });

  it('leads to what was said', () => {
    const { flag: name, type, conversation, side, category, lane, reasons, at } = flag();
    const ontranscript = vi.fn();
    const page = mount(Lane, { target: document.body, props: { watch, flags: [{ type, flag: name, conversation, side, category, lane, reasons, at, state: 'archived' }], title: 'Check soon', ontranscript } });
    flushSync();
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Read what was said')?.click();
    expect(ontranscript).toHaveBeenCalledExactlyOnceWith('c');
    void unmount(page);
  });
});

describe('V0 the row of a flag', () => {
  it('C22 is louder where nobody has it for long, then says whom to telephone, and is as before once somebody has it', () => {
    const interrupt = vi.spyOn(announcer, 'interrupt').mockClear();
    socket.hear(board({ onCall: { name: 'Noor', phone: '+34 600 123 456' } }));
    const row = (more: Partial<Flag>) => {
      socket.hear(flag({ lane: 'now', ...more }));
      const page = mount(Lane, { target: document.body, props: { watch, flags: watch.now, title: 'Needs a person now', urgent: true, ontranscript: () => undefined } });
      flushSync();
      const shown = document.querySelector('tr');
      const is = { loud: shown?.classList.contains('loud'), words: shown?.textContent ?? '' };
      void unmount(page);
      return is;
    };
    expect(row({}).loud).toBe(false);
    const louder = row({ loud: 'louder' });
    expect(louder.loud).toBe(true);
    expect(louder.words).toContain('Nobody has taken this for a minute.');
    const onCall = row({ loud: 'on_call' });
    expect(onCall.loud).toBe(true);
    expect(onCall.words).toContain('Noor is on call: call +34 600 123 456.');
    expect(interrupt.mock.calls.flat()).toEqual([
      'Still nobody with Heron. Nobody has taken this for a minute.',
      'Still nobody with Heron. Nobody has taken this for two minutes. Noor is on call: call +34 600 123 456.',
    ]);
    const had = row({ claimedBy: { id: 'kit', name: 'Kit' } });
    expect(had.loud).toBe(false);
    expect(had.words).not.toContain('Nobody has taken this');
    interrupt.mockRestore();
  });

  it('says how old the last message is, and in which language, once the line is known', () => {
    const MINUTE = 60_000;
    socket.hear({ type: 'queue', tickets: [], peers: [], lost: [], talks: [{ conversation: 'c', seeker: 'Heron', peer: 'Robin', state: 'open', language: 'es', lastSaid: MINUTE, readers: [] }], waiting: 0, asOf: 4 * MINUTE });
    const page = mount(Lane, { target: document.body, props: { watch, flags: [flag()], title: 'Check soon', ontranscript: () => undefined } });
    flushSync();
    expect(document.querySelector('tr')?.textContent).toContain('last message 3 min ago · Spanish');
    void unmount(page);
  });
});

describe('C21 asking another to have it', () => {
  const kit = { id: 'kit', name: 'Kit' };
  const line: Queue = { type: 'queue', tickets: [], peers: [], lost: [], talks: [], supervisors: [{ id: 'sam', name: 'Sam' }, kit], waiting: 0, asOf: 1 };

  it('is asked of somebody else who is there, and stays with who has it', () => {
    const mine = flag({ claimedBy: { id: 'sam', name: 'Sam' } });
    socket.hear(line, mine);
    expect(watch.others).toEqual([kit]);
    watch.ask(mine, 'kit');
    expect(socket.of('let-go')).toEqual([{ type: 'let-go', flag: 'f', to: 'kit' }]);
    socket.hear({ ...mine, asked: kit });
    expect(watch.flags.map((each) => [watch.has(each), watch.isAsked(each)])).toEqual([[true, false]]);
    socket.hear({ type: 'refused', re: 'let-go', id: 'f', reason: 'away' });
    expect(watch.remarks['f']).toBe('They are not at the board any more.');
  });

  it('says who asks', () => {
    const theirs = flag({ claimedBy: kit, asked: { id: 'sam', name: 'Sam' } });
    socket.hear(theirs);
    expect([watch.has(theirs), watch.isAsked(theirs), askedWords(theirs)]).toEqual([false, true, 'Kit asks you to take this: Heron.']);
  });
});

it('C190 shows the numbers of where the seeker says to be by now', () => {
  watch.open(flag());
  socket.hear({ ...opened('Robin'), region: 'us' }, caughtUp);
  socket.hear({ type: 'region', conversation: 'c', region: 'uk' });
  expect(watch.peek?.talk?.region).toBe('uk');
});

describe('C23 a whisper', () => {
  beforeEach(() => {
    watch.open(flag());
    socket.hear(opened('Robin'), caughtUp);
    watch.whisper('Ask directly.');
  });

  it('is on its way until it comes back, and is there once', () => {
    const [{ id }] = socket.of('whisper') as [Extract<ClientFrame, { type: 'whisper' }>];
    expect(watch.asides).toMatchObject([{ text: 'Ask directly.', state: 'sending' }]);
    const whispered: ServerFrame = { type: 'whispered', conversation: 'c', id, by: 'Sam', text: 'Ask directly.', at: 5 };
    socket.hear(whispered, whispered);
    expect(watch.asides).toEqual([{ key: id, at: 5, by: 'Sam', note: false, text: 'Ask directly.' }]);
  });

  it('is sent again with its id when nobody can say yet that it is kept', async () => {
    const [first] = socket.of('whisper');
    socket.hear({ type: 'pending', conversation: 'c', id: first!.id });
    await vi.advanceTimersByTimeAsync(500);
    expect(socket.of('whisper')).toEqual([first, first]);
  });

  it('waits after a lost connection until the conversation is opened again', async () => {
    const [first] = socket.of('whisper');
    await comeBack();
    expect(socket.of('watch')).toEqual([{ type: 'watch', conversation: 'c' }]);
    expect(socket.of('whisper')).toEqual([]);
    socket.hear(opened('Robin'));
    expect(socket.of('whisper')).toEqual([first]);
  });

  it('shows that it was refused', () => {
    socket.hear({ type: 'refused', re: 'whisper', id: socket.of('whisper')[0]!.id, conversation: 'c', reason: 'not_yours' });
    expect(watch.asides).toMatchObject([{ state: 'refused' }]);
  });
});

describe('C24 C25 taking part', () => {
  beforeEach(() => {
    watch.open(flag());
    socket.hear(opened('Robin'), caughtUp);
  });

  it('follows from the steps, also after a lost connection', async () => {
    expect(watch.takesPart).toBe(false);
    socket.hear(step(1, 'joined'));
    expect(watch.takesPart).toBe(true);
    watch.peek!.talk!.say('I am here.');
    await comeBack();
    expect(socket.of('say')).toEqual([]);
    socket.hear(opened('Robin'), caughtUp);
    expect(watch.takesPart).toBe(true);
    expect(socket.of('say')).toHaveLength(1);
  });

  it('keeps another conversation from being opened over it', () => {
    socket.hear(step(1, 'joined'));
    watch.open(flag({ flag: 'other', conversation: 'd', seeker: 'Wren' }));
    expect(watch.peek?.conversation).toBe('c');
    expect(watch.remarks['other']).toContain('Heron');
    expect(socket.of('unwatch')).toEqual([]);
  });

  it('learns that the peer cannot stay', () => {
    watch.takeOver('keep', 'why');
    socket.hear({ type: 'refused', re: 'take-over', conversation: 'c', reason: 'must_remove' });
    expect(watch.peek).toMatchObject({ mustRemove: true, remark: 'Robin is removed, because of what was reported.' });
  });

  it('asks the seeker first, unless a person is needed now or the peer is gone', () => {
    expect(watch.asksFirst(watch.peek!)).toBe(true);
    socket.hear(flag({ flag: 'n', lane: 'now' }));
    expect(watch.asksFirst(watch.peek!)).toBe(false);
  });

  it('never carries what was begun in one mode into another', () => {
    const page = mount(Speaking, { target: document.body, props: { watch, peek: watch.peek!, talk: watch.peek!.talk! } });
    const field = () => document.querySelector('textarea')!;
    const button = () => document.querySelector('button.primary')?.textContent;
    const begin = (text: string) => {
      field().value = text;
      field().dispatchEvent(new Event('input', { bubbles: true }));
      flushSync();
    };
    flushSync();
    expect(button()).toBe('Whisper to Robin');
    begin('for Robin alone');
    socket.hear(step(1, 'joined'));
    flushSync();
    expect([button(), field().value]).toEqual(['Send to both', '']);
    begin('for both');
    socket.hear(step(2, 'took_over'));
    flushSync();
    expect([button(), field().value]).toEqual(['Send to Heron', '']);
    begin('for Heron');
    socket.hear(step(3, 'left'));
    flushSync();
    expect([button(), field().value]).toEqual(['Whisper to Robin', 'for Robin alone']);
    socket.hear(step(4, 'joined'));
    flushSync();
    expect([button(), field().value]).toEqual(['Send to both', 'for both']);
    void unmount(page);
  });

  it('V0 whoever opened it from a row to whisper has the keyboard in that field, once, and not while they write elsewhere', () => {
    const field = document.body.appendChild(document.createElement('input'));
    const show = () => mount(Speaking, { target: document.body, props: { watch, peek: watch.peek!, talk: watch.peek!.talk! } });
    const talk: QueueTalk = { conversation: 'c', seeker: 'Heron', peer: 'Robin', state: 'open' };
    const asked = socket.of('watch').length;
    watch.whisperIn(talk, 'c');
    expect(socket.of('watch')).toHaveLength(asked);
    field.focus();
    let page = show();
    flushSync();
    expect([document.activeElement, watch.peek?.whispers]).toEqual([field, undefined]);
    void unmount(page);
    field.blur();
    field.remove();
    watch.whisperIn(talk, 'c');
    page = show();
    flushSync();
    expect(document.activeElement?.tagName).toBe('TEXTAREA');
    expect(watch.peek?.whispers).toBeUndefined();
    void unmount(page);
  });

  it('leaves its keys to what lies over the page', () => {
    const page = mount(Speaking, { target: document.body, props: { watch, peek: watch.peek!, talk: watch.peek!.talk! } });
    const dialog = document.body.appendChild(document.createElement('dialog'));
    const join = () => {
      const event = new KeyboardEvent('keydown', { code: 'KeyI', altKey: true });
      event.getModifierState = () => false;
      document.dispatchEvent(event);
      flushSync();
      return document.getElementById('confirm-q');
    };
    dialog.setAttribute('open', '');
    flushSync();
    expect(join()).toBe(null);
    dialog.remove();
    expect(join()).not.toBe(null);
    void unmount(page);
  });
});

describe('V0 the line and who is on duty', () => {
  const ticket = (seeker: string): QueueTicket => ({ conversation: seeker, seeker, state: 'waiting', band: 'ordinary', language: 'en', topics: [], wants: 'anyone', position: 1, since: 1, reasons: [] });
  const line = (...seekers: string[]): Queue => ({
    type: 'queue', tickets: seekers.map(ticket), peers: [{ name: 'Robin', taken: 0, capacity: 2, asked: false, offered: 0, accepted: 0, declined: 0, missed: 0 }], lost: [], talks: [], waiting: seekers.length, asOf: 1,
  });

  it('are tables with a row for each, which Tab comes to once, and whose rows hold still under the keyboard', () => {
    socket.hear(line('Heron', 'Wren'));
    const page = mount(LineAndTeam, { target: document.body, props: { watch } });
    flushSync();
    const [waiting, duty] = [...document.querySelectorAll('table')];
    const rows = () => [...waiting!.querySelectorAll('tr')];
    const names = () => rows().map((row) => row.querySelector('th')?.textContent?.split(' ')[0]);
    expect([names(), rows().map(({ tabIndex }) => tabIndex)]).toEqual([['Heron', 'Wren'], [0, -1]]);
    expect(duty!.querySelector('th')?.textContent).toContain('Robin');
    rows()[0]!.focus();
    rows()[0]!.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    socket.hear(line('Finch', 'Wren'));
    flushSync();
    expect([names(), rows().map(({ tabIndex }) => tabIndex)]).toEqual([['Heron', 'Wren'], [-1, 0]]);
    expect(rows()[0]!.textContent).toContain('No longer in line.');
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === '2 changes')?.click();
    flushSync();
    expect(names()).toEqual(['Finch', 'Wren']);
    rows()[0]!.focus();
    rows()[0]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    expect(document.activeElement).toBe(rows()[1]);
    void unmount(page);
  });
});

describe('G5 a page that is loaded anew', () => {
  it('goes back to whom this supervisor is with, without a reason', () => {
    socket.hear(welcome([opened('Robin')]));
    expect(socket.of('watch')).toEqual([{ type: 'watch', conversation: 'c' }]);
    expect(watch.peek).toMatchObject({ conversation: 'c', alias: 'Heron', opening: { at: 'asked' } });
    expect(watch.peek?.talk).toBeUndefined();
    socket.hear(opened('Robin'), caughtUp, step(1, 'joined'));
    expect(watch.takesPart).toBe(true);
  });

  it('leaves what is open where it is', () => {
    watch.open(flag({ conversation: 'd', seeker: 'Wren' }));
    socket.hear(welcome([opened('Robin')]));
    expect(watch.peek).toMatchObject({ conversation: 'd', alias: 'Wren' });
    expect(socket.of('watch').map(({ conversation }) => conversation)).not.toContain('c');
  });

  it('is let in again before anything is said', async () => {
    watch.open(flag());
    socket.hear(opened('Robin'), caughtUp, step(1, 'joined'));
    watch.peek!.talk!.say('I am here.');
    await comeBack([opened('Robin')]);
    expect(socket.of('watch')).toHaveLength(1);
    expect(socket.of('say')).toEqual([]);
    socket.hear(opened('Robin'));
    expect(socket.of('say')).toHaveLength(1);
  });
});

describe('C26 answering', () => {
  const waiting = (): Flag => {
    const { peer: _, ...rest } = flag({ state: 'waiting' });
    return rest;
  };

  it('opens the conversation, alone with the seeker', () => {
    watch.answer(waiting());
    expect(socket.of('answer')).toEqual([{ type: 'answer', conversation: 'c' }]);
    socket.hear(opened(), caughtUp, { ...step(1, 'answered') });
    expect(watch.takesPart).toBe(true);
    expect(watch.peek?.talk?.standing.part).toBe('alone');
  });

  it('P14 says so when somebody else was first', () => {
    watch.answer(waiting());
    socket.hear({ type: 'refused', re: 'answer', conversation: 'c', reason: 'taken' });
    expect(watch.peek).toBeUndefined();
    expect(watch.remarks['f']).toBe('Somebody else got there first.');
  });
});

describe('C28 blocking', () => {
  const done: ServerFrame = { type: 'blocked', on: true, reason: 'threats', until: 5, conversation: 'c' };

  beforeEach(() => {
    watch.open(flag());
    socket.hear(opened('Robin'), caughtUp);
    watch.block('threats');
  });

  it('is done when the server says so, and the list is asked for', () => {
    expect(socket.of('block')).toEqual([{ type: 'block', conversation: 'c', reason: 'threats' }]);
    expect(watch.peek?.blockedUntil).toBeUndefined();
    const asked = socket.of('blocks').length;
    socket.hear({ type: 'closed', conversation: 'c', why: 'blocked' }, done);
    expect(watch.peek).toMatchObject({ blockedUntil: 5, talk: { closed: 'blocked' } });
    expect(socket.of('blocks')).toHaveLength(asked + 1);
  });

  it('is of no other conversation', () => {
    socket.hear({ ...done, conversation: 'd' } as ServerFrame);
    expect(watch.peek?.blockedUntil).toBeUndefined();
  });

  it.each([
    ['undecided', 'There is an open sign that Heron is in danger. Decide about that first.'],
    ['left', 'Heron has left, so there is nothing left to block.'],
  ])('says why not: %s', (reason, words) => {
    socket.hear({ type: 'refused', re: 'block', conversation: 'c', reason });
    expect(watch.peek?.notBlocked).toBe(words);
    watch.block('threats');
    expect(watch.peek?.notBlocked).toBeUndefined();
  });
});

describe('C50 C51 C52 the card', () => {
  const card = (n: number, state: Contact['state'], more: Partial<Contact> = {}): Contact => ({ type: 'contact', conversation: 'c', n, state, by: 'Sam', at: Date.now(), ...more });
  const shared = card(3, 'shared', { consent: 'life' });
  const value: ServerFrame = { type: 'contact-opened', conversation: 'c', n: 3, phone: '0199 42', call: 'text' };

  beforeEach(() => {
    watch.open(flag());
    socket.hear(opened('Robin'), caughtUp, step(1, 'joined'));
  });

  it('is offered, and shown when it is asked for', () => {
    watch.offerCard();
    socket.hear(card(1, 'offered'), shared);
    expect(watch.contact).toBeUndefined();
    watch.openCard();
    expect(socket.of('contact-offer')).toHaveLength(1);
    expect(socket.of('contact-open')).toEqual([{ type: 'contact-open', conversation: 'c' }]);
    socket.hear(value);
    expect(watch.contact).toMatchObject({ phone: '0199 42' });
    // While it is passed on it stays, and the same card again changes nothing.
    socket.hear(shared, card(4, 'confirming', { consent: 'life', to: 'line' }));
    expect(watch.contact).toBeDefined();
  });

  it.each<[string, ServerFrame]>([
    ['taken back', card(4, 'taken_back')],
    ['replaced', card(5, 'shared', { consent: 'ask' })],
    ['over', { type: 'closed', conversation: 'c', why: 'ended_by_seeker' }],
  ])('is forgotten at once when it is %s', (_, frame) => {
    socket.hear(shared, value, frame);
    expect(watch.contact).toBeUndefined();
  });

  it('is forgotten when the conversation is put away, and not shown when it comes too late', () => {
    socket.hear(shared, value);
    watch.close();
    expect(watch.contact).toBeUndefined();
    watch.open(flag());
    socket.hear(opened('Robin'), card(4, 'taken_back'), value);
    expect(watch.contact).toBeUndefined();
  });

  it('says why not', () => {
    socket.hear({ type: 'refused', re: 'contact-passed', conversation: 'c', reason: 'undecided' });
    expect(watch.peek?.remark).toBe('A second supervisor has not confirmed yet.');
  });

  it('says whether whoever is on call agreed', () => {
    watch.passedOn();
    watch.passedOn(true);
    expect(socket.of('contact-passed')).toEqual([
      { type: 'contact-passed', conversation: 'c' },
      { type: 'contact-passed', conversation: 'c', onCall: true },
    ]);
  });

  it("asks about others' cards, and not about one's own", () => {
    const passing = (by: string): Passing => ({ conversation: by, seeker: 'Heron', n: 4, by: { id: by, name: 'Alex' }, to: 'mobile', consent: 'life', at: 1 });
    socket.hear({ type: 'board', now: [], soon: [], waiting: 0, longestWaitMinutes: 0, onDuty: 1, supervisors: 2, asOf: 1, passing: [passing('sam'), passing('alex')] });
    expect(watch.toConfirm.map(({ conversation }) => conversation)).toEqual(['alex']);
    expect(passingWords(passing('alex'))).toBe('Alex would like to pass what Heron shared to a mobile crisis team.');
    watch.confirmPassing(passing('alex'));
    expect(socket.of('contact-confirm')).toEqual([{ type: 'contact-confirm', conversation: 'alex', n: 4 }]);
    socket.hear({ type: 'refused', re: 'contact-confirm', conversation: 'alex', reason: 'decided' });
    expect(watch.remarks['alex']).toBe('That has changed meanwhile.');
  });
});

describe('C29 the second person', () => {
  const listed = (block: string, by: string): BlockToReview => ({ block, conversation: 'c', seeker: 'Heron', reason: 'spam', by: { id: by, name: 'Alex' }, at: 1, until: 5 });

  it("looks at others' blocks, and sees that one's own wait", () => {
    socket.hear({ type: 'blocks', blocks: [listed('b', 'alex'), listed('o', 'sam')] });
    expect(watch.blocks).toHaveLength(2);
    expect(watch.toReview.map(({ block }) => block)).toEqual(['b']);
    watch.review(listed('b', 'alex'), 'lift');
    expect(socket.of('review')).toEqual([{ type: 'review', block: 'b', verdict: 'lift' }]);
    socket.hear({ type: 'blocks', blocks: [listed('o', 'sam')] });
    expect(watch.toReview).toEqual([]);
  });

  it('reads when somebody else was first, and what is left', () => {
    socket.hear({ type: 'blocks', blocks: [listed('b', 'alex')] });
    const asked = socket.of('blocks').length;
    socket.hear({ type: 'refused', re: 'review', id: 'b', reason: 'decided' });
    expect(watch.remarks['b']).toBe('Somebody else got there first.');
    expect(socket.of('blocks')).toHaveLength(asked + 1);
  });

  it('opens the conversation that it came from', () => {
    watch.readBlocked(listed('b', 'alex'));
    expect(watch.peek).toMatchObject({ conversation: 'c', alias: 'Heron' });
    expect(socket.of('watch')).toEqual([{ type: 'watch', conversation: 'c' }]);
  });
});

describe('C20 every conversation that goes on', () => {
  const talk = (more: Partial<QueueTalk> = {}): QueueTalk => ({ conversation: 'c', seeker: 'Heron', peer: 'Robin', state: 'open', ...more });
  const queue = (...talks: QueueTalk[]): Queue => ({ type: 'queue', tickets: [], peers: [], lost: [], talks, waiting: 0, asOf: 1 });

  it('opens one in which nothing is flagged, and says why when it is asked', () => {
    watch.openTalk(talk());
    expect(socket.of('watch')).toEqual([{ type: 'watch', conversation: 'c' }]);
    socket.hear({ type: 'refused', re: 'watch', conversation: 'c', reason: 'reason_needed' });
    expect(watch.peek?.opening.at).toBe('reason');
    watch.explain('Their peer is new.');
    expect(socket.of('watch').at(-1)).toEqual({ type: 'watch', conversation: 'c', reason: 'Their peer is new.' });
  });

  it('V0 opens one to whisper in as peeking does, with its reason, and is asked only where there is a peer', () => {
    watch.whisperIn(talk(), 'c');
    socket.hear({ type: 'refused', re: 'watch', conversation: 'c', reason: 'reason_needed' });
    watch.explain('Their peer is new.');
    socket.hear(opened('Robin'), caughtUp);
    expect(watch.peek).toMatchObject({ conversation: 'c', whispers: true });
    socket.hear(queue(talk(), { conversation: 'e', seeker: 'Finch', supervisor: 'Sam', state: 'open' }));
    const page = mount(Conversations, { target: document.body, props: { watch } });
    flushSync();
    const names = [...document.querySelectorAll('td.go button')].map((button) => button.getAttribute('aria-label'));
    expect(names).toEqual(["Peek at Heron's conversation", "Whisper in Heron's conversation, to Robin", "Peek at Finch's conversation"]);
    void unmount(page);
  });

  it('leaves nobody for another without a word', () => {
    watch.openTalk(talk());
    socket.hear(opened('Robin'), caughtUp, step(1, 'joined'));
    watch.openTalk(talk({ conversation: 'd', seeker: 'Wren' }));
    expect(watch.peek?.conversation).toBe('c');
    expect(watch.remarks['d']).toContain('Heron');
  });

  it('shows who is in each, and those who left suddenly in a lane of their own', () => {
    socket.hear(queue(talk({ seeker: 'Wren', state: 'left' }), talk({ conversation: 'd', supervised: true, supervisor: 'Sam' }), { conversation: 'e', seeker: 'Finch', supervisor: 'Sam', state: 'open' }));
    const page = mount(Conversations, { target: document.body, props: { watch } });
    flushSync();
    const lanes = [...document.querySelectorAll('section')].map((lane) => [...lane.querySelectorAll('h2, th')].map((heading) => heading.textContent?.replace(/\s+/g, ' ').trim()));
    expect(lanes).toEqual([
      ['Left suddenly 1', 'Wren with Robin'],
      ['Watching 0'],
      ['All conversations 2', 'Heron with Robin and Sam · supervised', 'Finch with Sam, supervisor'],
    ]);
    void unmount(page);
  });

  it('C110 says how old the last message is, in which language, and who reads along, and narrows the list', () => {
    const MINUTE = 60_000;
    const talks = [
      talk({ language: 'en', lastSaid: 29.5 * MINUTE, readers: ['Alex', 'Sam'] }),
      talk({ conversation: 'd', seeker: 'Wren', language: 'es', lastSaid: 18 * MINUTE, readers: [] }),
      talk({ conversation: 'e', seeker: 'Finch', language: 'en', readers: [] }),
      talk({ conversation: 'f', seeker: 'Lark', readers: [] }),
    ];
    socket.hear({ ...queue(...talks), asOf: 30 * MINUTE });
    const page = mount(Conversations, { target: document.body, props: { watch } });
    flushSync();
    const [, watched, all] = [...document.querySelectorAll('section')];
    const rows = (lane: Element | undefined) => [...(lane?.querySelectorAll('tr') ?? [])].map((row) => row.querySelector('td:not(.go)')?.textContent?.trim());
    expect(rows(watched)).toEqual(['last message just now · English · reading along: Alex and Sam']);
    expect(rows(all)).toEqual(['last message just now · English · reading along: Alex and Sam', 'last message 12 min ago · Spanish', 'nothing written yet · English', '']);
    const chip = (words: string) => [...(all?.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent === words);
    chip('Spanish')?.click();
    flushSync();
    expect(rows(all)).toEqual(['last message 12 min ago · Spanish']);
    expect(chip('Spanish')?.getAttribute('aria-pressed')).toBe('true');
    chip('Supervised peers')?.click();
    flushSync();
    expect(all?.textContent).toContain('None like this right now.');
    expect(rows(watched)).toHaveLength(1);
    void unmount(page);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Outbox } from '../connection/outbox';
import type { Contact, ClientFrame, Guide, Opened, Stepped } from '../protocol/frames';
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
let told: string[];
let outbox: Outbox;
let talk: Talk;

beforeEach(() => {
  sent = [];
  told = [];
  const send = (frame: ClientFrame) => sent.push(frame) > 0;
  outbox = new Outbox(send, () => talk?.refresh());
  talk = new Talk(opened, { send, outbox, announcer: { tell: (words: string, text = '') => told.push(words.replace('{text}', text)), interrupt: () => {} } as never });
  talk.said(said('e1', 1, 'm1', 'seeker', 'mine and kept'));
  talk.said(said('e1', 2, 'm2', 'peer', 'theirs'));
  talk.said(said('e1', 3, 'm3', 'seeker', 'mine and lost'));
  talk.caughtUp({ type: 'caught-up', conversation: 'c', epoch: 'e1', head: 3 });
  sent = [];
});

describe('C50 the card', () => {
  const card = (n: number, state: Contact['state'], more: Partial<Contact> = {}): Contact => ({ type: 'contact', conversation: 'c', n, state, by: 'Sam', at: 1, ...more });

  it('sends what is on it and keeps nothing of it', () => {
    talk.contacted(card(1, 'offered'));
    talk.share({ phone: '0199 quokka', call: 'text' }, 'ask');
    expect(sent).toEqual([{ type: 'contact-share', conversation: 'c', phone: '0199 quokka', call: 'text', consent: 'ask' }]);
    expect(JSON.stringify([talk.contact, talk.lines, outbox.pending])).not.toContain('quokka');
  });

  it('answers the very card that asks', () => {
    talk.contacted(card(4, 'asking', { consent: 'ask', to: 'line' }));
    talk.allow(false);
    talk.keepToMyself();
    expect(sent).toEqual([
      { type: 'contact-allow', conversation: 'c', n: 4, yes: false },
      { type: 'contact-keep', conversation: 'c' },
    ]);
  });

  it('is gone with the end, and with a history that is another one', () => {
    talk.contacted(card(3, 'shared', { consent: 'ask' }));
    talk.reset({ type: 'reset', conversation: 'c', epoch: 'e2', head: 0 });
    expect(talk.contact).toBeUndefined();
    talk.contacted(card(3, 'shared', { consent: 'ask' }));
    talk.close('ended_by_seeker');
    expect(talk.contact).toBeUndefined();
  });
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

describe('Talk with what waits for a supervisor', () => {
  const withheld = (id: string) => ({ type: 'withheld', conversation: 'c', id, at: 1, until: 2 }) as const;

  it('C12 shows where a message is, and gives its words back to be changed', () => {
    talk.say('add me elsewhere', true);
    const id = outbox.pending[0]!.id;
    outbox.withheld(withheld(id));
    expect(talk.lines.at(-1)).toMatchObject({ key: id, state: 'withheld', text: 'add me elsewhere' });
    outbox.returned({ type: 'returned', conversation: 'c', id, why: 'returned', by: 'Sam', word: 'Not here.' });
    expect(talk.lines.at(-1)).toMatchObject({ state: 'returned', returned: { by: 'Sam', word: 'Not here.' } });
    talk.draft = 'I am here';
    talk.takeBack(talk.lines.at(-1)!);
    expect(talk.draft).toBe('add me elsewhere\nI am here');
    expect(talk.lines.map((line) => line.state)).not.toContain('returned');
  });

  it('C12 with the end it is over', () => {
    talk.say('add me elsewhere', true);
    outbox.withheld(withheld(outbox.pending[0]!.id));
    talk.close('ended_by_seeker');
    expect(talk.lines.at(-1)).toMatchObject({ state: 'returned', returned: { why: 'over' } });
  });

  it('C15 says quietly what may be asked, once the history is here', () => {
    const guide: Guide = { type: 'guide', conversation: 'c', id: 'm2', hint: 'Ask about it.', words: ['Are you safe?'], source: 'Safety' };
    talk.guided(guide);
    expect(talk.guide).toEqual(guide);
    expect(told.at(-1)).toBe('Ask about it.');
    talk.forgetGuide();
    expect(talk.guide).toBeUndefined();
  });

  it('C14 raises something once, and knows when it is told', () => {
    talk.raise('peer_lane');
    expect(sent).toEqual([{ type: 'raise', conversation: 'c', what: 'peer_lane' }]);
    expect(talk.raised).toMatchObject([{ what: 'peer_lane', state: 'asked' }]);
    talk.told({ type: 'raised', conversation: 'c', what: 'peer_lane' });
    expect(talk.raised).toMatchObject([{ what: 'peer_lane', state: 'told' }]);
  });

  it('C14 keeps apart what came of each thing that was raised', () => {
    talk.raise('home_unsafe');
    talk.told({ type: 'raised', conversation: 'c', what: 'home_unsafe', by: 'Sam' });
    talk.raise('supervisor');
    expect(talk.raised).toMatchObject([{ what: 'supervisor', state: 'asked' }, { what: 'home_unsafe', state: 'told', by: 'Sam' }]);
    talk.notTold();
    expect(talk.raised).toMatchObject([{ what: 'supervisor', state: 'failed' }, { state: 'told', by: 'Sam' }]);
    talk.raise('supervisor');
    talk.told({ type: 'raised', conversation: 'c', what: 'supervisor' });
    talk.forgetRaised({ what: 'home_unsafe', state: 'told' });
    expect(talk.raised).toMatchObject([{ what: 'supervisor', state: 'told' }]);
  });

  it('C14 forgets what was told about a peer who is not there any more', () => {
    talk.raise('peer_unsafe');
    talk.opened({ ...opened, epoch: 'e2', with: { role: 'peer', name: 'Wren' } });
    expect(talk.raised).toEqual([]);
  });

  it('C14 C22 says why a hand is up, that nobody has come, and then who', () => {
    talk.raise('need_supervisor', 'danger');
    expect(sent).toEqual([{ type: 'raise', conversation: 'c', what: 'need_supervisor', why: 'danger' }]);
    talk.told({ type: 'raised', conversation: 'c', what: 'need_supervisor', why: 'danger' });
    talk.nobodyYet({ type: 'nobody-yet', conversation: 'c', what: 'need_supervisor', why: 'danger' });
    expect(talk.raised).toMatchObject([{ why: 'danger', state: 'told', nobody: true }]);
    talk.told({ type: 'raised', conversation: 'c', what: 'need_supervisor', why: 'danger', by: 'Sam' });
    expect(talk.raised).toEqual([{ what: 'need_supervisor', why: 'danger', state: 'told', by: 'Sam' }]);
  });

  it('C223 hears again what is up, and brings back nothing that was read', () => {
    const hand = { type: 'raised', conversation: 'c', what: 'need_supervisor', why: 'danger' } as const;
    talk.told({ ...hand, told: true });
    talk.nobodyYet({ type: 'nobody-yet', conversation: 'c', what: 'need_supervisor', why: 'danger' });
    talk.told({ ...hand, told: true });
    expect(talk.raised).toMatchObject([{ why: 'danger', state: 'told', nobody: true }]);
    talk.forgetRaised(talk.raised[0]!);
    talk.told({ ...hand, told: true });
    expect(talk.raised).toEqual([]);
    talk.told({ ...hand, by: 'Sam' });
    expect(talk.raised).toMatchObject([{ why: 'danger', by: 'Sam' }]);
  });

  it('C222 keeps two raised hands apart: who has seen one has not seen the other', () => {
    for (const why of ['quick', 'danger'] as const) {
      talk.raise('need_supervisor', why);
      talk.told({ type: 'raised', conversation: 'c', what: 'need_supervisor', why, told: true });
    }
    talk.told({ type: 'raised', conversation: 'c', what: 'need_supervisor', why: 'quick', by: 'Sam' });
    const now = () => Object.fromEntries(talk.raised.map(({ why, by, nobody }) => [why, by ?? nobody]));
    expect(now()).toEqual({ quick: 'Sam', danger: undefined });
    talk.nobodyYet({ type: 'nobody-yet', conversation: 'c', what: 'need_supervisor', why: 'danger' });
    expect(now()).toEqual({ quick: 'Sam', danger: true });
    talk.forgetRaised(talk.raised.find(({ why }) => why === 'quick')!);
    expect(now()).toEqual({ danger: true });
    // Whoever had it has let it go.
    talk.told({ type: 'raised', conversation: 'c', what: 'need_supervisor', why: 'danger', by: 'Sam' });
    talk.nobodyYet({ type: 'nobody-yet', conversation: 'c', what: 'need_supervisor', why: 'danger' });
    expect(now()).toEqual({ danger: true });
    // Another hand brings back nothing that was read.
    talk.raise('need_supervisor', 'me');
    talk.told({ type: 'raised', conversation: 'c', what: 'need_supervisor', why: 'quick', by: 'Sam' });
    expect(now()).toEqual({ danger: true, me: undefined });
  });
});

describe('C24 Talk with steps of a supervisor', () => {
  const step = (n: number, what: 'joined' | 'left' | 'took_over_alone', at = Date.now()) => ({ type: 'stepped', conversation: 'c', n, step: what, by: 'Sam', peer: 'Robin', after: 3, at }) as const;

  it('keeps each once, and calls it news once', () => {
    expect([talk.stepped(step(1, 'joined', 50_000_000_000_000)), talk.stepped(step(1, 'joined', 50_000_000_000_000))]).toEqual([true, false]);
    expect(talk.steps).toHaveLength(1);
  });

  it('does not call news what happened before this page was there', () => {
    expect(talk.stepped(step(1, 'joined', 1_000))).toBe(false);
    expect(talk.standing.part).toBe('joined');
  });

  it('takes the steps of a new history for those of the old one, and tells none twice', () => {
    const joined = step(1, 'joined');
    const left = step(2, 'left');
    talk.stepped(joined);
    talk.stepped(left);
    talk.reset({ type: 'reset', conversation: 'c', epoch: 'e2', head: 3 });
    expect(talk.steps).toHaveLength(2);
    expect([talk.stepped(joined), talk.steps.length]).toEqual([false, 1]);
    expect([talk.stepped(left), talk.steps.length]).toEqual([false, 2]);
  });

  it('C25 has the supervisor on the other side when the peer is out', () => {
    talk.isThere('away');
    talk.stepped(step(1, 'took_over_alone'));
    expect([talk.other, talk.presence]).toEqual([{ role: 'supervisor', name: 'Sam' }, 'here']);
  });

  it('says of a supervisor\'s message what they are', async () => {
    talk.said({ ...said('e1', 4, 'm4', 'peer', 'I am here'), from: { role: 'supervisor', name: 'Sam' } });
    await new Promise((done) => setTimeout(done, 800));
    expect(told.at(-1)).toBe('Sam, supervisor: I am here');
    expect(talk.lines.at(-1)?.mine).toBe(false);
  });
});

describe('what is recorded of the peer', () => {
  const badge = { level: 'supervised', trained: '2026-03' } as const;

  it('is known where it is, and says nothing of another peer', () => {
    expect(talk.badge).toBeUndefined();
    talk.opened({ ...opened, badge });
    expect(talk.badge).toEqual(badge);
    talk.opened({ ...opened, with: { role: 'peer', name: 'Wren' } });
    expect(talk.badge).toBeUndefined();
  });
});

describe('C77 what a peer would like the next person to know', () => {
  it('is said back once it is kept', () => {
    talk.leaveNext(' Cafe\u0301 at night. ');
    expect(sent).toEqual([{ type: 'wrap-up', conversation: 'c', id: expect.any(String), next: 'Caf\u00e9 at night.' }]);
    talk.nextTold('Caf\u00e9 at night.');
    expect([talk.next, talk.nextDraft]).toEqual(['Caf\u00e9 at night.', undefined]);
  });

  it('is not kept where a hint is about it', () => {
    talk.leaveNext('Stop taking your pills');
    const { id } = sent.at(-1) as { id: string };
    talk.hinted({ type: 'hint', conversation: 'c', id, category: 'medication', spans: [], why: 'Why.', firm: false }, undefined);
    expect([talk.nextDraft?.hint?.why, talk.next]).toEqual(['Why.', undefined]);
    talk.forgetNext();
    expect(talk.nextDraft).toBeUndefined();
  });

  it('is read by who asks, also that there is nothing', () => {
    talk.nextNotDone();
    expect(talk.nextDraft).toBeUndefined();
    talk.askNext();
    expect(sent).toEqual([{ type: 'next', conversation: 'c' }]);
    talk.nextNotDone();
    expect(talk.nextDraft?.failed).toBe(true);
    talk.nextTold();
    expect([talk.next, talk.nextDraft]).toEqual(['', undefined]);
  });
});

describe('C27 Talk that is handed over', () => {
  const step = (n: number, what: Stepped['step'], more: Partial<Stepped> = {}): Stepped => ({ type: 'stepped', conversation: 'c', n, step: what, by: 'Robin', after: 0, at: Date.now(), ...more });
  const id = () => (sent.at(-1) as { id: string }).id;

  it('asks with the words in normal form, and without a note where there is none', () => {
    talk.handOver('shift', ' Cafe\u0301 at night. ');
    expect(sent).toEqual([{ type: 'hand-over', conversation: 'c', id: expect.any(String), why: 'shift', note: 'Caf\u00e9 at night.' }]);
    talk.handOver('lived', '   ');
    expect(sent[1]).toEqual({ type: 'hand-over', conversation: 'c', id: expect.any(String), why: 'lived' });
  });

  it('keeps what a hint says of the note apart from what is said of a draft', () => {
    talk.handOver('beyond', 'Stop taking your pills');
    talk.hinted({ type: 'hint', conversation: 'c', id: id(), category: 'medication', spans: [], why: 'Why.', firm: false }, undefined);
    expect([talk.over?.hint?.why, talk.held]).toEqual(['Why.', undefined]);
    talk.forgetOver();
    expect(talk.over).toBeUndefined();
  });

  it('has done with the form once the seeker is asked, and not before', () => {
    talk.handOver('break', 'A word.');
    talk.overRefused('taken');
    expect(talk.over).toMatchObject({ why: 'break', note: 'A word.', refused: 'taken' });
    talk.stepped(step(1, 'over_asked', { why: 'break' }));
    expect([talk.over, talk.handing.state]).toEqual([undefined, 'asked']);
  });

  it('answers the question that is open, by its number', () => {
    talk.stepped(step(1, 'over_asked', { why: 'break' }));
    talk.stepped(step(2, 'over_declined'));
    talk.replyToOver(true);
    expect(sent).toEqual([]);
    talk.stepped(step(3, 'over_asked', { why: 'shift' }));
    talk.replyToOver(true);
    talk.stepped(step(4, 'over_agreed'));
    talk.replyToOver(false);
    expect(sent).toEqual([
      { type: 'reply', conversation: 'c', yes: true, n: 3 },
      { type: 'reply', conversation: 'c', yes: false, n: 3 },
    ]);
  });

  it('is with somebody who is there, whoever was away before', () => {
    talk.isThere('away');
    talk.stepped(step(1, 'handed_over', { peer: 'Sky' }));
    expect(talk.presence).toBe('here');
  });
});

describe('Talk whose usual time goes by', () => {
  const time = (stage: 'ten' | 'more' | 'over', minutes?: number) => ({ type: 'time', conversation: 'c', stage, ...(minutes === undefined ? {} : { minutes }) }) as const;

  it('C60 says how far it is until that is read, told anew, or the chat is over', () => {
    talk.timed(time('ten', 10));
    talk.said(said('e1', 4, 'm4', 'peer', 'There is time.'));
    expect(talk.time?.stage).toBe('ten');
    talk.forgetTime();
    expect(talk.time).toBe(undefined);
    talk.timed(time('over'));
    talk.caughtUp({ type: 'caught-up', conversation: 'c', epoch: 'e1', head: 4 });
    expect(talk.time).toBe(undefined);
    talk.timed(time('over'));
    talk.close('ended_by_peer');
    expect(talk.time).toBe(undefined);
  });

  it('C61 adds once, however often it is pressed, and again once there is an answer', () => {
    talk.addTime(10);
    talk.addTime(20);
    expect(sent).toEqual([{ type: 'more-time', conversation: 'c', minutes: 10 }]);
    talk.timed(time('more', 10));
    talk.addTime(20);
    expect(sent).toHaveLength(2);
    talk.timeNotAdded();
    expect(talk.adding).toBe('failed');
    talk.timed(time('ten', 10));
    expect(talk.adding).toBe(undefined);
  });
});

describe('Talk in which nobody writes', () => {
  const quiet = (stage: 'still' | 'peer' | 'closing' | 'over') => ({ type: 'quiet', conversation: 'c', stage }) as const;

  it('C11 asks until somebody is there, writes, or the chat is over', () => {
    talk.grewQuiet(quiet('still'));
    expect(talk.quiet?.stage).toBe('still');
    talk.stillHere();
    expect(sent).toEqual([{ type: 'still-here', conversation: 'c' }]);
    expect(talk.quiet).toBe(undefined);
    talk.grewQuiet(quiet('closing'));
    talk.said(said('e1', 4, 'm4', 'peer', 'Are you there?'));
    expect(talk.quiet).toBe(undefined);
    talk.grewQuiet(quiet('closing'));
    talk.grewQuiet(quiet('over'));
    expect(talk.quiet).toBe(undefined);
    talk.grewQuiet(quiet('closing'));
    talk.close('quiet');
    expect(talk.quiet).toBe(undefined);
  });

  it('C11 believes what it is told when it comes back, and nothing older', () => {
    talk.grewQuiet(quiet('closing'));
    talk.caughtUp({ type: 'caught-up', conversation: 'c', epoch: 'e1', head: 3 });
    expect(talk.quiet).toBe(undefined);
  });
});

describe('C31 Talk with a clinician', () => {
  const stepped = (n: number, what: Stepped['step']): Stepped => ({ type: 'stepped', conversation: 'c', n, step: what, by: 'Dana', after: 3, at: 1 });

  it('answers the step that asked, also to take a yes back', () => {
    talk.replyToClinician(true);
    expect(sent).toEqual([]);
    talk.stepped(stepped(1, 'clinician_asked'));
    talk.replyToClinician(true);
    talk.stepped(stepped(2, 'clinician_agreed'));
    talk.stepped(stepped(3, 'clinician_joined'));
    talk.replyToClinician(false);
    expect(sent).toEqual([
      { type: 'reply', conversation: 'c', yes: true, n: 1 },
      { type: 'reply', conversation: 'c', yes: false, n: 1 },
    ]);
  });

  it('owes a yes that is taken back without a connection, and says so before anything else once there is one', () => {
    let up = true;
    const into: ClientFrame[] = [];
    const send = (frame: ClientFrame) => up && into.push(frame) > 0;
    const theirs = new Talk(opened, { send, outbox, announcer: { tell: () => {}, interrupt: () => {} } as never });
    theirs.caughtUp({ type: 'caught-up', conversation: 'c', epoch: 'e1', head: 0 });
    theirs.stepped(stepped(1, 'clinician_asked'));
    theirs.stepped(stepped(2, 'clinician_agreed'));
    theirs.stepped(stepped(3, 'clinician_joined'));
    up = false;
    theirs.lost();
    expect(theirs.replyToClinician(false)).toBe(true);
    expect([theirs.backs.get('clinician'), into]).toEqual([false, []]);
    up = true;
    theirs.opened(opened);
    expect([theirs.backs.get('clinician'), into]).toEqual([true, [{ type: 'reply', conversation: 'c', yes: false, n: 1 }]]);
    // Nothing said that it came through.
    theirs.lost();
    theirs.opened(opened);
    expect(into).toHaveLength(2);
    theirs.stepped(stepped(4, 'clinician_back'));
    theirs.opened(opened);
    expect([theirs.backs.size, into.length]).toEqual([0, 2]);
  });

  it('never says a yes later, and tells that the question is still open', () => {
    let up = false;
    const into: ClientFrame[] = [];
    const send = (frame: ClientFrame) => up && into.push(frame) > 0;
    const theirs = new Talk(opened, { send, outbox, announcer: { tell: () => {}, interrupt: () => {} } as never });
    theirs.stepped(stepped(1, 'clinician_asked'));
    expect([theirs.replyToClinician(true), theirs.unheard.has(1)]).toEqual([false, true]);
    theirs.stepped(stepped(2, 'asked'));
    expect([theirs.reply(false), theirs.unheard.has(2)]).toEqual([false, true]);
    up = true;
    theirs.opened(opened);
    expect(into).toEqual([]);
    expect([theirs.replyToClinician(true), theirs.unheard.has(1)]).toEqual([true, false]);
    // Gone with the connection, as far as anybody can tell.
    theirs.lost();
    expect(theirs.unheard.has(1)).toBe(true);
  });

  it('says it again where the server had trouble with it', () => {
    vi.useFakeTimers();
    talk.stepped(stepped(1, 'clinician_asked'));
    talk.stepped(stepped(2, 'clinician_agreed'));
    talk.replyToClinician(false);
    talk.replyRefused('trouble');
    expect(talk.backs.get('clinician')).toBe(false);
    vi.advanceTimersByTime(5_000);
    expect(sent.filter(({ type }) => type === 'reply')).toHaveLength(2);
    vi.useRealTimers();
  });

  it('names who is writing', () => {
    talk.stepped(stepped(1, 'clinician_joined'));
    talk.typed({ type: 'typing', conversation: 'c', who: 'clinician', on: true });
    expect(talk.writer).toBe('Dana');
  });

  it('shows a clinician their own words under their name', () => {
    const own = new Outbox(() => true, () => {});
    const theirs = new Talk({ ...opened, as: 'clinician' }, { send: () => true, outbox: own, name: 'Dana', announcer: { tell: () => {}, interrupt: () => {} } as never });
    theirs.say('I read from here on.');
    theirs.refresh();
    expect(theirs.lines.map(({ mine, from }) => [mine, from])).toEqual([[true, { role: 'clinician', name: 'Dana' }]]);
  });
});

describe('what a screen reader is told of a talk', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const peerSays = (seq: number, text: string) => talk.said({ ...said('e1', seq, `m${seq}`, 'peer', text), from: { role: 'peer', name: 'Robin' } });

  it('each message once, and nothing of the history', () => {
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual([]);
    peerSays(4, 'Hi.');
    peerSays(4, 'Hi.');
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual(['Robin: Hi.']);
  });

  it('that there are several, where they come all at once', () => {
    for (const seq of [4, 5, 6, 7]) peerSays(seq, `line ${seq}`);
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual(['4 new messages from Robin']);
  });

  it('"Sent" once for all that went together, and no own words', () => {
    const ids = ['one', 'two', 'three'].map((text) => outbox.say('c', text).id);
    ids.forEach((id, at) => talk.kept({ type: 'kept', conversation: 'c', id, epoch: 'e1', seq: 4 + at, at: 1 }, outbox.kept(id)));
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual(['Sent']);
  });

  it('nothing of who is writing', () => {
    talk.typed({ type: 'typing', conversation: 'c', who: 'peer', on: true });
    vi.advanceTimersByTime(5_000);
    expect(told).toEqual([]);
  });
});

it('goes by the clock of the server where that of the device is a day wrong', () => {
  const theirs = new Talk(opened, { send: () => true, outbox, serverNow: () => Date.now() + 86_400_000 });
  theirs.isThere('away');
  expect(theirs.awaySince! - Date.now()).toBeGreaterThan(86_000_000);
});

it('puts words that did not go before what was begun since, on a line of their own', () => {
  talk.putBack('held');
  talk.draft = `${talk.draft} then`;
  talk.putBack('first');
  expect(talk.draft).toBe('first\nheld then');
});

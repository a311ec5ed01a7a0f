import { createHash } from 'node:crypto';
import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { announcer } from '../conversation/announcer';
import type { ClientFrame, RaisedWhat, ServerFrame } from '../protocol/frames';
import { place as here } from '../safety/place.svelte';
import { readStart } from '../safety/start';
import { concernWords, mayRaise } from './concerns';
import Inside from './Inside.svelte';
import { endWords, Visit } from './visit.svelte';

/** Sealing takes real moments, whatever the clock of a test says. */
const realTimeout = setTimeout;

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
  drop(): void {
    this.end(1006);
  }
  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  abouts(): ClientFrame[] {
    return this.sent.filter((frame) => frame.type === 'about');
  }
}

const WELCOME: ServerFrame = {
  type: 'welcome',
  you: { id: 's', role: 'seeker' },
  conversations: [],
  waiting: true,
  limits: { textCharacters: 2000, frameBytes: 16384, messagesPer10Seconds: 20, messagesPerMinute: 100, offerSeconds: 30 },
  durability: 'L1',
  serverTime: 0,
  tabKey: 'A'.repeat(43),
};
const place = (more: object = {}): ServerFrame => ({ type: 'place', position: 2, asOf: Date.now(), topics: [], wants: 'anyone', patience: 10, ...more });

describe('a visit', () => {
  let visit: Visit;
  let socket: PretendSocket;

  async function arrive(welcome: ServerFrame = WELCOME): Promise<void> {
    sessionStorage.setItem('porchlight.token', 'token');
    visit = new Visit();
    visit.begin();
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(0);
    socket = PretendSocket.last!;
    socket.hear(welcome);
  }

  async function comeBack(): Promise<void> {
    const before = socket;
    socket.drop();
    while (PretendSocket.last === before) await vi.advanceTimersByTimeAsync(50);
    await vi.advanceTimersByTimeAsync(0);
    socket = PretendSocket.last!;
    socket.hear(WELCOME);
  }

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', PretendSocket);
  });
  afterEach(() => {
    visit.wipe();
    sessionStorage.clear();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  describe('where somebody is', () => {
    const region = (id: string, value: string) => ({ id, name: id, lines: [{ name: 'A line', kind: 'emergency', value }] });

    beforeEach(() => here.begin(readStart(JSON.stringify({ region: 'us', regions: [region('us', '911'), region('uk', '999')] }))));
    afterEach(() => here.begin(readStart('{}')));

    it('G200 goes with the pass only once they chose it', async () => {
      const asked: { region?: string }[] = [];
      vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
        asked.push(JSON.parse(body) as { region?: string });
        return { ok: false, status: 429 };
      });
      visit = new Visit();
      await visit.enter('a18');
      here.choose('uk');
      await visit.enter('a18');
      expect(asked.map((each) => each.region)).toEqual([undefined, 'uk']);
    });

    it('C190 is told when they choose it, over each connection before all else, and again where it was not heard', async () => {
      await arrive();
      const { unmount } = render(Inside, { visit });
      const told = () => socket.sent.filter(({ type }) => type === 'region');
      await tick();
      expect(told()).toEqual([]);
      socket.hear({ type: 'support', lines: here.lines });
      here.choose('uk');
      await tick();
      expect(told()).toEqual([{ type: 'region', region: 'uk' }]);
      expect(visit.support?.map(({ value }) => value)).toEqual(['999']);
      await comeBack();
      const types = socket.sent.map(({ type }) => type);
      expect(told().length).toBe(1);
      expect(types.indexOf('region')).toBeLessThan(types.indexOf('join'));
      socket.hear({ type: 'refused', re: 'region', reason: 'trouble' });
      await vi.advanceTimersByTimeAsync(5_000);
      expect(told().length).toBe(2);
      socket.hear({ type: 'refused', re: 'region', reason: 'nothing' });
      await vi.advanceTimersByTimeAsync(5_000);
      expect(told().length).toBe(2);
      unmount();
    });
  });

  it('G19 says what goes on while it works for a pass, and comes in', async () => {
    const hash = createHash('sha256').update('salt.7').digest('base64url');
    const problem = { reason: 'work_needed', work: { challenge: 'c', salt: 'salt', hash, numbers: 10, waitMs: 15_000 } };
    const stages: unknown[] = [];
    const sent: { work?: unknown }[] = [];
    visit = new Visit();
    vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
      stages.push(visit.stage);
      sent.push(JSON.parse(body) as { work?: unknown });
      return sent.length === 1 ? { ok: false, status: 401, json: async () => problem } : { ok: true, status: 201, json: async () => ({ token: 'token' }) };
    });
    await visit.enter('a18');
    expect(stages).toEqual([{ at: 'arriving' }, { at: 'arriving', checking: true }]);
    expect(sent.map(({ work }) => work)).toEqual([undefined, { challenge: 'c', number: 7 }]);
    expect(visit.token()).toBe('token');
  });

  it('tries again with the pass it has, where only a part of the page could not be fetched', async () => {
    sessionStorage.setItem('porchlight.token', 'token');
    visit = new Visit();
    visit.go({ at: 'failed', why: 'trouble' });
    visit.again();
    expect(visit.stage).toEqual({ at: 'arriving', back: true });
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(0);
    socket = PretendSocket.last!;
    socket.hear(WELCOME);
    expect(visit.stage).toEqual({ at: 'waiting' });
    expect(visit.token()).toBe('token');
  });

  it('G19 tells that it did not work out, and does not ask for ever', async () => {
    const problem = { reason: 'work_needed', work: { challenge: 'c', salt: 's', hash: 'h', numbers: 0, waitMs: 15_000 } };
    const fetched = vi.fn(async () => ({ ok: false, status: 401, json: async () => problem }));
    vi.stubGlobal('fetch', fetched);
    visit = new Visit();
    const entered = visit.enter('a18');
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    await vi.advanceTimersByTimeAsync(16_000);
    await entered;
    expect(fetched).toHaveBeenCalledTimes(2);
    expect(visit.stage).toEqual({ at: 'failed', why: 'trouble' });
  });

  it('keeps no pass that comes after Quick exit', async () => {
    let answer = (_: object): void => undefined;
    vi.stubGlobal('fetch', () => new Promise((done) => (answer = done)));
    visit = new Visit();
    PretendSocket.last = undefined;
    const entered = visit.enter('a18');
    visit.wipe();
    sessionStorage.clear();
    answer({ ok: true, status: 201, json: async () => ({ token: 'late' }) });
    await entered;
    await vi.dynamicImportSettled();
    expect(visit.token()).toBe(null);
    expect(sessionStorage.length).toBe(0);
    expect(PretendSocket.last).toBeUndefined();
  });

  it('is told that nobody is there before anyone waits, and when somebody is', async () => {
    await arrive();
    socket.hear({ type: 'refused', re: 'join', reason: 'door_closed' });
    socket.hear({ type: 'door', state: 'no_peer', opensAt: 5 });
    expect(visit.stage.at).toBe('closed-door');
    expect(visit.open).toBe(false);
    socket.hear({ type: 'door', state: 'open' });
    expect(visit.stage.at).toBe('closed-door');
    expect(visit.open).toBe(true);
    visit.again();
    expect(socket.sent.at(-1)).toEqual({ type: 'join', language: 'en' });
  });

  describe('before a closed door', () => {
    const atClosedDoor = async (): Promise<void> => {
      await arrive();
      socket.hear({ type: 'refused', re: 'join', reason: 'door_closed' });
      socket.hear({ type: 'door', state: 'no_peer' });
    };
    const kept = () => sessionStorage.getItem('porchlight.token');

    it('keeps no pass in the tab, so that whoever comes back begins at the start page, until there is a line again', async () => {
      await atClosedDoor();
      expect([kept(), visit.token()]).toEqual([null, 'token']);
      const reloaded = new Visit();
      reloaded.begin();
      expect(reloaded.stage).toEqual({ at: 'landing' });
      await comeBack();
      expect(visit.stage.at).toBe('closed-door');
      socket.hear({ type: 'door', state: 'open' });
      visit.again();
      expect([kept(), visit.token(), visit.stage.at]).toEqual(['token', 'token', 'waiting']);
    });

    it('keeps it where there was a conversation, which can be deleted with it', async () => {
      sessionStorage.setItem('porchlight.last', 'c');
      await atClosedDoor();
      expect(kept()).toBe('token');
    });

    it('is the start page again once the pass is over, or the page was cleared', async () => {
      await atClosedDoor();
      socket.end(4401);
      await tick();
      expect([visit.stage, visit.token()]).toEqual([{ at: 'landing' }, null]);
      await atClosedDoor();
      visit.clear();
      expect(socket.sent.at(-1)).toEqual({ type: 'exit' });
      expect([visit.stage, visit.token()]).toEqual([{ at: 'landing' }, null]);
    });
  });

  it('hears while waiting that everybody has gone, and that someone is back', async () => {
    await arrive();
    socket.hear(place());
    socket.hear({ type: 'door', state: 'no_supervisor' });
    expect(visit.stage.at).toBe('waiting');
    expect([visit.open, visit.reopened]).toEqual([false, false]);
    socket.hear({ type: 'door', state: 'open' });
    expect([visit.open, visit.reopened]).toEqual([true, true]);
  });

  it('takes the wish from the server after a reload, and says it again only when it may be lost', async () => {
    await arrive();
    socket.hear(place({ topics: ['grief'], wants: 'lived', patience: 20 }));
    expect([visit.topics, visit.wants, visit.patience]).toEqual([['grief'], 'lived', 20]);
    visit.tell({ topics: ['grief', 'anxiety'] });
    expect(socket.abouts()).toEqual([{ type: 'about', topics: ['grief', 'anxiety'], wants: 'lived', patience: 20 }]);
    socket.hear(place({ topics: ['grief'], wants: 'lived', patience: 20 }));
    expect(visit.topics).toEqual(['grief', 'anxiety']);

    await comeBack();
    expect(socket.abouts()).toHaveLength(1);
    socket.hear(place({ topics: ['anxiety', 'grief'], wants: 'lived', patience: 20 }));
    await comeBack();
    expect(socket.abouts()).toHaveLength(0);
  });

  describe('C2 the safety answer', () => {
    const safes = () => socket.abouts().map((frame) => (frame.type === 'about' ? frame.safe : undefined));

    it('is passed on once the server says so, and is said again until then', async () => {
      await arrive();
      socket.hear(place());
      visit.tell({ safe: 'no' });
      // A place that was on its way before the answer arrived.
      socket.hear(place());
      expect(visit.safeHeard).toBe(false);
      await comeBack();
      expect(safes()).toEqual(['no']);
      socket.hear({ type: 'refused', re: 'about', reason: 'trouble' });
      await vi.advanceTimersByTimeAsync(6_000);
      expect(safes()).toEqual(['no', 'no']);
      socket.hear(place({ safe: 'no' }));
      expect(visit.safeHeard).toBe(true);
      await comeBack();
      expect(safes()).toEqual([]);
    });

    it('looks answered after a reload', async () => {
      await arrive();
      socket.hear(place({ safe: 'unsure' }));
      expect([visit.safe, visit.safeHeard]).toEqual(['unsure', true]);
      visit.tell({ safe: 'yes' });
      expect(visit.safeHeard).toBe(false);
    });

    it('is told to supervisors where a peer comes before it got through', async () => {
      await arrive();
      socket.hear(place());
      visit.tell({ safe: 'no' });
      socket.hear({ type: 'refused', re: 'about', reason: 'not_waiting' });
      socket.hear({ type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 });
      expect(socket.sent.at(-1)).toEqual({ type: 'raise', conversation: 'c', what: 'home_unsafe' });
      expect(visit.stage.at).toBe('chatting');
    });
  });

  describe('C1 the first message', () => {
    const opened: ServerFrame = { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 };
    const notes = () => socket.sent.filter((frame) => frame.type === 'note').map((frame) => frame.text);
    const caughtUp = async (head: number): Promise<void> => {
      socket.hear({ type: 'caught-up', conversation: 'c', epoch: 'e', head });
      await vi.advanceTimersByTimeAsync(0);
    };
    const leave = async (text: string): Promise<void> => {
      await arrive();
      socket.hear(place());
      visit.draft = text;
      visit.leaveNote();
    };

    it('is kept once the server says so, and is sent again until then', async () => {
      await leave('My cat died.');
      expect([visit.note, visit.noteKept]).toEqual(['My cat died.', false]);
      socket.hear({ type: 'refused', re: 'note', reason: 'trouble' });
      await vi.advanceTimersByTimeAsync(6_000);
      expect(notes()).toEqual(['My cat died.', 'My cat died.']);
      socket.hear(place({ note: true }));
      expect(visit.noteKept).toBe(true);
      await comeBack();
      expect(notes()).toEqual([]);
      // The server has lost it.
      socket.hear(place());
      expect(notes()).toEqual(['My cat died.']);
    });

    it('that was taken back without a connection is taken back when there is one', async () => {
      await leave('My cat died.');
      socket.hear(place({ note: true }));
      const before = socket;
      socket.drop();
      visit.takeNoteBack();
      while (PretendSocket.last === before) await vi.advanceTimersByTimeAsync(50);
      await vi.advanceTimersByTimeAsync(0);
      socket = PretendSocket.last!;
      socket.hear(WELCOME);
      expect(notes()).toEqual(['']);
      socket.hear(place({ note: true }));
      expect([visit.draft, visit.noteKept]).toEqual(['My cat died.', false]);
      socket.hear(place());
      await comeBack();
      expect(notes()).toEqual([]);
    });

    it('is back in the field where the peer came before it', async () => {
      await leave('My cat died.');
      visit.draft = 'And';
      socket.hear({ type: 'refused', re: 'note', reason: 'not_waiting' });
      socket.hear(opened);
      await caughtUp(0);
      expect(visit.draft).toBe('My cat died.\nAnd');
    });

    it('is said once where it came just in time', async () => {
      await leave('My cat died.');
      socket.hear(opened);
      socket.hear({ type: 'said', conversation: 'c', epoch: 'e', seq: 1, id: 'm', from: { role: 'seeker', name: 'Heron' }, text: 'My cat died.', at: 1 });
      await caughtUp(1);
      expect(visit.draft).toBe('');
    });

    it('is known to be there after a reload, and its words are asked for by nobody', async () => {
      await arrive();
      socket.hear(place({ note: true }));
      expect([visit.note, visit.noteKept]).toEqual(['', true]);
      expect(notes()).toEqual([]);
    });

    it('goes back into the field of whoever was away too long', async () => {
      await leave('My cat died.');
      socket.hear({ type: 'left', why: 'away_too_long' });
      expect(visit.draft).toBe('My cat died.');
    });

    it('goes along where somebody took whoever was only away: they chose nothing, so nothing is deleted', async () => {
      await leave('My cat died.');
      socket.hear({ type: 'left', why: 'away_too_long' });
      socket.hear({ type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 });
      expect(visit.stage).toMatchObject({ at: 'chatting', talk: { conversation: 'c' } });
      expect(visit.draft).toBe('My cat died.');
      expect(socket.sent.some(({ type }) => type === 'delete')).toBe(false);
    });
  });

  describe('words that are not sent', () => {
    const OPENED = { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 } as const;
    const TALKING: Extract<ServerFrame, { type: 'welcome' }> = { ...(WELCOME as Extract<ServerFrame, { type: 'welcome' }>), waiting: false, conversations: [OPENED] };
    const kept = () => sessionStorage.getItem('porchlight.words');
    const settle = async () => {
      for (let round = 0; round < 2; round += 1) {
        await vi.advanceTimersByTimeAsync(250);
        await new Promise((done) => realTimeout(done, 20));
      }
    };
    const says = () => socket.sent.filter((frame) => frame.type === 'say');

    /** What the tab holds when its page is loaded anew. */
    const reload = async (welcome: ServerFrame): Promise<void> => {
      await settle();
      const words = kept();
      visit.wipe();
      if (words !== null) sessionStorage.setItem('porchlight.words', words);
      await arrive(welcome);
      await settle();
    };
    const talking = async () => {
      await arrive(TALKING);
      return visit.talks!.all[0]!;
    };

    it('outlive a reload, and go once with the id they had', async () => {
      const talk = await talking();
      socket.drop();
      talk.say('on its way');
      visit.draft = 'half a';
      await reload(TALKING);
      expect(visit.draft).toBe('half a');
      expect(says()).toEqual([{ type: 'say', conversation: 'c', id: expect.any(String), text: 'on its way' }]);
      const { id } = says()[0] as { id: string };
      expect(id).toBe(visit.talks!.outbox.pending[0]!.id);
      socket.hear({ type: 'kept', conversation: 'c', id, epoch: 'e', seq: 1, at: 1 });
      visit.draft = '';
      await settle();
      expect(kept()).toBe(null);
    });

    it('go again by themselves only where the server had not said no; what it did not take is in the field', async () => {
      const talk = await talking();
      talk.say('too fast');
      const { id } = says()[0] as { id: string };
      socket.hear({ type: 'refused', re: 'say', conversation: 'c', id, reason: 'too_fast' });
      visit.draft = 'half a';
      await reload(TALKING);
      expect(visit.draft).toBe('too fast\nhalf a');
      expect(says()).toEqual([]);
    });

    it('are those of the first message too, and that it was taken back', async () => {
      await arrive();
      socket.hear(place());
      visit.draft = 'My cat died.';
      visit.leaveNote();
      await reload(WELCOME);
      expect(visit.note).toBe('My cat died.');
      socket.hear(place({ note: true }));
      expect(visit.noteKept).toBe(true);
      visit.takeNoteBack();
      await reload(WELCOME);
      expect(visit.draft).toBe('My cat died.');
      expect(socket.sent).toContainEqual({ type: 'note', text: '' });
    });

    it('are not kept of a first message that the chat turns out to have', async () => {
      await arrive();
      socket.hear(place());
      visit.draft = 'My cat died.';
      visit.leaveNote();
      socket.hear(OPENED);
      await settle();
      expect(kept()).not.toBe(null);
      socket.hear({ type: 'said', conversation: 'c', epoch: 'e', seq: 1, id: 'm', from: { role: 'seeker', name: '' }, text: 'My cat died.', at: 1 });
      socket.hear({ type: 'caught-up', conversation: 'c', epoch: 'e', head: 1 });
      await settle();
      expect([visit.draft, kept()]).toEqual(['', null]);
    });

    it('are gone from the tab with Quick exit, with clearing the page, and with the end of the chat', async () => {
      await talking();
      visit.draft = 'half a';
      await settle();
      expect(kept()).not.toBe(null);
      expect(JSON.stringify(sessionStorage)).not.toContain('half a');
      visit.draft = 'half a word';
      // It is being sealed just now.
      await vi.advanceTimersByTimeAsync(250);
      visit.wipe();
      await settle();
      expect(kept()).toBe(null);

      await talking();
      visit.draft = 'half a';
      await settle();
      visit.clear();
      await settle();
      expect(kept()).toBe(null);

      await talking();
      visit.draft = 'half a';
      await settle();
      socket.hear({ type: 'closed', conversation: 'c', why: 'ended_by_peer' });
      await settle();
      expect(kept()).toBe(null);
    });

    it('come back with the key of their pass alone, and are kept nowhere where there is none', async () => {
      await talking();
      visit.draft = 'half a';
      await reload({ ...TALKING, tabKey: 'B'.repeat(43) });
      expect([visit.draft, kept()]).toEqual(['', null]);
      visit.wipe();

      const { tabKey: _, ...keyless } = TALKING;
      await arrive(keyless);
      visit.draft = 'half a';
      await settle();
      expect(kept()).toBe(null);
      visit.wipe();

      const { crypto } = globalThis;
      vi.stubGlobal('crypto', { getRandomValues: (into: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(into) });
      await talking();
      visit.draft = 'half a';
      await settle();
      expect(kept()).toBe(null);
    });

    it('stay sealed where a page loaded anew is not welcomed, and come back when it is', async () => {
      await talking();
      visit.draft = 'half a';
      await settle();
      const words = kept()!;
      visit.wipe();
      sessionStorage.setItem('porchlight.token', 'token');
      sessionStorage.setItem('porchlight.words', words);
      visit = new Visit();
      visit.begin();
      await vi.dynamicImportSettled();
      await settle();
      expect([visit.draft, kept()]).toEqual(['', words]);
      PretendSocket.last!.hear(TALKING);
      await settle();
      expect(visit.draft).toBe('half a');
    });

    it('are for no next peer: at the end they stay with the chat', async () => {
      const talk = await talking();
      visit.draft = 'half a';
      talk.say('my number is 555');
      const { id } = says()[0] as { id: string };
      socket.hear({ type: 'hint', conversation: 'c', id, category: 'contact', spans: [], why: 'w', firm: false });
      socket.hear({ type: 'closed', conversation: 'c', why: 'ended_by_peer' });
      expect(visit.draft).toBe('');
      expect(talk.draft).toBe('my number is 555\nhalf a');
    });

    it('are shown where the chat closed meanwhile, and not to whoever opens a tab without a pass', async () => {
      await talking();
      visit.draft = 'half a';
      await reload({ ...TALKING, conversations: [] });
      expect(visit.stage).toMatchObject({ at: 'past', unsent: ['half a'], talk: { conversation: 'c' } });
      expect([visit.draft, kept()]).toEqual(['', null]);

      await talking();
      visit.draft = 'half a';
      await settle();
      const words = kept()!;
      visit.wipe();
      sessionStorage.setItem('porchlight.token', 'token');
      sessionStorage.setItem('porchlight.words', words);
      visit = new Visit();
      visit.begin();
      await vi.dynamicImportSettled();
      await settle();
      PretendSocket.last!.onclose?.({ code: 4401 });
      await settle();
      expect(visit.stage).toEqual({ at: 'gone' });
      expect(kept()).toBe(null);
    });
  });

  describe('G7 a connection that may be dead', () => {
    const checks = () => socket.sent.filter(({ type }) => type === 'check');
    const answer = () => {
      const last = checks().at(-1);
      if (last?.type === 'check') socket.hear({ type: 'clear', conversation: last.conversation, id: last.id });
    };

    it('is asked when the phone wakes, and is slow, then dead, when nothing comes', async () => {
      await arrive();
      socket.hear(place());
      const before = socket;
      document.dispatchEvent(new Event('visibilitychange'));
      expect(checks()).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(5_500);
      expect(visit.talks?.slow).toBe(true);
      await vi.advanceTimersByTimeAsync(8_000);
      expect(visit.talks?.state.at).not.toBe('open');
      while (PretendSocket.last === before) await vi.advanceTimersByTimeAsync(50);
      await vi.advanceTimersByTimeAsync(0);
      socket = PretendSocket.last!;
      socket.hear(WELCOME);
      expect(visit.talks?.slow).toBe(false);
    });

    it('stands when anything is heard, and is asked again only after a silence', async () => {
      await arrive();
      window.dispatchEvent(new Event('online'));
      expect(checks()).toHaveLength(1);
      answer();
      await vi.advanceTimersByTimeAsync(9_000);
      expect(visit.talks?.state.at).toBe('open');
      expect(checks()).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(3_000);
      expect(checks()).toHaveLength(2);
      socket.hear(place());
      await vi.advanceTimersByTimeAsync(9_000);
      expect(visit.talks?.state.at).toBe('open');
    });

    it('in sight knows within about 15 seconds that nothing gets through', async () => {
      await arrive();
      socket.hear(place());
      await vi.advanceTimersByTimeAsync(15_500);
      expect(visit.talks?.slow).toBe(true);
    });
  });

  it('C47 passes on that anyone will do, also where there was no connection just then', async () => {
    await arrive();
    socket.hear(place({ held: true }));
    socket.drop();
    visit.takeAnyone();
    expect(visit.anyoneOwed).toBe(true);
    const before = socket;
    while (PretendSocket.last === before) await vi.advanceTimersByTimeAsync(50);
    await vi.advanceTimersByTimeAsync(0);
    socket = PretendSocket.last!;
    socket.hear(WELCOME);
    expect(socket.sent.at(-1)).toEqual({ type: 'anyone' });
    expect(visit.anyoneOwed).toBe(false);
  });

  it('says after a reload that it looks where it was, and not that it joins the line', async () => {
    sessionStorage.setItem('porchlight.token', 'token');
    visit = new Visit();
    visit.begin();
    expect(visit.stage).toEqual({ at: 'arriving', back: true });
  });

  it('C30 sends a check-in while waiting and one after, and remembers the first until the page is clear', async () => {
    await arrive();
    socket.hear(place());
    expect(visit.checkIn({ upset: 6, hope: 2 })).toBe(true);
    expect(socket.sent.at(-1)).toEqual({ type: 'check-in', when: 'before', upset: 6, hope: 2 });
    socket.hear({ type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 });
    const talk = visit.talks!.all[0]!;
    socket.hear({ type: 'closed', conversation: 'c', why: 'ended_by_peer' });
    expect(visit.checkInAfter(talk, { upset: 7, heard: 'partly' })).toBe(true);
    expect(socket.sent.at(-1)).toEqual({ type: 'check-in', when: 'after', conversation: 'c', upset: 7, heard: 'partly' });
    expect(visit.before).toEqual({ upset: 6, hope: 2 });
    visit.clear();
    expect(visit.before).toEqual({});
    expect(visit.checkInAfter(talk, { upset: 7 })).toBe(false);
  });

  it('C122 says what would help, takes it back, and knows it again after a reload', async () => {
    await arrive();
    socket.hear(place({ help: 'think' }));
    expect(visit.help).toBe('think');
    visit.tell({ help: 'tonight' });
    expect(socket.abouts().at(-1)).toMatchObject({ help: 'tonight' });
    visit.tell({ help: 'none' });
    expect(socket.abouts().at(-1)).toMatchObject({ help: 'none' });
    socket.hear(place());
    expect(visit.help).toBe('none');
  });

  it.each(['not_yours', 'trouble'])('C19 says that no other peer is looked for where that is refused with %s, and stays in the chat', async (reason) => {
    await arrive();
    socket.hear({ type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 });
    const talk = visit.talks!.all[0]!;
    expect(visit.otherPeer(talk, false)).toBe(true);
    expect(visit.otherFailed).toBe(false);
    socket.hear({ type: 'refused', re: 'other-peer', conversation: 'c', reason });
    expect(visit.otherFailed).toBe(true);
    socket.hear(place());
    expect([visit.stage, visit.lost]).toEqual([{ at: 'chatting', talk }, '']);
    visit.otherPeer(talk, false);
    expect(visit.otherFailed).toBe(false);
  });

  it('is asked whether to wait on for someone who has lived it, and answers', async () => {
    await arrive();
    socket.hear(place({ topics: ['grief'], wants: 'lived', ask: 'lived' }));
    expect(visit.line?.ask).toBe('lived');
    visit.tell({ wants: 'anyone' });
    expect(socket.abouts()).toEqual([{ type: 'about', topics: ['grief'], wants: 'anyone', patience: 10 }]);
  });

  describe('C14 raising', () => {
    const chatting = async () => {
      await arrive();
      socket.hear({ type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 });
      return visit.talks!.all[0]!;
    };

    it('never looks told when it was refused, or when the connection went first', async () => {
      const talk = await chatting();
      talk.raise('home_unsafe');
      socket.hear({ type: 'refused', re: 'raise', reason: 'trouble' });
      expect(talk.raised).toMatchObject([{ what: 'home_unsafe', state: 'failed' }]);
      talk.raise('home_unsafe');
      socket.drop();
      expect(talk.raised).toMatchObject([{ state: 'failed' }]);
      talk.raise('peer_unsafe');
      expect(talk.raised).toMatchObject([{ what: 'peer_unsafe', state: 'failed' }, { what: 'home_unsafe', state: 'failed' }]);
    });

    it('no longer says that nobody has come when somebody has it', async () => {
      const talk = await chatting();
      talk.raise('need_supervisor');
      socket.hear({ type: 'raised', conversation: 'c', what: 'need_supervisor' });
      socket.hear({ type: 'nobody-yet', conversation: 'c' });
      expect(visit.nobodyYet).toBe(true);
      socket.hear({ type: 'raised', conversation: 'c', what: 'need_supervisor', by: 'Sam' });
      expect(visit.nobodyYet).toBe(false);
      expect(concernWords(talk.raised[0]!)).toBe('Sam, a supervisor, has seen this.');
    });

    it('C221 knows that no supervisor is there whatever the door is, and that one came', async () => {
      const talk = await chatting();
      socket.hear({ type: 'door', state: 'open', alone: true });
      expect([visit.alone, visit.open]).toEqual([true, true]);
      talk.raise('need_supervisor');
      socket.hear({ type: 'raised', conversation: 'c', what: 'need_supervisor' });
      expect(concernWords(talk.raised[0]!)).toContain('No supervisor is here right now.');
      socket.hear({ type: 'door', state: 'open' });
      expect(visit.alone).toBe(false);
      expect(concernWords(talk.raised[0]!)).toContain("We've asked a supervisor to come.");
    });

    it('offers what makes sense: no word about a peer who is not there, no wish for a supervisor who is', async () => {
      const talk = await chatting();
      const step = (n: number, what: 'joined' | 'took_over_alone'): ServerFrame => ({ type: 'stepped', conversation: 'c', n, step: what, by: 'Sam', peer: 'Robin', after: 0, at: 1 });
      expect(mayRaise(talk)).toEqual(['peer_lane', 'peer_unsafe', 'home_unsafe', 'need_supervisor', 'supervisor']);
      socket.hear(step(1, 'joined'));
      expect(mayRaise(talk)).toEqual(['peer_lane', 'peer_unsafe', 'home_unsafe', 'supervisor']);
      socket.hear(step(2, 'took_over_alone'));
      expect(mayRaise(talk)).toEqual(['home_unsafe', 'supervisor']);
    });

    it('says who can see it', () => {
      const words = (what: RaisedWhat) => concernWords({ what, state: 'told', heard: true });
      expect(words('peer_unsafe')).toContain("The person this is about can't see it.");
      expect(words('supervisor')).toContain("weren't in this chat and didn't read it can see it");
      expect(words('home_unsafe')).toContain("we can't send help to you");
      expect(words('need_supervisor')).toContain("We've asked a supervisor to come.");
    });

    it('C220 says that a supervisor will look only where one is there', async () => {
      const none = 'Thank you for telling us. No supervisor is here right now. The next one will see it.';
      const talk = await chatting();
      const said = () => concernWords(talk.raised[0]!);
      talk.raise('home_unsafe');
      socket.hear({ type: 'raised', conversation: 'c', what: 'home_unsafe' });
      expect(said()).toContain(none);
      expect(said()).toContain("we can't send help to you");
      talk.raise('peer_unsafe');
      socket.hear({ type: 'raised', conversation: 'c', what: 'peer_unsafe' });
      expect(said()).toBe(`${none} The person this is about can't see it.`);
      talk.raise('need_supervisor');
      socket.hear({ type: 'raised', conversation: 'c', what: 'need_supervisor', told: true });
      expect(said()).toContain("We've asked a supervisor to come.");
    });
  });

  it.each([
    ['wished', 'You asked for someone else. Robin has left this chat.'],
    ['lost', 'Robin lost connection. You kept'],
    ['unheard', 'Robin lost connection before writing.'],
  ] as const)('C19 says why another is looked for (%s), and nothing is taken for sent without a connection', async (why, words) => {
    await arrive();
    socket.hear({ type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 });
    if (visit.stage.at !== 'chatting') throw new Error('not in a chat');
    const { talk } = visit.stage;
    expect(visit.otherPeer(talk, false, why)).toBe(true);
    expect(socket.sent.at(-1)).toEqual({ type: 'other-peer', conversation: 'c' });
    socket.hear(place());
    expect(visit.stage.at).toBe('waiting');
    expect(visit.lostWords).toContain(words);
    socket.drop();
    expect(visit.otherPeer(talk, false)).toBe(false);
  });

  it('A9 says once when the service closes, and no more when it goes on for longer', async () => {
    await arrive();
    socket.hear({ type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 });
    socket.hear({ type: 'door', state: 'open', closesAt: 5 });
    expect(visit.closing).toBe(5);
    visit.readClosing();
    socket.hear({ type: 'door', state: 'open', closesAt: 5 });
    expect(visit.closing).toBe(undefined);
    socket.hear({ type: 'door', state: 'open', closesAt: 9 });
    expect(visit.closing).toBe(9);
    socket.hear({ type: 'door', state: 'open' });
    expect(visit.closing).toBe(undefined);
  });

  it('remembers until the visit is over that somebody said they are not safe', async () => {
    await arrive();
    visit.tell({ safe: 'no' });
    socket.hear({ type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 });
    socket.hear({ type: 'closed', conversation: 'c', why: 'ended_by_peer' });
    expect(visit.stage.at).toBe('ended');
    expect(visit.notSafe).toBe(true);
    visit.again();
    expect(visit.notSafe).toBe(false);
  });

  it('C10 after a reload what is over can still be deleted, until it is', async () => {
    sessionStorage.setItem('porchlight.last', 'c');
    await arrive({ ...WELCOME, waiting: false });
    expect(visit.stage).toMatchObject({ at: 'past', talk: { conversation: 'c', closed: 'gone' } });
    if (visit.stage.at !== 'past') return;
    visit.stage.talk.delete();
    expect(socket.sent.at(-1)).toEqual({ type: 'delete', conversation: 'c' });
    socket.hear({ type: 'deleted', conversation: 'c', state: 'destroyed' });
    expect(visit.stage.talk.deletion).toBe('destroyed');
    expect(sessionStorage.getItem('porchlight.last')).toBe(null);
  });

  describe('C28 a pass that is blocked', () => {
    const blocked: ServerFrame = { type: 'blocked', on: true, reason: 'threats', until: 5 };
    const opened: ServerFrame = { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 };
    const closed: ServerFrame = { type: 'closed', conversation: 'c', why: 'blocked' };

    it.each([
      ['the news first', [blocked, closed]],
      ['the end first', [closed, blocked]],
    ])('ends the chat and says why and until when, %s', async (_, frames) => {
      await arrive();
      socket.hear(opened);
      frames.forEach((frame) => socket.hear(frame));
      expect(visit.stage).toMatchObject({ at: 'blocked', why: 'threats', until: 5, talk: { conversation: 'c' } });
    });

    it('says so when only the end of the chat is heard', async () => {
      await arrive();
      socket.hear(opened);
      socket.hear(closed);
      expect(visit.stage).toMatchObject({ at: 'blocked', talk: { conversation: 'c' } });
    });

    it('is told after a reload, and never goes into line by itself', async () => {
      await arrive({ ...WELCOME, waiting: false });
      socket.hear(closed);
      socket.hear(blocked);
      expect(visit.stage).toEqual({ at: 'blocked', why: 'threats', until: 5 });
      expect(socket.sent.filter(({ type }) => type === 'join')).toEqual([]);
    });

    it('ends the wait in line, and forgets what was waited for', async () => {
      await arrive();
      socket.hear(place());
      socket.hear(blocked);
      expect(visit.stage).toEqual({ at: 'blocked', why: 'threats', until: 5 });
      expect(visit.line).toBeUndefined();
    });

    it('C212 in line after a chat, still lets that chat be deleted', async () => {
      sessionStorage.setItem('porchlight.last', 'c');
      await arrive();
      socket.hear(place());
      socket.hear(blocked);
      expect(visit.stage).toMatchObject({ at: 'blocked', talk: { conversation: 'c' } });
    });

    it('comes in again when it was lifted, by the hand of the person', async () => {
      await arrive();
      socket.hear(blocked);
      const before = socket.sent.length;
      socket.hear({ type: 'blocked', on: false });
      expect(visit.stage.at).toBe('let-in');
      expect(socket.sent).toHaveLength(before);
      visit.again();
      expect(socket.sent.at(-1)).toEqual({ type: 'join', language: 'en' });
    });
  });

  describe('C3 leaving the line', () => {
    const opened: ServerFrame = { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 };

    it('has left once the server says so, and not before', async () => {
      await arrive();
      socket.hear(place());
      visit.leaveLine();
      expect(socket.sent.at(-1)).toEqual({ type: 'leave' });
      expect(visit.stage).toEqual({ at: 'left-line', why: 'leaving' });
      socket.hear({ type: 'left', why: 'left' });
      expect(visit.stage).toEqual({ at: 'left-line', why: 'left' });
    });

    it('without a connection, leaves when there is one, and is in no line meanwhile', async () => {
      await arrive();
      socket.hear(place());
      visit.draft = 'half a sentence';
      const before = socket;
      socket.drop();
      visit.leaveLine();
      expect(before.sent).not.toContainEqual({ type: 'leave' });
      expect(visit.stage).toEqual({ at: 'left-line', why: 'leaving' });
      while (PretendSocket.last === before) await vi.advanceTimersByTimeAsync(50);
      await vi.advanceTimersByTimeAsync(0);
      socket = PretendSocket.last!;
      socket.hear(WELCOME);
      socket.hear(place());
      expect(socket.sent).toContainEqual({ type: 'leave' });
      expect(socket.sent.some(({ type }) => type === 'join')).toBe(false);
      expect(visit.stage).toEqual({ at: 'left-line', why: 'leaving' });
      expect([visit.line, visit.draft]).toEqual([undefined, '']);
      socket.hear({ type: 'refused', re: 'leave', reason: 'trouble' });
      await vi.advanceTimersByTimeAsync(6_000);
      expect(socket.sent.filter(({ type }) => type === 'leave')).toHaveLength(2);
      socket.hear({ type: 'left', why: 'left' });
      expect(visit.stage).toEqual({ at: 'left-line', why: 'left' });
    });

    it('is never pulled into a chat: what was written goes, and that is told', async () => {
      await arrive();
      socket.hear(place());
      visit.leaveLine();
      socket.hear({ type: 'refused', re: 'leave', reason: 'not_waiting' });
      socket.hear(opened);
      expect(visit.stage.at).toBe('ended');
      expect(socket.sent.at(-1)).toEqual({ type: 'delete', conversation: 'c' });
    });

    /** They have talked with somebody, and wait for somebody else. */
    const waitsForAnother = async () => {
      await arrive();
      socket.hear(opened);
      const talk = visit.talks!.all[0]!;
      visit.otherPeer(talk, false, 'wished');
      socket.hear(place());
      expect(visit.stage.at).toBe('waiting');
      return talk;
    };

    it('C211 after a chat, says so, and the chat can still be deleted', async () => {
      const talk = await waitsForAnother();
      visit.leaveLine();
      expect(visit.stage).toEqual({ at: 'left-line', why: 'leaving' });
      const tell = vi.spyOn(announcer, 'tell');
      socket.hear({ type: 'left', why: 'left' });
      socket.hear(place());
      expect(visit.stage).toEqual({ at: 'past', talk, left: 'left' });
      expect(tell).not.toHaveBeenCalled();
      expect(visit.line).toBeUndefined();
      expect(visit.talks!.all).toEqual([talk]);
      const { unmount, getByRole, getByText } = render(Inside, { visit });
      await tick();
      expect(document.activeElement).toBe(getByRole('heading', { level: 1, name: /^You've left the line\. What you wrote there was deleted\./ }));
      getByText('The chat before it can still be deleted here.');
      getByRole('button', { name: 'Delete this conversation now' });
      unmount();
      talk.delete();
      expect(socket.sent.at(-1)).toEqual({ type: 'delete', conversation: 'c' });
      visit.again();
      expect(visit.stage.at).toBe('waiting');
      expect(socket.sent.at(-1)).toMatchObject({ type: 'join' });
    });

    it('C211 after a chat that is deleted, is as after none', async () => {
      await waitsForAnother();
      socket.hear({ type: 'deleted', conversation: 'c', state: 'destroyed' });
      visit.leaveLine();
      socket.hear({ type: 'left', why: 'left' });
      expect(visit.stage).toEqual({ at: 'left-line', why: 'left' });
    });

    it('C211 after a chat, is pulled into none, and whoever was away too long keeps their words', async () => {
      const talk = await waitsForAnother();
      visit.draft = 'half a sentence';
      socket.hear({ type: 'left', why: 'away_too_long' });
      expect(visit.stage).toEqual({ at: 'past', talk, left: 'away_too_long' });
      expect(visit.draft).toBe('half a sentence');
      socket.hear(opened);
      expect(visit.stage).toMatchObject({ at: 'chatting', talk: { conversation: 'c', closed: undefined } });
      visit.otherPeer(talk, false, 'wished');
      socket.hear(place());
      visit.leaveLine();
      socket.hear({ type: 'left', why: 'left' });
      socket.hear(opened);
      expect(visit.stage.at).toBe('ended');
      expect(socket.sent.at(-1)).toEqual({ type: 'delete', conversation: 'c' });
    });
  });

  it('says that it takes longer than was said, and not before', async () => {
    await arrive();
    const start = Date.now();
    socket.hear(place({ waitMin: 5, waitMax: 10 }));
    socket.hear(place({ waitMin: 5, waitMax: 10, asOf: start + 4 * 60_000 }));
    expect(visit.longer).toBe(false);
    socket.hear(place({ asOf: start + 11 * 60_000 }));
    expect(visit.longer).toBe(true);
  });

  it('reads out half way, the fifth place, the next one and that it takes longer, each once and nothing between', async () => {
    await arrive();
    const told: string[] = [];
    vi.spyOn(announcer, 'tell').mockImplementation((sentence) => void told.push(sentence));
    const start = Date.now();
    for (const position of [12, 11, 9, 6, 5, 4, 3, 2, 1, 1]) socket.hear(place({ position }));
    expect(told).toEqual(["You're half way. 6th in line.", "You're 5th in line.", "You're next."]);
    socket.hear(place({ position: 1, waitMin: 5, waitMax: 10, asOf: start }));
    for (const minutes of [11, 12]) socket.hear(place({ position: 1, asOf: start + minutes * 60_000 }));
    expect(told.slice(3)).toEqual(["It's taking longer than we said. We're sorry. You haven't lost your place."]);
  });

  describe('a tab that was opened again with a pass that is over', () => {
    it('says so where the server does not know the pass any more, keeps nothing, and starts nothing by itself', async () => {
      await arrive();
      socket.end(4401);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(visit.stage).toEqual({ at: 'gone' });
      expect([visit.token(), PretendSocket.last === socket]).toEqual([null, true]);
      visit.again();
      expect(visit.stage).toEqual({ at: 'notice' });
    });

    it('says so where the pass is good and what it was in is over', async () => {
      await arrive({ ...WELCOME, waiting: false });
      expect(visit.stage).toEqual({ at: 'gone' });
      expect(socket.sent.filter(({ type }) => type === 'join')).toEqual([]);
    });
  });

  it('leaves the visit to another tab, and takes it back only when asked', async () => {
    await arrive();
    socket.hear(place());
    socket.end(4409);
    await vi.advanceTimersByTimeAsync(60_000);
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect([visit.stage.at, visit.talks?.state.at, PretendSocket.last === socket]).toEqual(['waiting', 'moved', true]);
    visit.talks?.tryNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(PretendSocket.last === socket).toBe(false);
  });
});

describe('how it ended', () => {
  it.each(['left', 'gone', 'unwatched'] as const)('says nothing of a clear page where words still stand (%s)', (closed) => {
    expect(endWords({ closed, name: 'Robin' })).toBe("This conversation has closed. You can start another when you're ready.");
  });

  it('names whoever closed it: a supervisor does only where nobody else is there', () => {
    expect(endWords({ closed: 'ended_by_supervisor', name: 'Sam' })).toMatch(/^Sam has closed the chat\./);
    expect(endWords({ closed: 'ended_by_seeker', name: 'Robin' })).toBe('You ended the chat.');
  });
});

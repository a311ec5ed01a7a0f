import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ResumePoint, ServerFrame } from '../protocol/frames';
import { Connection, type ConnectionState, type Pass, type Socket, socketUrl } from './connection';
import { DELAYS, Reconnect } from './reconnect';

/** A socket whose other end the test holds. */
class PretendSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  sent: unknown[] = [];
  closed = false;
  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {}
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.closed = true;
  }
  receive(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

const welcome = {
  type: 'welcome',
  you: { id: 's', role: 'seeker' },
  conversations: [],
  waiting: false,
  limits: { textCharacters: 2000, frameBytes: 16384, messagesPer10Seconds: 20, messagesPerMinute: 100, offerSeconds: 30 },
  durability: 'L1',
  serverTime: 1,
};

let sockets: PretendSocket[];
let states: ConnectionState[];
let frames: ServerFrame[];
let resume: ResumePoint[];
let passes: (Pass | 'refused' | Error)[];
let connection: Connection;

const latest = () => sockets.at(-1)!;
const settle = () => vi.advanceTimersByTimeAsync(0);

async function open() {
  await settle();
  latest().onopen!();
  latest().receive(welcome);
}

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  states = [];
  frames = [];
  resume = [];
  passes = [];
  connection = new Connection(
    'ws://host/ws',
    async () => {
      const pass = passes.shift() ?? { token: 'tok' };
      if (pass instanceof Error) throw pass;
      return pass;
    },
    { onState: (state) => states.push(state), onFrame: (frame) => frames.push(frame), resumePoints: () => resume },
    {
      openSocket: (url, protocol) => {
        sockets.push(new PretendSocket(url, protocol));
        return latest();
      },
      reconnect: new Reconnect(DELAYS, () => 0),
      now: () => 42,
    },
  );
  connection.start();
});

afterEach(() => {
  connection.stop();
  vi.useRealTimers();
});

describe('Connection', () => {
  it('G4 says hello first, with the token in the frame and not in the address', async () => {
    await settle();
    expect(latest().url).toBe('ws://host/ws');
    expect(latest().protocol).toBe('porchlight.v1');
    latest().onopen!();
    expect(latest().sent).toEqual([{ type: 'hello', token: 'tok' }]);
    expect(connection.state.at).toBe('hello');
    expect(connection.send({ type: 'leave' })).toBe(false);
  });

  it('G5 is open once welcomed, and then sends', async () => {
    await open();
    expect(connection.state).toEqual({ at: 'open' });
    expect(connection.send({ type: 'leave' })).toBe(true);
    expect(latest().sent.at(-1)).toEqual({ type: 'leave' });
  });

  it('comes back by itself, with a fresh pass and the places to go on from', async () => {
    passes = [{ token: 'tok' }, { ticket: 'second' }];
    await open();
    resume = [{ conversation: 'c', epoch: 'e', after: 7 }];
    latest().onclose!({ code: 1006 });
    expect(connection.state).toEqual({ at: 'waiting-to-retry', since: 42 });
    await vi.advanceTimersByTimeAsync(1_000);
    latest().onopen!();
    expect(sockets).toHaveLength(2);
    expect(latest().sent[0]).toMatchObject({ type: 'hello', resume });
  });

  it('waits at least as long as bye asks', async () => {
    await open();
    latest().receive({ type: 'bye', reason: 'restart', retryAfterMs: 3_000 });
    latest().onclose!({ code: 1001 });
    await vi.advanceTimersByTimeAsync(2_999);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(2);
  });

  it('S20 comes back after it sent too much, and not before the server wants it to', async () => {
    await open();
    latest().receive({ type: 'bye', reason: 'too_fast', retryAfterMs: 10_000 });
    latest().onclose!({ code: 4429 });
    expect(connection.state.at).toBe('waiting-to-retry');
    await vi.advanceTimersByTimeAsync(9_999);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(2);
  });

  it('G6 does not fight another tab; it comes back when asked', async () => {
    await open();
    latest().onclose!({ code: 4409 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    expect(connection.state).toEqual({ at: 'moved' });
    connection.tryNow();
    await settle();
    expect(sockets).toHaveLength(2);
  });

  it.each([
    [4401, 'not_recognised'],
    [4410, 'exit'],
    [1008, 'policy'],
  ])('is over after a close with %i', async (code, why) => {
    await open();
    latest().onclose!({ code });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connection.state).toEqual({ at: 'ended', why });
    expect(sockets).toHaveLength(1);
  });

  it('tries again when no pass can be fetched, and is over when there is none', async () => {
    connection.stop();
    passes = [new Error('offline'), 'refused'];
    connection.start();
    await settle();
    expect(connection.state.at).toBe('waiting-to-retry');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connection.state).toEqual({ at: 'ended', why: 'not_recognised' });
  });

  it('gives up on a server that never welcomes', async () => {
    await settle();
    latest().onopen!();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.state.at).toBe('waiting-to-retry');
    expect(latest().closed).toBe(true);
  });

  it('opens another socket when the one it has seems dead', async () => {
    await open();
    connection.suspect();
    expect(sockets[0]!.closed).toBe(true);
    connection.tryNow();
    await settle();
    expect(sockets).toHaveLength(2);
  });

  it('leaves alone what it cannot read', async () => {
    await open();
    latest().receive({ type: 'aurora' });
    latest().onmessage!({ data: '{' });
    expect(frames.map((frame) => frame.type)).toEqual(['welcome']);
    expect(connection.state.at).toBe('open');
  });

  it('stops for good', async () => {
    await open();
    connection.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    expect(connection.state).toEqual({ at: 'ended', why: 'stopped' });
  });
});

it('the socket is where the page is', () => {
  expect(socketUrl({ protocol: 'https:', host: 'porch.example' })).toBe('wss://porch.example/ws');
  expect(socketUrl({ protocol: 'http:', host: 'localhost:8080' })).toBe('ws://localhost:8080/ws');
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Duty, ServerFrame } from '../protocol/frames';
import { sayDesk } from '../words/say-desk';
import { offDutyWords, Shift } from './shift.svelte';

/** A socket in a test's hands. */
class PretendSocket {
  static last: PretendSocket | undefined;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    PretendSocket.last = this;
    queueMicrotask(() => this.onopen?.());
  }
  send(): void {}
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

it('R9 whoever wants to go on duty and stays off is told why', () => {
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

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SoftTone } from './soft-tone.svelte';

/** Enough of a browser's audio to count what sounds. */
class PretendContext {
  static made = 0;
  state: AudioContextState = 'suspended';
  currentTime = 0;
  destination = {};
  constructor() {
    PretendContext.made += 1;
  }
  async resume() {
    this.state = 'running';
  }
  async close() {
    this.state = 'closed';
  }
}

let sounded: number;

beforeEach(() => {
  sounded = 0;
  PretendContext.made = 0;
  vi.stubGlobal('AudioContext', PretendContext);
  vi.stubGlobal(
    'GainNode',
    class {
      gain = { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined };
      connect(to: unknown) {
        return to;
      }
    },
  );
  vi.stubGlobal(
    'OscillatorNode',
    class {
      connect(to: unknown) {
        return to;
      }
      start() {
        sounded += 1;
      }
      stop() {}
    },
  );
});
afterEach(() => {
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

const settle = () => new Promise((resolve) => setTimeout(resolve));

it('is silent until it is chosen, and makes no sound ready before', async () => {
  const tone = new SoftTone();
  tone.pressed();
  tone.play();
  await settle();
  expect([tone.on, sounded, PretendContext.made]).toEqual([false, 0, 0]);
});

it('is heard once as it is chosen, and no more once it is not', async () => {
  const tone = new SoftTone();
  tone.choose(true);
  await settle();
  expect([tone.on, sounded]).toEqual([true, 1]);
  tone.play();
  expect(sounded).toBe(2);
  tone.choose(false);
  tone.play();
  expect([tone.on, sounded, sessionStorage.length, localStorage.length]).toEqual([false, 2, 0, 0]);
});

it('stays chosen after a reload of this tab, and begins with the first press', async () => {
  new SoftTone().choose(true);
  await settle();
  const again = new SoftTone();
  again.play();
  expect([again.on, sounded]).toEqual([true, 1]);
  again.pressed();
  await settle();
  again.play();
  expect(sounded).toBe(2);
});

it('says nothing after the tab was emptied', async () => {
  const tone = new SoftTone();
  tone.choose(true);
  await settle();
  sessionStorage.clear();
  tone.play();
  expect(sounded).toBe(1);
});

it('is not offered where the browser has no sound, and nothing breaks', async () => {
  vi.stubGlobal('AudioContext', undefined);
  const tone = new SoftTone();
  tone.choose(true);
  await settle();
  tone.play();
  expect([tone.possible, sounded]).toEqual([false, 0]);
});

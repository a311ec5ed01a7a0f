import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Bells } from './bells.svelte';

/** Enough of a browser's audio to see what is begun and stopped. */
class PretendContext {
  static last: PretendContext;
  state: AudioContextState = 'suspended';
  currentTime = 100;
  destination = {};
  onstatechange: (() => void) | null = null;
  constructor() {
    PretendContext.last = this;
  }
  createBuffer(channels: number, length: number, sampleRate: number) {
    return { channels, length, sampleRate, copyToChannel: vi.fn() };
  }
  async resume() {
    this.state = 'running';
    this.onstatechange?.();
  }
  async close() {
    this.state = 'closed';
  }
}

/** What somebody likes, as long as a test lasts. */
const pretendOwn = () => {
  const kept = new Map<string, string>();
  return { value: (name: string) => kept.get(name), keep: (name: string, value: string) => void kept.set(name, value) };
};

interface Begun {
  loop: boolean;
  gain: number;
  stops: (number | undefined)[];
}
let begun: Begun[];
let own: ReturnType<typeof pretendOwn>;

beforeEach(() => {
  begun = [];
  own = pretendOwn();
  vi.stubGlobal('AudioContext', PretendContext);
  vi.stubGlobal(
    'GainNode',
    class {
      constructor(
        _: unknown,
        readonly options: { gain: number },
      ) {}
      connect() {}
    },
  );
  vi.stubGlobal(
    'AudioBufferSourceNode',
    class {
      readonly #here: Begun;
      constructor(_: unknown, { loop }: { loop: boolean }) {
        this.#here = { loop, gain: 0, stops: [] };
      }
      connect(to: { options: { gain: number } }) {
        this.#here.gain = to.options.gain;
        return to;
      }
      start() {
        begun.push(this.#here);
      }
      stop(at?: number) {
        this.#here.stops.push(at);
      }
    },
  );
});
afterEach(() => {
  sessionStorage.clear();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('says that nothing can be heard until something is pressed', () => {
  const bells = new Bells(own);
  expect(bells.blocked).toBe(true);
  window.dispatchEvent(new Event('keydown'));
  expect(bells.blocked).toBe(false);
  bells.close();
});

it('a browser without sound is one in which nothing can be heard, and nothing breaks', () => {
  vi.stubGlobal('AudioContext', undefined);
  const bells = new Bells(own);
  bells.ring('now')();
  bells.try('offer');
  bells.close();
  expect(bells.blocked).toBe(true);
});

it('an offer rings twice and stops when it is gone, what needs a person now until somebody goes', () => {
  const bells = new Bells(own);
  bells.ring('offer')();
  expect(begun).toEqual([{ loop: true, gain: 0.8, stops: [130, undefined] }]);
  const stop = bells.ring('now');
  expect(begun[1]).toEqual({ loop: true, gain: 0.8, stops: [] });
  stop();
  expect(begun[1]!.stops).toEqual([undefined]);
});

it('a message is heard only behind other windows', () => {
  const bells = new Bells(own);
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false);
  bells.tick();
  expect(begun).toEqual([]);
  hidden.mockReturnValue(true);
  bells.tick();
  expect(begun).toEqual([{ loop: false, gain: 0.25, stops: [100.5] }]);
});

it('each sound has a volume of its own; off is silent, and can still be listened to', () => {
  const bells = new Bells(own);
  bells.set('offer', 'off');
  bells.set('message', 'normal');
  const again = new Bells(own);
  expect([again.volume('offer'), again.volume('message'), again.volume('now')]).toEqual(['off', 'normal', 'normal']);
  again.ring('offer');
  expect(begun).toEqual([]);
  again.try('offer');
  expect(begun).toHaveLength(1);
  expect(localStorage.length).toBe(0);
});

it('what was kept and is not known is left aside', () => {
  sessionStorage.setItem('porchlight.sound', 'notices');
  own.keep('sound.offer', 'loudest');
  own.keep('sound.now', 'off');
  const bells = new Bells(own);
  expect([bells.volume('offer'), bells.volume('now'), bells.notices]).toEqual(['normal', 'off', false]);
});

it('a notice names nobody, is shown only behind other windows, and goes with what it is about', async () => {
  const shown: { title: string; closed: boolean }[] = [];
  class PretendNotification {
    static permission = 'default';
    static requestPermission = async () => (PretendNotification.permission = 'granted');
    onclick: (() => void) | null = null;
    readonly #here;
    constructor(title: string) {
      this.#here = { title, closed: false };
      shown.push(this.#here);
    }
    close() {
      this.#here.closed = true;
    }
  }
  vi.stubGlobal('Notification', PretendNotification);
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  const bells = new Bells(own);
  bells.ring('offer', 'notify.offer')();
  expect(shown).toEqual([]);
  await bells.wantNotices(true);
  bells.ring('offer', 'notify.offer')();
  expect(shown).toEqual([{ title: 'Porchlight: an offer', closed: true }]);
  hidden.mockReturnValue(false);
  bells.ring('now', 'notify.board');
  expect(shown).toHaveLength(1);
  expect(new Bells(own).notices).toBe(true);
});

it('where the browser allows no notice, that is said', async () => {
  vi.stubGlobal('Notification', Object.assign(class {}, { permission: 'denied', requestPermission: async () => 'denied' }));
  const bells = new Bells(own);
  await bells.wantNotices(true);
  expect([bells.notices, bells.noticesDenied]).toEqual([false, true]);
});

import { sayDesk } from '../words/say-desk';
import { type Bell, BELLS, render, SAMPLES_PER_SECOND } from './tones';

export const VOLUMES = ['off', 'soft', 'normal'] as const;
export type Volume = (typeof VOLUMES)[number];

const GAIN: Record<Volume, number> = { off: 0, soft: 0.25, normal: 0.8 };
const DEFAULT: Record<Bell, Volume> = { offer: 'normal', message: 'soft', now: 'normal' };
const KEY = 'porchlight.sound';
const NOTICES = 'notices';

/** Where it is kept how loud each sound is, by its name. */
export interface OwnVolumes {
  value(name: string): string | undefined;
  keep(name: string, value: string): void;
}

/** What this device shows while the page is hidden. It names nobody. */
export type Notice = 'notify.offer' | 'notify.board' | 'notify.ask' | 'notify.idle';

/**
 * The sounds of a desk. A browser plays none before something is pressed; that it does not is said, so that nobody waits for a chime that cannot come. How loud each
 * is stands among one's own settings.
 */
export class Bells {
  /** Whether nothing can be heard, for what the browser allows. */
  blocked = $state(true);
  /** Whether a notice is shown too. */
  notices = $state(false);
  /** Whether notices were wanted, and the browser allows none. */
  noticesDenied = $state(false);
  readonly #own: OwnVolumes;
  readonly #context: AudioContext | undefined;
  readonly #rendered = new Map<Bell, AudioBuffer>();

  constructor(own: OwnVolumes) {
    this.#own = own;
    this.notices = sessionStorage.getItem(KEY) === NOTICES && typeof Notification === 'function' && Notification.permission === 'granted';
    if (typeof AudioContext !== 'function') return;
    this.#context = new AudioContext();
    this.#context.onstatechange = () => this.#looked();
    this.#looked();
    // Once it is let go: what says that nothing is heard goes then, and what moves up is not under a press.
    for (const pressed of ['pointerup', 'keydown']) window.addEventListener(pressed, this.#wake);
  }

  /** Silent for good. */
  close(): void {
    for (const pressed of ['pointerup', 'keydown']) window.removeEventListener(pressed, this.#wake);
    void this.#context?.close().catch(() => undefined);
  }

  volume(bell: Bell): Volume {
    const chosen = this.#own.value(`sound.${bell}`);
    return VOLUMES.find((volume) => volume === chosen) ?? DEFAULT[bell];
  }

  set(bell: Bell, volume: Volume): void {
    this.#own.keep(`sound.${bell}`, volume);
  }

  /** Shows a notice of this device too, if the browser lets us. */
  async wantNotices(wanted: boolean): Promise<void> {
    this.notices = wanted;
    this.noticesDenied = false;
    if (wanted) {
      const answer = typeof Notification === 'function' ? await Notification.requestPermission().catch(() => 'denied') : 'denied';
      this.noticesDenied = answer !== 'granted';
      this.notices = !this.noticesDenied;
    }
    // Whether this device may show any is for this device alone.
    sessionStorage.setItem(KEY, this.notices ? NOTICES : '');
  }

  /** One round, at once and whatever the page does. */
  try(bell: Bell): void {
    this.#wake();
    this.#play(bell, this.volume(bell) === 'off' ? 'soft' : this.volume(bell), 1);
  }

  /** A message came: whoever has the page before them sees it. */
  tick(): void {
    if (document.hidden) this.ring('message');
  }

  /** Rings as this bell does. The answer stops it. */
  ring(bell: Bell, notice?: Notice): () => void {
    const shown = notice === undefined ? undefined : this.#show(notice);
    const silence = this.#play(bell, this.volume(bell), BELLS[bell].times);
    return () => {
      silence();
      shown?.close();
    };
  }

  #play(bell: Bell, volume: Volume, times: number): () => void {
    const context = this.#context;
    if (context === undefined || context.state === 'closed' || GAIN[volume] === 0) return () => undefined;
    const gain = new GainNode(context, { gain: GAIN[volume] });
    // Its silence is part of it: a timer of a page that is behind others may come a minute late.
    const source = new AudioBufferSourceNode(context, { buffer: this.#buffer(bell, context), loop: times > 1 });
    source.connect(gain).connect(context.destination);
    source.start();
    if (Number.isFinite(times)) source.stop(context.currentTime + BELLS[bell].every * times);
    return () => source.stop();
  }

  #buffer(bell: Bell, context: AudioContext): AudioBuffer {
    const known = this.#rendered.get(bell);
    if (known) return known;
    const samples = render(BELLS[bell]);
    const buffer = context.createBuffer(1, samples.length, SAMPLES_PER_SECOND);
    buffer.copyToChannel(samples, 0);
    this.#rendered.set(bell, buffer);
    return buffer;
  }

  #show(notice: Notice): Notification | undefined {
    if (!this.notices || !document.hidden) return undefined;
    try {
      const shown = new Notification(sayDesk(notice), { tag: notice, silent: true });
      shown.onclick = () => {
        window.focus();
        shown.close();
      };
      return shown;
    } catch {
      // Some browsers on phones have the name and not the thing.
      return undefined;
    }
  }

  #wake = (): void => void this.#context?.resume().catch(() => undefined);

  #looked(): void {
    this.blocked = this.#context?.state !== 'running';
  }
}

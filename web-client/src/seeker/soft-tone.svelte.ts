const KEY = 'porchlight.tone';
/** As soft as can be heard in a quiet room: somebody may sleep next door. */
const LOUD = 0.08;
const HERTZ = 523;
const SWELLS_SECONDS = 0.04;
const LASTS_SECONDS = 0.9;
const ALMOST_NOTHING = 0.0001;

/**
 * One soft tone when somebody replies, for whoever wants it. It is off until it is chosen, for this tab only, and goes with what the tab keeps: after Quick exit nothing
 * sounds, whatever still runs. A browser plays nothing before something is pressed, so after a reload it begins with the first press.
 */
export class SoftTone {
  on = $state(isKept());
  readonly possible = typeof AudioContext === 'function';
  #context: AudioContext | undefined;

  /** Heard once as it is chosen, so that nobody is startled by it later. */
  choose(on: boolean): void {
    this.on = on;
    if (on) {
      sessionStorage.setItem(KEY, 'on');
      void this.#ready().then(() => this.play());
    } else {
      sessionStorage.removeItem(KEY);
      this.stop();
    }
  }

  /** Something was pressed, which is what a browser waits for. */
  pressed(): void {
    if (this.on && this.#context?.state !== 'running') void this.#ready();
  }

  play(): void {
    const context = this.#context;
    if (context?.state !== 'running' || !isKept()) return;
    const now = context.currentTime;
    const loud = new GainNode(context, { gain: 0 });
    loud.gain.setValueAtTime(0, now);
    loud.gain.linearRampToValueAtTime(LOUD, now + SWELLS_SECONDS);
    loud.gain.exponentialRampToValueAtTime(ALMOST_NOTHING, now + LASTS_SECONDS);
    const tone = new OscillatorNode(context, { frequency: HERTZ });
    tone.connect(loud).connect(context.destination);
    tone.start(now);
    tone.stop(now + LASTS_SECONDS);
  }

  stop(): void {
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
  }

  async #ready(): Promise<void> {
    if (!this.possible) return;
    this.#context ??= new AudioContext();
    await this.#context.resume().catch(() => undefined);
  }
}

const isKept = (): boolean => sessionStorage.getItem(KEY) !== null;

export const softTone = new SoftTone();

/** Tell the other side at most this often, and that it stopped after this long. */
const AGAIN_MS = 3_000;
const STOPPED_MS = 4_000;

/** Turns keystrokes into the few "is writing" notes that leave the device. Only the flag leaves it, never text. */
export class TypingNotes {
  #toldAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (on: boolean) => void) {}

  wrote(now = Date.now()): void {
    if (now - this.#toldAt >= AGAIN_MS) {
      this.#toldAt = now;
      this.tell(true);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.stopped(), STOPPED_MS);
  }

  stopped(): void {
    clearTimeout(this.#timer);
    if (this.#toldAt !== -Infinity) this.tell(false);
    this.#toldAt = -Infinity;
  }
}

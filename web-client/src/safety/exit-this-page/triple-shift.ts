/** What a press meant: nothing, one more on the way out, out, or that an attempt was broken off. */
export type ShiftStep = 'none' | 'one' | 'two' | 'leave' | 'reset';

/** Between two presses; people with sticky or slow keys need that long (GOV.UK widened it from 2 s after tests). */
const BETWEEN_MS = 5_000;

/** Counts Shift pressed three times by itself. Shift as a modifier does not count, and any other key starts over. */
export class TripleShift {
  #count = 0;
  #last = 0;
  #alone = false;

  down(key: string): ShiftStep {
    this.#alone = key === 'Shift';
    return this.#alone ? 'none' : this.#reset();
  }

  up(key: string, at: number): ShiftStep {
    if (key !== 'Shift' || !this.#alone) return 'none';
    this.#alone = false;
    this.#count = this.#count > 0 && at - this.#last > BETWEEN_MS ? 1 : this.#count + 1;
    this.#last = at;
    if (this.#count === 1) return 'one';
    if (this.#count === 2) return 'two';
    this.#count = 0;
    return 'leave';
  }

  /** Time passed: an attempt that was not finished is broken off. */
  tick(at: number): ShiftStep {
    return this.#count > 0 && at - this.#last > BETWEEN_MS ? this.#reset() : 'none';
  }

  #reset(): ShiftStep {
    const begun = this.#count > 0;
    this.#count = 0;
    return begun ? 'reset' : 'none';
  }
}

/** What a desk rings for: an offer, a message behind other windows, somebody who needs a person now. */
export type Bell = 'offer' | 'message' | 'now';

interface Note {
  /** Cycles per second. */
  hertz: number;
  /** Seconds after the bell began. */
  from: number;
  /** Seconds until it has faded to nothing. */
  lasts: number;
  /** Of the whole, 0 to 1. */
  loud: number;
}

interface Ringing {
  notes: readonly Note[];
  /** Seconds from the beginning of one to the beginning of the next. */
  every: number;
  /** How often, unless it is stopped before. */
  times: number;
}

/** One soft chime and once more; a tick; two notes until somebody goes. Made from sines, so that no file has to be fetched. */
export const BELLS: Readonly<Record<Bell, Ringing>> = {
  offer: {
    notes: [
      { hertz: 523, from: 0, lasts: 1.6, loud: 0.5 },
      { hertz: 1046, from: 0, lasts: 0.9, loud: 0.15 },
    ],
    every: 15,
    times: 2,
  },
  message: { notes: [{ hertz: 880, from: 0, lasts: 0.12, loud: 0.3 }], every: 0.5, times: 1 },
  now: {
    notes: [
      { hertz: 587, from: 0, lasts: 0.7, loud: 0.6 },
      { hertz: 784, from: 0.35, lasts: 1.1, loud: 0.6 },
    ],
    every: 20,
    times: Infinity,
  },
};

/** Enough for notes that low, and small enough for twenty seconds of it. */
export const SAMPLES_PER_SECOND = 16_000;
/** A note that begins at once clicks. */
const SWELLS_SECONDS = 0.012;

/** One round of a bell: its notes, then silence until the next, each sample between -1 and 1. */
export function render({ notes, every }: Ringing): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(every * SAMPLES_PER_SECOND));
  for (const { hertz, from, lasts, loud } of notes) {
    const begin = Math.round(from * SAMPLES_PER_SECOND);
    const end = Math.min(samples.length, begin + Math.round(lasts * SAMPLES_PER_SECOND));
    for (let at = begin; at < end; at++) {
      const seconds = (at - begin) / SAMPLES_PER_SECOND;
      const fades = (1 - seconds / lasts) ** 3;
      samples[at]! += Math.sin(2 * Math.PI * hertz * seconds) * Math.min(1, seconds / SWELLS_SECONDS) * fades * loud;
    }
  }
  return samples;
}

/** How long to wait before the next try. All in milliseconds. */
export interface Delays {
  /** The first try comes after `firstLeast` to `firstMost`: a server that restarts is not met by everybody at once. */
  readonly firstLeast: number;
  readonly firstMost: number;
  /** No wait is longer than this. */
  readonly most: number;
  /** By how much each wait grows over the one before. */
  readonly growth: number;
}

export const DELAYS: Delays = { firstLeast: 1_000, firstMost: 5_000, most: 20_000, growth: 1.7 };

/** Grows the waits between tries, with jitter, up to a limit; a connection that stood starts them again. */
export class Reconnect {
  #tries = 0;

  constructor(
    private readonly delays: Delays = DELAYS,
    private readonly random: () => number = Math.random,
  ) {}

  /** The wait before the next try. `atLeast` is what the server asked for in `bye.retryAfterMs`. */
  next(atLeast = 0): number {
    const { firstLeast, firstMost, most, growth } = this.delays;
    const first = firstLeast + this.random() * (firstMost - firstLeast);
    const grown = this.#tries === 0 ? first : Math.min(most, firstMost * growth ** this.#tries) * (0.5 + this.random() / 2);
    this.#tries += 1;
    return Math.round(Math.min(most, Math.max(grown, atLeast)));
  }

  /** The connection stood: the next loss starts from the short waits again. */
  stood(): void {
    this.#tries = 0;
  }
}

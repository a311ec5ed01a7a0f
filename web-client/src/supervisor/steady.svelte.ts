/** A hand that has not moved for so long is about to press nothing. */
const STILL_MS = 6_000;

export interface SteadyRow<Row> {
  readonly row: Row;
  /** It has left the list since, and stays in its place until nobody points at it. */
  readonly gone: boolean;
}

/**
 * Rows that do not move under a hand: while somebody points at a list or is in it with the keyboard, what is there keeps its place, and what came or went waits. A row
 * that moves the moment before it is pressed is another row.
 */
export class Steady<Row> {
  #kept = $state.raw<readonly Row[] | undefined>();
  #still: ReturnType<typeof setTimeout> | undefined;
  readonly #live: () => readonly Row[];
  readonly #key: (row: Row) => string;
  readonly #parts: { atOnce?: boolean; stays?: (row: Row) => boolean };
  readonly rows: readonly SteadyRow<Row>[] = $derived.by(() => this.#rows());
  /** How much came or went since. */
  readonly changes: number = $derived.by(() => this.#changes());

  /**
   * @param live what the list is now
   * @param key what a row is known by
   * @param parts atOnce: what comes is put first at once all the same; stays: whether a row that has left keeps its place until then
   */
  constructor(live: () => readonly Row[], key: (row: Row) => string, parts: { atOnce?: boolean; stays?: (row: Row) => boolean } = {}) {
    this.#live = live;
    this.#key = key;
    this.#parts = parts;
  }

  /** Somebody points at the list, or is in it. */
  hold = (): void => {
    // Where nothing is, nothing can be missed by a hand.
    if (this.#kept === undefined && this.#live().length === 0) return;
    this.#kept ??= this.#live();
    clearTimeout(this.#still);
    this.#still = setTimeout(this.release, STILL_MS);
  };

  /** Nobody does any more. */
  release = (): void => {
    clearTimeout(this.#still);
    this.#kept = undefined;
  };

  /** Shows what has changed, and keeps that. */
  apply = (): void => {
    if (this.#kept === undefined) return;
    this.#kept = this.#live();
  };

  #rows(): readonly SteadyRow<Row>[] {
    const live = this.#live();
    if (this.#kept === undefined) return live.map((row) => ({ row, gone: false }));
    const now = new Map(live.map((row) => [this.#key(row), row]));
    const known = new Set(this.#kept.map(this.#key));
    const first = this.#parts.atOnce ? live.filter((row) => !known.has(this.#key(row))) : [];
    const kept = this.#kept.flatMap((row) => {
      const is = now.get(this.#key(row));
      if (is !== undefined) return [{ row: is, gone: false }];
      return this.#parts.stays?.(row) === false ? [] : [{ row, gone: true }];
    });
    return [...first.map((row) => ({ row, gone: false })), ...kept];
  }

  #changes(): number {
    if (this.#kept === undefined) return 0;
    const shown = new Set(this.rows.map(({ row }) => this.#key(row)));
    return this.rows.filter(({ gone }) => gone).length + this.#live().filter((row) => !shown.has(this.#key(row))).length;
  }
}

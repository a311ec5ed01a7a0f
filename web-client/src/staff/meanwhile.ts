/** Something that two people changed at once, as each of them left it. */
export interface Both {
  label: string;
  theirs: string;
  mine: string;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What was written over what held when it was begun, laid over what holds now: what was not touched is as it is now, and `both` has what two people made different things of. */
export function over<T extends object, Part extends keyof T>(parts: readonly Part[], begun: Pick<T, Part>, mine: T, now: Pick<T, Part>): { wanted: T; both: Part[] } {
  const wanted = { ...mine };
  const both: Part[] = [];
  for (const part of parts) {
    if (same(mine[part], begun[part])) wanted[part] = now[part];
    else if (!same(now[part], begun[part]) && !same(mine[part], now[part])) both.push(part);
  }
  return { wanted, both };
}

const MINUTE_MS = 60_000;

/** How many minutes ago something was; none in the first one, whatever the clocks say. */
export const minutesSince = (at: number, now: number): number => Math.max(0, Math.floor((now - at) / MINUTE_MS));

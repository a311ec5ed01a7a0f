/** Something that two people changed at once, as each of them left it. */
export interface Both {
  label: string;
  theirs: string;
  mine: string;
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * What was written over what held when it was begun, laid over what holds now. What says something only together, such as a name and its number, stands in one group, so that
 * no half of it is somebody else's: a group that was not touched is as it is now, and `both` has what two people made different things of.
 */
export function over<T extends object, Part extends keyof T>(groups: readonly (readonly Part[])[], begun: Pick<T, Part>, mine: T, now: Pick<T, Part>): { wanted: T; both: Part[] } {
  const wanted = { ...mine };
  const both: Part[] = [];
  for (const group of groups) {
    const others = (one: Pick<T, Part>, other: Pick<T, Part>) => group.filter((part) => !same(one[part], other[part]));
    if (others(mine, begun).length === 0) for (const part of group) wanted[part] = now[part];
    else if (others(now, begun).length > 0) both.push(...others(mine, now));
  }
  return { wanted, both };
}

const MINUTE_MS = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

/** How long ago something was, in whole ones; none in the first minute, whatever the clocks say. */
export function ago(at: number, now: number): { n: number; unit: 'minute' | 'hour' | 'day' } {
  const minutes = Math.max(0, Math.floor((now - at) / MINUTE_MS));
  if (minutes < HOUR) return { n: minutes, unit: 'minute' };
  return minutes < DAY ? { n: Math.floor(minutes / HOUR), unit: 'hour' } : { n: Math.floor(minutes / DAY), unit: 'day' };
}

import { describe, expect, it } from 'vitest';
import { DELAYS, Reconnect } from './reconnect';

describe('Reconnect', () => {
  it.each([0, 0.5, 0.999])('waits 1 to 5 seconds before the first try (chance %s)', (chance) => {
    const wait = new Reconnect(DELAYS, () => chance).next();
    expect(wait).toBe(1_000 + chance * 4_000);
  });

  it('grows, with jitter, and never beyond 20 seconds', () => {
    const low = new Reconnect(DELAYS, () => 0);
    const high = new Reconnect(DELAYS, () => 1);
    const lows = Array.from({ length: 12 }, () => low.next());
    const highs = Array.from({ length: 12 }, () => high.next());
    expect(highs.slice(0, 4)).toEqual([5_000, 8_500, 14_450, 20_000]);
    expect(lows.at(-1)).toBe(10_000);
    expect(Math.max(...highs)).toBe(20_000);
  });

  it('starts from the short waits once a connection stood', () => {
    const reconnect = new Reconnect(DELAYS, () => 0);
    reconnect.next();
    reconnect.next();
    reconnect.stood();
    expect(reconnect.next()).toBe(1_000);
  });

  it('waits at least as long as the server asked', () => {
    expect(new Reconnect(DELAYS, () => 0).next(4_200)).toBe(4_200);
  });
});

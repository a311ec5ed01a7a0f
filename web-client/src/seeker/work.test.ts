import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { done, type Work } from './work';

const hashOf = (number: number) => createHash('sha256').update(`salt.${number}`).digest('base64url');
const asked = (number: number, numbers = 500): Work => ({ challenge: 'c', salt: 'salt', hash: hashOf(number), numbers, waitMs: 15_000 });

describe('G19 the work before a pass', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it.each([0, 1, 63, 64, 65, 321, 499])('finds %d', async (number) => {
    expect(await done(asked(number))).toEqual({ challenge: 'c', number });
  });

  /** What comes back, and that nothing did before the wait was over. */
  async function waits(work: Work): Promise<void> {
    let back: unknown;
    const all = done(work).then((shown) => (back = shown));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(back).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_000);
    await all;
    expect(back).toEqual({ challenge: 'c' });
  }

  it('waits where there is no such number', () => waits(asked(500)));

  it('waits where the browser cannot hash', () => {
    vi.stubGlobal('crypto', {});
    return waits(asked(3));
  });

  it('stops looking when the wait is over', async () => {
    let hashed = 0;
    const digest = async () => {
      hashed += 1;
      if (hashed === 1) await vi.advanceTimersByTimeAsync(16_000);
      return new ArrayBuffer(32);
    };
    vi.stubGlobal('crypto', { subtle: { digest } });
    expect(await done(asked(3, 80_000))).toEqual({ challenge: 'c' });
    expect(hashed).toBe(64);
  });
});

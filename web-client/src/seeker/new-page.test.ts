import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newPage } from './new-page';

describe('a new page', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('comes once the server answers, and not before', async () => {
    let up: boolean | undefined;
    const asked = vi.fn(() => (up === undefined ? Promise.reject(new TypeError('away')) : Promise.resolve({ ok: up })));
    vi.stubGlobal('fetch', asked);
    const load = vi.fn();
    newPage(load);
    expect(asked).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toHaveBeenCalled();
    up = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(load).not.toHaveBeenCalled();
    up = true;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(load).toHaveBeenCalledOnce();
  });

  it('is not loaded when it is not wanted any more, also where the server is about to answer', async () => {
    let answer: (value: { ok: boolean }) => void = () => undefined;
    vi.stubGlobal('fetch', () => new Promise((done) => (answer = done)));
    const load = vi.fn();
    newPage(load)();
    const stop = newPage(load);
    await vi.advanceTimersByTimeAsync(5_000);
    stop();
    answer({ ok: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load).not.toHaveBeenCalled();
  });
});

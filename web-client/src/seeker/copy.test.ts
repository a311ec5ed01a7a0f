import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyOf, save } from './copy';

describe('a copy to show someone', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('holds the card and the plan, and nothing else', () => {
    expect(copyOf({ text: 'Nights are hard.', plan: ['Tea.', 'Call Ana.'], show: true })).toBe('Your card, in your words\n\nNights are hard.\n\nYour plan\n\n1. Tea.\n2. Call Ana.\n');
    expect(copyOf({ text: '', plan: ['Tea.'], show: true })).toBe('Your plan\n\n1. Tea.\n');
    expect(copyOf({ text: 'Nights are hard.', plan: [], show: true })).toBe('Your card, in your words\n\nNights are hard.\n');
  });

  it('is saved from memory under a name that says nothing, and let go of', async () => {
    vi.useFakeTimers();
    const made: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      made.push(blob as Blob);
      return 'blob:a';
    });
    const revoked = vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined);
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(`${this.href} ${this.download}`);
    });
    save('Your plan\n');
    expect(names).toEqual(['blob:a notes.txt']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(revoked).toHaveBeenCalledWith('blob:a');
    vi.useRealTimers();
    expect(await made[0]!.text()).toBe('Your plan\n');
  });
});

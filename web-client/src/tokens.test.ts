import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/tokens.css', 'utf8');
const grounds = ['bg', 'surface', 'raised', 'own'];
const marks = ['text', 'muted', 'lamp', 'calm', 'alert', 'info'];

function tokens(block: string): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--(\w+): (#[0-9a-f]{6})/g)].map((match) => [match[1], match[2]]));
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Contrast as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

const blocks = css.split('}');
const normal = { dark: tokens(blocks[0]!), light: tokens(blocks[1]!) };
const more = css.slice(css.indexOf('@media (prefers-contrast: more)')).split('}');
const themes = { ...normal, 'dark, more contrast': { ...normal.dark, ...tokens(more[0]!) }, 'light, more contrast': { ...normal.light, ...tokens(more[1]!) } };

describe.each(Object.entries(themes))('%s', (_, theme) => {
  it.each(marks.flatMap((mark) => grounds.map((ground) => [mark, ground] as const)))('reads %s on %s', (mark, ground) => {
    expect(contrast(theme[mark]!, theme[ground]!)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(grounds)('shows a line on %s', (ground) => {
    expect(contrast(theme['line']!, theme[ground]!)).toBeGreaterThanOrEqual(3);
  });
  it('reads the words on a lamp button', () => {
    expect(contrast(theme['bg']!, theme['lamp']!)).toBeGreaterThanOrEqual(4.5);
  });
});

it('gives "Match device" the same light colours', () => {
  expect(tokens(blocks[2]!)).toEqual(normal.light);
});

it('has more contrast where more is asked for', () => {
  for (const name of ['dark', 'light'] as const) {
    for (const ground of grounds) expect(contrast(themes[`${name}, more contrast`]['text']!, normal[name][ground]!)).toBeGreaterThan(contrast(normal[name]['text']!, normal[name][ground]!));
  }
});

it('has no line that is decoration alone where more contrast is asked for', () => {
  for (const block of more.filter((each) => each.includes('--text'))) expect(block).toContain('--hair: var(--line)');
});

import { describe, expect, it } from 'vitest';
import type { Language } from '../words/language.svelte';
import { asksForPhrases, cards, cardsFor, GAP, grounding, groups, lineWords, lines, parts, placed, tongueOf, unfilled, withGap } from './phrases';

const tongues: Language[] = ['en', 'es'];
const phrases = groups.flatMap((group) => group.phrases);
/** Everything that a seeker may get to read. */
const goesOut = [...phrases, ...grounding.words, ...cards.flatMap((card) => card.words)];
/** Everything that only the peer reads. */
const forThePeer = [
  ...groups.flatMap(({ title, why, source, prompts }) => [title, why, source, ...prompts]),
  ...cards.flatMap(({ title, hint, source }) => [title, hint, source]),
  ...[grounding.title, grounding.why, grounding.source, lines.title, lines.why],
];
const everything = [...goesOut, ...forThePeer].flatMap((said) => [said.en, said.es]);
const key = (over: Partial<KeyboardEvent> = {}) => ({ key: '/', ctrlKey: false, altKey: false, metaKey: false, isComposing: false, ...over }) as KeyboardEvent;

describe('the phrases', () => {
  it.each(phrases.map((phrase) => [phrase.en, phrase.es] as const))('"%s" has one gap in each language, and is short', (...said) => {
    for (const each of said) {
      expect(each.match(/\{[^{}]+\}/g)).toHaveLength(1);
      expect(each.length).toBeLessThanOrEqual(160);
      expect(each).not.toContain(GAP);
    }
  });

  it('are each said once, with a reason and a source', () => {
    const all = phrases.flatMap((phrase) => [phrase.en, phrase.es]);
    expect(new Set(all).size).toBe(all.length);
    for (const { why, source } of [...groups, grounding]) for (const tongue of tongues) expect([why[tongue], source[tongue]]).not.toContain('');
  });

  it('never shout, and leave nothing empty', () => {
    for (const each of everything) {
      expect(each.trim()).not.toBe('');
      expect(each).not.toMatch(/[!¡]/);
    }
  });

  it('begin a conversation with prompts and no text', () => {
    const begin = groups.find(({ id }) => id === 'begin');
    expect(begin?.phrases).toEqual([]);
    expect(begin?.prompts).toHaveLength(3);
  });

  it('what goes out beside them has no gap, and fits a message', () => {
    for (const { en, es } of [...grounding.words, ...cards.flatMap((card) => card.words)]) {
      for (const each of [en, es]) {
        expect(each).not.toMatch(/[{}]/);
        expect(each.length).toBeLessThanOrEqual(300);
      }
    }
  });
});

describe('a phrase in the field', () => {
  const phrase = 'It sounds like {what weighs on them} has been a lot.';

  it('shows what belongs into the gap only to the peer', () => {
    expect(parts(phrase)).toEqual({ before: 'It sounds like ', gap: 'what weighs on them', after: ' has been a lot.' });
    expect(withGap(phrase)).toBe('It sounds like … has been a lot.');
    expect(withGap('How are you?')).toBe('How are you?');
  });

  it.each([
    ['', 0, 0, 'It … so', { draft: 'It … so', from: 3, to: 4 }],
    ['Hi.', 3, 3, 'It … so', { draft: 'Hi. It … so', from: 7, to: 8 }],
    ['Hi. there', 4, 4, 'It … so', { draft: 'Hi. It … so there', from: 7, to: 8 }],
    ['Hi. old', 4, 7, 'new', { draft: 'Hi. new', from: 7, to: 7 }],
  ])('comes into "%s" at %i to %i', (draft, from, to, words, expected) => {
    expect(placed(draft, from, to, words)).toEqual(expected);
  });

  it('is known as long as its gap is open, wherever it stands', () => {
    const words = withGap(phrases[0]!.en);
    const at = `Hello. ${words}`.indexOf(GAP);
    expect(unfilled(`Hello. ${words}`)).toEqual({ from: at, to: at + 1 });
    expect(unfilled(withGap(phrases[0]!.es))).toBeDefined();
    expect(unfilled(words.replace(GAP, 'the exam'))).toBeUndefined();
    expect(unfilled('I was … not sure')).toBeUndefined();
  });

  it.each([
    ['', 0, {}, true],
    ['one line\n', 9, {}, true],
    ['and', 3, {}, false],
    ['', 0, { isComposing: true }, false],
    ['', 0, { altKey: true }, false],
    ['', 0, { ctrlKey: true }, false],
    ['', 0, { key: 'a' }, false],
  ])('is asked for by a slash in "%s" at %i with %o: %s', (draft, at, over, asks) => {
    expect(asksForPhrases(key(over), draft, at)).toBe(asks);
  });
});

describe('lines and cards', () => {
  it('says a line with its number, in the language of the chat', () => {
    expect(lineWords({ name: 'Samaritans', kind: 'talk', value: '116 123' }, 'en')).toBe('Samaritans, to talk: 116 123');
    expect(lineWords({ name: 'Emergency', kind: 'emergency', value: '112' }, 'es')).toBe('Número de emergencias allí: 112');
    expect(lineWords({ name: 'Find a helpline', kind: 'directory', value: 'https://findahelpline.com' }, 'en')).toContain('https://findahelpline.com');
  });

  it('speaks a language that it has, and English otherwise', () => {
    expect([tongueOf('es'), tongueOf('en'), tongueOf('fr'), tongueOf('toString')]).toEqual(['es', 'en', 'en', 'en']);
  });

  it('puts first what a conversation is about, and loses no card', () => {
    const sorted = cardsFor(['grief']);
    expect(sorted[0]?.card.id).toBe('grief');
    expect(sorted.filter(({ fits }) => fits)).toHaveLength(1);
    expect(sorted).toHaveLength(cards.length);
    expect(cardsFor([]).map(({ card }) => card.id)).toEqual(cards.map(({ id }) => id));
  });
});

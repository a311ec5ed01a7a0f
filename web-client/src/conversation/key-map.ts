import { habits } from './habits';
import { asksForKeys, pressed } from './keys';
import { ownSettings } from './own-settings.svelte';

/** Every act of a desk that has a key, and that key until somebody chooses another one: a letter together with Alt, or a sign alone. */
export const USUAL = {
  next: 'J',
  previous: 'K',
  offers: 'O',
  guide: 'G',
  hand: 'R',
  note: 'P',
  break: 'M',
  phrases: '/',
  list: '?',
  now: 'N',
  claim: 'A',
  apply: 'U',
  whisper: 'W',
  join: 'I',
} as const;
export type Act = keyof typeof USUAL;

/** Not those under which browsers have their menus and the field for addresses. */
export const LETTERS: readonly string[] = [...'ACGIJKLMNOPQRUWXYZ'];

/** The key of an act, undefined while it has none. */
export function keyOf(act: Act): string | undefined {
  const chosen = ownSettings.value(`key.${act}`);
  if (chosen === 'off') return undefined;
  return LETTERS.find((letter) => letter === chosen) ?? USUAL[act];
}

/** A key as it is shown and told. */
export const keyWords = (key: string): string => (LETTERS.includes(key) ? `Alt+${key}` : key);

/** The key of an act that works now, as it is shown and told; undefined where it has none, or all are off. */
export function shortcut(act: Act): string | undefined {
  const key = habits.has('keys-off') ? undefined : keyOf(act);
  return key && keyWords(key);
}

/** Does what this key is for. A slash is listened to where it may be meant: no physical key is called like a sign. */
export function actOn(event: KeyboardEvent, acts: Readonly<Partial<Record<Act, () => void>>>): void {
  if (habits.has('keys-off')) return;
  if (acts.list !== undefined && keyOf('list') === USUAL.list && asksForKeys(event)) {
    event.preventDefault();
    acts.list();
    return;
  }
  pressed(event, Object.fromEntries(Object.entries(acts).map(([act, does]) => [`Key${keyOf(act as Act)}`, does])));
}

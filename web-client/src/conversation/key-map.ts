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

/** Whether this is a Mac, as far as the browser says. */
export function isMac(): boolean {
  const { platform, userAgentData } = navigator as Navigator & { userAgentData?: { platform?: string } };
  return /^mac/i.test(userAgentData?.platform || platform);
}

/** A key as it is shown and told. */
export const keyWords = (key: string): string => (LETTERS.includes(key) ? `Alt+${key}` : key);

/** The key of an act that works now, as it is shown and told; undefined where it has none, or all are off. */
export function shortcut(act: Act): string | undefined {
  const key = habits.has('keys-off') ? undefined : keyOf(act);
  return key && keyWords(key);
}

/**
 * Does what this key is for. A slash is listened to where it may be meant: no physical key is called like a sign. A Mac has no AltGr, and browsers there may call Option so;
 * with Ctrl as well a letter types nothing, where with Option alone some begin an accent before a page can keep them from it.
 */
export function actOn(event: KeyboardEvent, acts: Readonly<Partial<Record<Act, () => void>>>): void {
  if (habits.has('keys-off')) return;
  if (acts.list !== undefined && keyOf('list') === USUAL.list && asksForKeys(event)) {
    event.preventDefault();
    acts.list();
    return;
  }
  pressed(event, Object.fromEntries(Object.entries(acts).map(([act, does]) => [`Key${keyOf(act as Act)}`, does])), isMac() ? false : undefined);
}

import { array, boolean, number, object, safeParse, string } from 'valibot';
import type { Unsent } from '../connection/outbox';

const KEY = 'porchlight.words';

/** What somebody wrote in this tab and has not sent, or of which it is not known that it arrived. */
export interface Words {
  draft: string;
  /** The first message, and whether what was said of it last is not known to have arrived. */
  note: string;
  noteOwed: boolean;
  outbox: readonly Unsent[];
}

export const NO_WORDS: Words = { draft: '', note: '', noteOwed: false, outbox: [] };

const words = object({
  draft: string(),
  note: string(),
  noteOwed: boolean(),
  outbox: array(object({ id: string(), conversation: string(), text: string(), sure: boolean(), at: number() })),
});

/** They are kept as the pass is: for this tab, until they are sent, the chat is over, or the page is left or cleared. */
export function keepWords(kept: Words): void {
  if (kept.draft === '' && kept.note === '' && !kept.noteOwed && kept.outbox.length === 0) forgetWords();
  else sessionStorage.setItem(KEY, JSON.stringify(kept));
}

export function keptWords(): Words {
  try {
    const parsed = safeParse(words, JSON.parse(sessionStorage.getItem(KEY) ?? '{}'));
    return parsed.success ? parsed.output : NO_WORDS;
  } catch {
    return NO_WORDS;
  }
}

export function forgetWords(): void {
  sessionStorage.removeItem(KEY);
}

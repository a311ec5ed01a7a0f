import { array, boolean, object, string } from 'valibot';
import type { Unsent } from '../connection/outbox';
import { TabWords, unsent } from '../connection/tab-words';

/** What somebody wrote in this tab and has not sent, or of which it is not known that it arrived. */
export interface Words {
  draft: string;
  /** The first message, and whether what was said of it last is not known to have arrived. */
  note: string;
  noteOwed: boolean;
  outbox: readonly Unsent[];
}

const NO_WORDS: Words = { draft: '', note: '', noteOwed: false, outbox: [] };

const words = object({ draft: string(), note: string(), noteOwed: boolean(), outbox: array(unsent) });

/** Words are kept until they are sent, the chat is over, or the page is left or cleared. */
export class KeptWords extends TabWords<Words> {
  constructor(place: string, tabKey: string) {
    super(place, tabKey, words, NO_WORDS);
  }

  override keep(kept: Words | undefined): void {
    const nothing = kept === undefined || (kept.draft === '' && kept.note === '' && !kept.noteOwed && kept.outbox.length === 0);
    super.keep(nothing ? undefined : kept);
  }
}

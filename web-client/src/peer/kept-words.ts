import { array, object, string } from 'valibot';
import type { Pending, Unsent } from '../connection/outbox';
import { TabWords, unsent } from '../connection/tab-words';

/** Under which name they lie in the tab. */
export const SHIFT_WORDS = 'porchlight.shift';

/** What a peer wrote in this tab and has not sent, or of which it is not known that it arrived, in conversations that go on. */
export interface ShiftWords {
  /** What was begun in each: for its seeker, and as a note for supervisors. */
  drafts: readonly { conversation: string; draft: string; note: string }[];
  outbox: readonly Unsent[];
  /** Notes for supervisors. */
  notes: readonly Unsent[];
}

const NO_WORDS: ShiftWords = { drafts: [], outbox: [], notes: [] };

const words = object({
  drafts: array(object({ conversation: string(), draft: string(), note: string() })),
  outbox: array(unsent),
  notes: array(unsent),
});

/** Words are kept until they are sent, their conversation is over or is another peer's, or somebody signs out. */
export class KeptWords extends TabWords<ShiftWords> {
  constructor(tabKey: string) {
    super(SHIFT_WORDS, tabKey, words, NO_WORDS);
  }

  override keep(kept: ShiftWords): void {
    super.keep(kept.drafts.length === 0 && kept.outbox.length === 0 && kept.notes.length === 0 ? undefined : kept);
  }
}

/** What was not taken goes only when its writer says so again: a page that is loaded anew has it in the field. */
export const notTaken = ({ state }: Pending): boolean => state.is === 'refused' || state.is === 'returned';

export const toSend = (pending: readonly Pending[]): Unsent[] =>
  pending.filter((each) => !notTaken(each)).map(({ id, conversation, text, sure, at }) => ({ id, conversation, text, sure, at }));

export const joined = (...texts: string[]): string => texts.filter((each) => each.trim() !== '').join('\n');

import { array, type InferOutput, number, object, string } from 'valibot';

const closingNote = object({ at: number(), by: string(), text: string() });
/** What a supervisor noted when they closed a flag. */
export type ClosingNote = InferOutput<typeof closingNote>;
export const closingNotes = array(closingNote);

const followUp = object({ id: string(), conversation: string(), owner: object({ id: string(), name: string() }), by: string(), at: number() });
/** Something that somebody looks after, since a flag was closed. */
export type FollowUp = InferOutput<typeof followUp>;
export const followUps = array(followUp);

/** What follows flags that were closed, over the cookie of the desk (G51 of the protocol). */
export interface FollowUpSource {
  followUps(): Promise<FollowUp[]>;
  /** It is looked after; `done`, or why not. */
  followedUp(id: string): Promise<string>;
}

import { array, type InferOutput, nullish, number, object, string } from 'valibot';
import type { Having } from './left';

const closingNote = object({ at: number(), by: string(), text: string() });
/** What a supervisor noted when they closed a flag. */
export type ClosingNote = InferOutput<typeof closingNote>;
export const closingNotes = array(closingNote);

const closedFlag = object({ raisedAt: number(), reasons: array(string()), at: number(), by: string(), said: string() });
/** A flag that a supervisor closed, with what was seen; `said` is what they said of it, in codes. */
export type ClosedFlag = InferOutput<typeof closedFlag>;
export const closedFlags = array(closedFlag);

const followUp = object({ id: string(), conversation: string(), owner: object({ id: string(), name: string() }), before: nullish(string()), by: string(), at: number() });
/** Something that somebody looks after, since a flag was closed; `before` is the name of who did until it was taken over. */
export type FollowUp = InferOutput<typeof followUp>;
export const followUps = array(followUp);

/** What follows flags that were closed, over the cookie of the desk (G51 of the protocol). */
export interface FollowUpSource {
  followUps(): Promise<FollowUp[]>;
  /** It is looked after; `done`, or why not. */
  followedUp(id: string): Promise<string>;
  /** Looks after it in the place of whoever does, unless another was first. */
  takeFollowUp(follow: FollowUp): Promise<Having>;
}

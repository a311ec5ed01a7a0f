import { array, boolean, type InferOutput, nullish, number, object, picklist, string } from 'valibot';

export const opens = array(
  object({
    kind: picklist(['flag', 'conversation', 'block', 'passing', 'ask', 'debrief', 'follow-up']),
    id: string(),
    seeker: nullish(string()),
    peer: nullish(string()),
    lane: nullish(picklist(['now', 'soon'])),
    why: nullish(string()),
    held: boolean(),
    deleteAsked: boolean(),
    has: nullish(string()),
    what: nullish(picklist(['talk', 'off', 'unwell'])),
  }),
);
/** Something that whoever comes next has to know of, told without anybody's words. */
export type StillOpen = InferOutput<typeof opens>[number];

export const leftShift = object({ id: string(), from: object({ id: string(), name: string() }), at: number(), until: number(), note: string(), open: opens });
/** What a supervisor who went left for the next one; moments in milliseconds. */
export type LeftShift = InferOutput<typeof leftShift>;

/** What came of saying "I have it": `taken` by somebody else. */
export type Having = { is: 'done' | 'gone' | 'trouble' } | { is: 'taken'; by: string };

/** Where shifts are left, over the cookie of the desk (G15 of the protocol). */
export interface ShiftSource {
  /** What supervisors who went left, and nobody has yet. */
  leftShifts(): Promise<LeftShift[]>;
  /** What is open now, as it would be left. */
  shiftDraft(): Promise<StillOpen[]>;
  /** Leaves what is open, and a note; `done`, or why not. */
  leaveShift(note: string): Promise<string>;
  /** Has what somebody left, unless another was first. */
  haveShift(shift: LeftShift): Promise<Having>;
}

import { array, boolean, type InferOutput, nullish, number, object, optional, picklist, string } from 'valibot';

/** What a peer can ask the supervisors for on their own behalf. */
const WHATS = ['talk', 'off', 'unwell'] as const;
export type CareWhat = (typeof WHATS)[number];

export const ownCare = object({
  asked: nullish(object({ what: picklist(WHATS), at: number(), by: nullish(string()) })),
  thanks: array(object({ at: number(), by: string() })),
  how: nullish(number()),
  beside: nullish(string()),
  debrief: nullish(number()),
  breakDue: optional(boolean(), false),
  /** Neither is there while what is recorded cannot be asked. */
  supervised: optional(boolean()),
  topics: optional(array(string())),
});
/** What a peer asked for, who has seen it, the thanks that came, since when somebody should talk something over with them, whether it is time for a break, whether a supervisor should be beside them, and what is recorded that they have lived; moments in milliseconds. */
export type OwnCareLook = InferOutput<typeof ownCare>;

export const tonight = object({ peers: array(string()), supervisors: array(string()), waiting: nullish(number()), longestMinutes: nullish(number()) });
/** Who is here, by name; and the line, for those who are told. */
export type Tonight = InferOutput<typeof tonight>;

/** Where a peer asks for themselves, over the cookie of the desk (G30 and G32 of the protocol). */
export interface CareSource {
  ownCare(): Promise<OwnCareLook>;
  tonight(): Promise<Tonight>;
  /** Asks, or takes it back with `none`; `done`, or why not. */
  askFor(what: CareWhat | 'none'): Promise<string>;
  /** Says how one is tonight, from 1 to 5; `done`, or why not. */
  sayHow(how: number): Promise<string>;
}

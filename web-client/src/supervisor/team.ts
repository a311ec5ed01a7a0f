import { array, boolean, type InferOutput, nullish, number, object, picklist, string } from 'valibot';
import type { Having } from './left';

export const team = object({
  asks: array(object({ id: string(), name: string(), what: picklist(['talk', 'off', 'unwell']), at: number() })),
  team: array(object({ id: string(), name: string(), restsUntil: nullish(number()), lastBreak: nullish(number()), hard: boolean(), breakDue: boolean(), supervised: boolean(), had: nullish(number()), beside: nullish(object({ id: string(), name: string() })) })),
  how: nullish(number()),
  debriefs: array(object({ id: string(), name: string(), at: number() })),
});
/** What peers asked for on their own behalf and nobody has seen, how those on duty are, what peers say of tonight from 1 to 5 where enough of them do, and with whom somebody should talk over what was hard; moments in milliseconds. */
export type TeamLook = InferOutput<typeof team>;
export type TeamAsk = TeamLook['asks'][number];
export type TeamPeer = TeamLook['team'][number];
export type TeamDebrief = TeamLook['debriefs'][number];

/** Where a supervisor looks after the team, over the cookie of the desk (G31 and G160 of the protocol). */
export interface TeamSource {
  team(): Promise<TeamLook>;
  /** Has seen what a peer asked for, unless another was first. */
  seen(ask: TeamAsk): Promise<Having>;
  /** Is beside a peer from now on, or not any more, unless another was first. */
  beside(peer: string, on: boolean): Promise<Having>;
  /** Has talked with a peer over what was hard, unless another was first. */
  debriefed(debrief: TeamDebrief): Promise<Having>;
  /** Thanks a peer; `done`, or why not. */
  thank(peer: string): Promise<string>;
}

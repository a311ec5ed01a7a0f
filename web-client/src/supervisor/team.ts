import { array, boolean, type InferOutput, nullish, number, object, picklist, string } from 'valibot';
import type { Having } from './left';

export const team = object({
  asks: array(object({ id: string(), name: string(), what: picklist(['talk']), at: number() })),
  team: array(object({ id: string(), name: string(), restsUntil: nullish(number()), lastBreak: nullish(number()), hard: boolean(), breakDue: boolean() })),
});
/** What peers asked for on their own behalf and nobody has seen, and how those on duty are; moments in milliseconds. */
export type TeamLook = InferOutput<typeof team>;
export type TeamAsk = TeamLook['asks'][number];
export type TeamPeer = TeamLook['team'][number];

/** Where a supervisor looks after the team, over the cookie of the desk (G31 of the protocol). */
export interface TeamSource {
  team(): Promise<TeamLook>;
  /** Has seen what a peer asked for, unless another was first. */
  seen(ask: TeamAsk): Promise<Having>;
  /** Thanks a peer; `done`, or why not. */
  thank(peer: string): Promise<string>;
}

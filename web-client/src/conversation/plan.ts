import type { Carried, PlanOfBoth } from '../protocol/frames';
import type { Values } from '../words/say';
import type { BackKey } from '../words/say-back';
import type { DeskKey } from '../words/say-desk';

/** How many steps a plan may have, and how many characters each. */
export const STEPS_MOST = 5;
export const STEP_MOST = 120;

/** What is said about a plan, to the seeker and at the desk, each out of a book of their own. */
export type PlanSay = (key: BackKey & DeskKey & `plan.${string}`, values?: Values) => string;

/** Steps as they are kept: one that nothing was written in is none. */
export const stepsIn = (fields: readonly string[]): string[] => fields.map((step) => step.normalize('NFC').trim()).filter((step) => step !== '');

/** Whether they are the same steps in the same order. */
export const sameSteps = (some: readonly string[], others: readonly string[]): boolean => some.length === others.length && some.every((step, index) => step === others[index]);

/** What a seeker brought, at the desk: with the plan as it is by now, or without where it stands beside it to be changed. None where nothing would stand on it. */
export function cardBeside(card: Carried | undefined, now: PlanOfBoth | undefined, beside: boolean): Carried | undefined {
  if (card === undefined) return undefined;
  const plan = now === undefined ? (card.plan ?? []) : beside ? [] : now.plan;
  return card.text === '' && card.help === undefined && plan.length === 0 ? undefined : { ...card, plan };
}

import { array, boolean, exactOptional, type InferOutput, nullish, number, object, parse, string } from 'valibot';
import { language } from '../words/language.svelte';

const line = object({
  subject: string(),
  category: nullish(string()),
  mode: nullish(string()),
  right: number(),
  wrong: number(),
  precision: nullish(number()),
  review: boolean(),
  weeks: array(object({ week: string(), right: number(), wrong: number() })),
});
const report = object({
  precision: object({
    from: string(),
    reviewBelow: number(),
    reviewFrom: number(),
    rules: array(line),
    categories: array(line),
    outcomes: array(object({ outcome: string(), times: number() })),
  }),
  policySince: exactOptional(string()),
  policyProblem: nullish(string()),
});

export type PrecisionLine = InferOutput<typeof line>;
export type PrecisionReport = InferOutput<typeof report>;

/** How often flags were right, over the cookie of the desk. */
export async function fetchPrecision(weeks: number): Promise<PrecisionReport> {
  const answer = await fetch(`/api/staff/precision?weeks=${weeks}`);
  if (!answer.ok) throw new Error(`status: ${answer.status} (expected: 200)`);
  return parse(report, await answer.json());
}

/** A share as people read it. */
export const percent = (share: number): string => new Intl.NumberFormat(language.now, { style: 'percent' }).format(share);

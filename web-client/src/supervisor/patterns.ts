import { array, type InferOutput, object, parse, picklist, string } from 'valibot';

const answer = object({ people: array(object({ id: string(), name: string(), patterns: array(picklist(['declines', 'reports', 'sudden_ends'])) })) });

/** A peer and what is noticed about them; there are no figures. */
export type Noticed = InferOutput<typeof answer>['people'][number];

/** Peers whom somebody may want to talk with, over the cookie of the desk (G17 of the protocol). */
export async function fetchPatterns(): Promise<Noticed[]> {
  const came = await fetch('/api/staff/patterns');
  if (!came.ok) throw new Error(`status: ${came.status} (expected: 200)`);
  return parse(answer, await came.json()).people;
}

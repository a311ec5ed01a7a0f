import { array, boolean, exactOptional, fallback, type InferOutput, literal, number, object, optional, record, safeParse, string } from 'valibot';

const line = object({
  name: string(),
  kind: string(),
  value: string(),
  hours: exactOptional(string()),
  free: exactOptional(boolean()),
  /** `youth` or `adult`, where it is not for everybody. */
  audience: exactOptional(string()),
  languages: exactOptional(array(string())),
  /** What else there is to know of it, in the languages of the pages. */
  note: exactOptional(record(string(), string())),
  checkedOn: exactOptional(string()),
});

const region = object({ id: string(), name: string(), lines: array(line) });

const TOPICS = [
  'loneliness',
  'grief',
  'anxiety',
  'relationships',
  'family',
  'work',
  'money',
  'illness',
  'identity',
  'substance-use',
  'self-harm',
  'suicidal-thoughts',
  'just-talk',
];

/** Everything that the check-in may ask. */
const QUESTIONS = ['upset', 'hope', 'alone', 'next', 'heard'];

/**
 * What the server writes into the page when it serves it: the settings that are in force and the numbers to call. It must hold when the network is gone, so nothing in it is
 * asked for later. A field that is missing or broken takes its safe value and takes no other field with it.
 */
const start = object({
  minAge: fallback(optional(number(), 18), 18),
  noticeVersion: fallback(optional(number(), 1), 1),
  days: fallback(optional(number(), 7), 7),
  flagDays: fallback(optional(number(), 30), 30),
  threadDays: fallback(optional(number(), 90), 90),
  limitMinutes: fallback(optional(number(), 50), 50),
  languages: fallback(optional(array(string()), ['en']), ['en']),
  topics: fallback(optional(array(string()), TOPICS), TOPICS),
  /** Sentences in the house's own words. */
  words: fallback(optional(record(string(), object({ en: string(), es: string() })), {}), {}),
  questions: fallback(optional(array(string()), QUESTIONS), QUESTIONS),
  region: fallback(optional(string(), ''), ''),
  exitSite: fallback(optional(string(), 'https://www.bbc.co.uk/weather'), 'https://www.bbc.co.uk/weather'),
  exitSites: fallback(optional(record(string(), string()), {}), {}),
  regions: fallback(optional(array(region), []), []),
});

export type Start = InferOutput<typeof start>;
export type Region = InferOutput<typeof region>;
export type CallLine = InferOutput<typeof line>;

/** Reads the start block of a page; an empty or broken one yields the safe values. */
export function readStart(text: string | null | undefined): Start {
  let json: unknown;
  try {
    json = JSON.parse(text ?? '{}');
  } catch {
    json = {};
  }
  const parsed = safeParse(start, json);
  if (parsed.success) return parsed.output;
  const safe = safeParse(start, {});
  if (!safe.success) throw new Error('the safe values of the start block do not fit its own shape');
  return safe.output;
}

const changedNotice = object({ reason: literal('notice_changed'), notice: object({ minAge: number(), noticeVersion: number(), days: number(), flagDays: number() }) });

/** What the notice says by now, out of a refusal that says so; undefined out of any other. */
export function readNotice(refusal: unknown): Pick<Start, 'minAge' | 'noticeVersion' | 'days' | 'flagDays'> | undefined {
  const parsed = safeParse(changedNotice, refusal);
  return parsed.success ? parsed.output.notice : undefined;
}

export function startOfPage(): Start {
  return readStart(document.getElementById('start')?.textContent);
}

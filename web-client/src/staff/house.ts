import type { HouseRules, HouseWanted } from './account';

/** What cannot be, in the order of the fields of the form. */
export type HouseFault = 'zone' | 'hours' | 'lead' | 'policy' | 'onCall' | 'onCallPhone' | 'topics';

/** What will be another thing for seekers. */
export type HouseChange = 'hours' | 'supervisor_on' | 'supervisor_off' | 'days' | 'minors_on' | 'minors_off' | 'topics' | 'notice';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

/** When somebody is usually there on a day; it ends on the next day where it does not end later than it begins. */
export interface Span {
  day: Day;
  from: string;
  until: string;
}

export const MOST_SPANS = 21;
export const ADULT = 18;
export const YOUNGEST = 16;

const WORDS = String.raw`[\p{L}\p{M}\p{N}\p{P}\p{Zs}+=~]`;
const LEAD = new RegExp(`^${WORDS}{1,60}$`, 'u');
const POLICY = new RegExp(`^${WORDS}{1,200}$`, 'u');
const PHONE = /^[+(]?\d[\d ()./-]{1,28}\d$/;
const SPAN = /^(mon|tue|wed|thu|fri|sat|sun) (\d\d:\d\d)-(\d\d:\d\d)$/;
const TIME = /^\d\d:\d\d$/;

export function spansOf(hours: readonly string[]): Span[] {
  return hours.flatMap((each) => {
    const found = SPAN.exec(each);
    return found ? [{ day: found[1] as Day, from: found[2]!, until: found[3]! }] : [];
  });
}

export function hoursOf(spans: readonly Span[]): string[] {
  return DAYS.flatMap((day) => spans.filter((span) => span.day === day).map(({ from, until }) => `${day} ${from}-${until}`).sort());
}

/** Whether every line says from when to when. */
export const isWhole = (spans: readonly Span[]): boolean => spans.every(({ from, until }) => TIME.test(from) && TIME.test(until));

/** What is sent. Nobody's name goes along where nobody under age may come in. */
export function asSent(wanted: HouseWanted): HouseWanted {
  const young = wanted.minAge < ADULT;
  return { ...wanted, zone: wanted.zone.trim(), lead: young ? wanted.lead.trim() : '', policy: young ? wanted.policy.trim() : '', onCall: wanted.onCall.trim(), onCallPhone: wanted.onCallPhone.trim() };
}

/** Which time zones there are is for the server to say; days are chosen from lists. */
export function faultsOf(wanted: HouseWanted, spans: readonly Span[]): HouseFault[] {
  const { zone, minAge, lead, policy, onCall, onCallPhone } = asSent(wanted);
  const faults: HouseFault[] = [];
  if (zone === '') faults.push('zone');
  if (spans.length > MOST_SPANS || !isWhole(spans)) faults.push('hours');
  if (minAge < ADULT && !LEAD.test(lead)) faults.push('lead');
  if (minAge < ADULT && !POLICY.test(policy)) faults.push('policy');
  // A name without a number is nobody to call, and a number alone says not whom.
  const called = onCall !== '' || onCallPhone !== '';
  if (called && !LEAD.test(onCall)) faults.push('onCall');
  if (called && !PHONE.test(onCallPhone)) faults.push('onCallPhone');
  if (wanted.topics.length === 0) faults.push('topics');
  return faults;
}

/** What saving means for seekers; nothing where nothing of it is another thing. */
export function changesOf(before: HouseRules, wanted: HouseWanted): HouseChange[] {
  const changes: HouseChange[] = [];
  if (wanted.zone.trim() !== before.zone || wanted.hours.join() !== before.hours.join()) changes.push('hours');
  if (wanted.requireSupervisor !== before.requireSupervisor) changes.push(wanted.requireSupervisor ? 'supervisor_on' : 'supervisor_off');
  const otherDays = wanted.days !== before.days || wanted.flagDays !== before.flagDays;
  if (otherDays) changes.push('days');
  if (wanted.minAge !== before.minAge) changes.push(wanted.minAge < ADULT ? 'minors_on' : 'minors_off');
  if ([...wanted.topics].sort().join() !== [...before.topics].sort().join()) changes.push('topics');
  if (otherDays || wanted.minAge !== before.minAge) changes.push('notice');
  return changes;
}

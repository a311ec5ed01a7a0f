import { array, type InferOutput, nullish, number, object, picklist, string } from 'valibot';
import { say } from '../words/say';
import { sayDesk } from '../words/say-desk';

export const WHATS = ['pause', 'cap', 'extend', 'standby', 'numbers'] as const;
export const REASONS = ['many', 'few', 'incident', 'technical', 'planned'] as const;
export type What = (typeof WHATS)[number];
export type Reason = (typeof REASONS)[number];

/** For how long, in minutes. */
export const LASTS = [15, 30, 60, 120, 240] as const;
export const MOST_WAITING = 500;

export const controls = object({
  controls: array(object({ id: string(), what: picklist(WHATS), most: nullish(number()), reason: picklist(REASONS), by: nullish(string()), since: number(), until: number() })),
});
/** What a supervisor does about the line for a while; moments in milliseconds. */
export type Control = InferOutput<typeof controls>['controls'][number];

export interface WantedControl {
  what: What;
  most?: number;
  reason: Reason;
  minutes: number;
}

/** Where the line is looked after, over the cookie of the desk (G22 of the protocol). */
export interface ControlSource {
  /** What is on now, the oldest first. */
  controls(): Promise<Control[]>;
  /** Puts one on; `done`, or why not. */
  control(wanted: WantedControl): Promise<string>;
  /** Ends one before its time; `done`, or why not. */
  endControl(id: string): Promise<string>;
}

const WHAT: Record<What, () => string> = {
  pause: () => sayDesk('queue.pause'),
  cap: () => sayDesk('queue.cap'),
  extend: () => sayDesk('queue.extend'),
  standby: () => sayDesk('queue.standby'),
  numbers: () => sayDesk('queue.numbers'),
};
const WHY: Record<What, () => string> = {
  pause: () => sayDesk('queue.pause_why'),
  cap: () => sayDesk('queue.cap_why'),
  extend: () => sayDesk('queue.extend_why'),
  standby: () => sayDesk('queue.standby_why'),
  numbers: () => sayDesk('queue.numbers_why'),
};
const REASON: Record<Reason, () => string> = {
  many: () => sayDesk('queue.many'),
  few: () => sayDesk('queue.few'),
  incident: () => sayDesk('queue.incident'),
  technical: () => sayDesk('queue.technical'),
  planned: () => sayDesk('queue.planned'),
};

export const kindWords = (what: What): string => WHAT[what]();
export const meansWords = (what: What): string => WHY[what]();
export const reasonWords = (reason: Reason): string => REASON[reason]();

export function controlWords({ what, most }: Pick<Control, 'what' | 'most'>): string {
  return what === 'cap' && most != null ? sayDesk('queue.cap_at', { n: most }) : kindWords(what);
}

/** What people who come read then, exactly; empty where they read nothing else. */
export function seekerWords(what: What): string {
  if (what === 'numbers') return say('landing.numbers');
  return what === 'pause' || what === 'cap' ? say('landing.full') : '';
}

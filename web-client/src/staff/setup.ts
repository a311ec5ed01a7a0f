import { array, boolean, type InferOutput, nullish, number, object, picklist, string } from 'valibot';
import { sayDesk, type DeskKey } from '../words/say-desk';

const STEPS = ['hours', 'lines', 'coordinators', 'supervisors', 'peers', 'demo', 'ages', 'notice', 'danger', 'ip_logs'] as const;
export type SetupWhat = (typeof STEPS)[number];
const made = object({ at: number(), by: nullish(string()) });

export const setup = object({
  required: boolean(),
  notice: number(),
  steps: array(object({ what: picklist(STEPS), done: boolean(), confirm: boolean(), count: nullish(number()), said: nullish(made) })),
  opened: nullish(made),
});
/** What is left before the house opens, and that somebody opened it; moments in milliseconds. */
export type SetupLook = InferOutput<typeof setup>;
export type SetupStep = SetupLook['steps'][number];

/** The sheets of the desk on which a step is done. */
export type SetupPlace = 'house' | 'people' | 'lines' | 'rota';

const WORDS: Record<SetupWhat, DeskKey> = {
  hours: 'setup.hours',
  lines: 'setup.lines',
  coordinators: 'setup.coordinators',
  supervisors: 'setup.supervisors',
  peers: 'setup.peers',
  demo: 'setup.demo',
  ages: 'setup.ages',
  notice: 'setup.notice',
  danger: 'setup.danger',
  ip_logs: 'setup.ip_logs',
};
const PLACES: Partial<Record<SetupWhat, SetupPlace>> = { hours: 'house', ages: 'house', lines: 'lines', coordinators: 'people', supervisors: 'rota', peers: 'people', demo: 'people' };
const SAYS: Partial<Record<SetupWhat, DeskKey>> = { notice: 'setup.notice_confirm', danger: 'setup.danger_confirm', ip_logs: 'admin.iplogs' };

export const stepWords = (what: SetupWhat): string => sayDesk(WORDS[what]);
/** Where it is done; undefined where a person says so here. */
export const placeOf = (what: SetupWhat): SetupPlace | undefined => PLACES[what];
/** What whoever confirms it says. */
export function confirmWords(what: SetupWhat): string {
  const key = SAYS[what];
  return key === undefined ? '' : sayDesk(key);
}

/** More about a step that is left: how many there are, or that what was confirmed counts no more. */
export function moreWords({ what, done, count, said }: SetupStep): string {
  if (done) return '';
  if (what === 'lines') return sayDesk('setup.lines_n', { n: count ?? 0 });
  if (what === 'demo') return sayDesk('setup.demo_n', { n: count ?? 0 });
  return what === 'notice' && said ? sayDesk('setup.notice_lapsed') : '';
}

export const leftOf = ({ steps }: SetupLook): number => steps.filter(({ done }) => !done).length;

/** What coordinators read above the desk while the chat waits for them; empty otherwise. */
export function waitsWords(look: SetupLook): string {
  if (!look.required || look.opened) return '';
  const n = leftOf(look);
  if (n === 0) return sayDesk('setup.ready');
  return n === 1 ? sayDesk('admin.not_open_one') : sayDesk('admin.not_open', { n });
}

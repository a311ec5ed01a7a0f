import { language } from '../../words/language.svelte';
import { say } from '../../words/say';
import type { Region, Start } from '../start';

/** The parts of a crisis line that a page shows. */
export interface Line {
  readonly name: string;
  readonly kind: string;
  readonly value: string;
  /** `youth` or `adult`; anything else is for everybody. */
  readonly audience?: string;
  /** `day and night` where it is always. */
  readonly hours?: string;
  /** The codes of those in which it answers; none where they are not known. */
  readonly languages?: readonly string[];
}

/** What happens when somebody taps the line: a call, a text message, or a page; undefined when it is not something to tap. */
export function href({ kind, value }: Pick<Line, 'kind' | 'value'>): string | undefined {
  if (/^https:\/\//.test(value)) return value;
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/i.test(value)) return `https://${value}`;
  const number = value.match(/\+?\d[\d\s-]*$/)?.[0].replace(/[\s-]/g, '');
  if (number === undefined) return undefined;
  return kind === 'text' ? `sms:${number}` : `tel:${number}`;
}

/**
 * Emergency first, then talk, text, chat, directory; of each, what answers in the language of the page comes first and what is known not to comes last. The order of the rows
 * otherwise stays. For somebody young what is for them comes before that, what is for adults after it. Nothing is left out.
 */
export function inOrder<L extends Line>(lines: readonly L[], young = false): L[] {
  const order = ['emergency', 'talk', 'text', 'chat', 'directory'];
  const rank = (line: L) => (order.includes(line.kind) ? order.indexOf(line.kind) : order.length);
  const whom = ({ kind, audience }: L) => (!young || kind === 'emergency' ? 0 : audience === 'youth' ? 1 : audience === 'adult' ? 3 : 2);
  const answers = ({ languages = [] }: Line) => (languages.length === 0 ? 1 : languages.includes(language.now) ? 0 : 2);
  return [...lines].sort((one, other) => whom(one) - whom(other) || rank(one) - rank(other) || answers(one) - answers(other));
}

/** The languages in which it answers, in that of the page; empty where they are not known. */
export function tongues({ languages = [] }: Pick<Line, 'languages'>): string {
  const names = new Intl.DisplayNames(language.now, { type: 'language' });
  return new Intl.ListFormat(language.now).format(languages.map((each) => names.of(each) ?? each));
}

/** A region in the language of the page, where its id is that of a country or says that it is none of those named; else by its own name. */
export function regionName({ id, name }: Pick<Region, 'id' | 'name'>): string {
  if (id === 'elsewhere') return say('help.elsewhere');
  return (id.length === 2 && new Intl.DisplayNames(language.now, { type: 'region', fallback: 'none' }).of(id.toUpperCase())) || name;
}

/** Whether somebody young can be told that these are there day and night: there is a line for them, and every line is always there. */
export function alwaysForYoung(lines: readonly Line[]): boolean {
  return lines.some((each) => each.audience === 'youth') && lines.every((each) => each.kind === 'emergency' || each.hours === 'day and night');
}

/** The region that is chosen, or `elsewhere` where that is not offered any more; else the one the page was served for, or the first; undefined when there is none. */
export function regionOf({ regions, region }: Start, chosen: string): Region | undefined {
  const of = (wanted: string) => regions.find(({ id }) => id === wanted);
  return of(chosen) ?? of(chosen && 'elsewhere') ?? of(region) ?? regions[0];
}

/** What stands for `{emergency}` and `{line}` in sentences. */
export function calls(region: Region | undefined): { emergency: string | undefined; line: string | undefined } {
  const emergency = region?.lines.find((each) => each.kind === 'emergency');
  const talks = inOrder(region?.lines ?? []).filter((each) => each.kind === 'talk');
  const talk = talks.find((each) => each.audience !== 'youth') ?? talks[0];
  return {
    emergency: emergency?.value,
    line: talk && (talk.name.includes(talk.value) ? talk.name : `${talk.name} (${talk.value})`),
  };
}

/** What we cannot do for somebody in danger, and who can. */
export function dangerWords({ emergency = say('help.emergency_first'), line }: ReturnType<typeof calls>): string {
  return `${say('danger.cannot')} ${line === undefined ? say('danger.can_one', { emergency }) : say('danger.can', { emergency, line })}`;
}

/** The word for how one gets through: two lines of one service are told apart by it. */
export function way(kind: string): 'help.text' | 'help.chat' | 'help.page' | 'help.call' {
  return kind === 'text' ? 'help.text' : kind === 'chat' ? 'help.chat' : kind === 'directory' ? 'help.page' : 'help.call';
}

/** A page opens beside ours: a chat would go with the page that it took the place of. */
export function opensIn(line: Pick<Line, 'kind' | 'value'>): '_blank' | undefined {
  return href(line)?.startsWith('https') ? '_blank' : undefined;
}

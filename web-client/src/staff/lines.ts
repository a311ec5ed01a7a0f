import type { House, HouseLine, HouseRegion, LineText } from './account';

/** What cannot be, in the order of the lines of the form. */
export type LineFault = 'name' | 'value' | 'hours' | 'note_en' | 'note_es' | 'source';

/** In which languages a line is said to answer: those that are spoken where there are lines. */
export const TONGUES = ['en', 'es', 'ar', 'ca', 'cy', 'eu', 'fr', 'ga', 'gl', 'mi', 'pt', 'zh'];

/** What stands in the data for it; pages say it in their own language. */
export const ALWAYS = 'day and night';

const WORDS = String.raw`[\p{L}\p{M}\p{N}\p{P}\p{Zs}+]`;
const NAME = new RegExp(`^${WORDS}{1,60}$`, 'u');
const REMARK = new RegExp(`^${WORDS}{0,80}$`, 'u');
const DIGITS = '[+]?[0-9](?:[ -]?[0-9]){1,19}';
const NUMBER = new RegExp(`^${DIGITS}$`);
const SHORT_CODE = new RegExp(String.raw`^(?:[\p{L}\p{M}]{1,20} to )?${DIGITS}$`, 'u');
const LONGEST_LINK = 200;

export function isHttps(link: string): boolean {
  return link.length <= LONGEST_LINK && /^https:\/\/[\x21-\x7e]+$/.test(link) && URL.canParse(link) && new URL(link).username === '';
}

/** What is sent. */
export function asSent(line: LineText): LineText {
  const { name, value, hours, note, source } = line;
  return { ...line, name: name.trim(), value: value.trim(), hours: hours.trim(), note: { en: note.en.trim(), es: note.es.trim() }, source: source.trim() };
}

export function faultsOf(line: LineText): LineFault[] {
  const { name, kind, value, hours, note, source } = asSent(line);
  const faults: LineFault[] = [];
  if (!NAME.test(name)) faults.push('name');
  if (!(kind === 'chat' ? isHttps(value) : (kind === 'text' ? SHORT_CODE : NUMBER).test(value))) faults.push('value');
  if (!REMARK.test(hours)) faults.push('hours');
  if (!REMARK.test(note.en)) faults.push('note_en');
  if (!REMARK.test(note.es)) faults.push('note_es');
  if (!isHttps(source)) faults.push('source');
  return faults;
}

export function dueIn({ lines }: HouseRegion): number {
  return lines.filter(({ due }) => due).length;
}

const EVERYWHERE = 'elsewhere';

/** What a region has no line of; where nobody says which country they are in there is none that could be had. */
export function missingIn({ id, lines }: HouseRegion): ('emergency' | 'talk' | 'youth')[] {
  if (id === EVERYWHERE) return [];
  const kinds = (['emergency', 'talk'] as const).filter((kind) => !lines.some((line) => line.kind === kind));
  return lines.some(({ audience }) => audience === 'youth') ? kinds : [...kinds, 'youth'];
}

/** The regions as they are looked at: what is due comes first, and otherwise nothing moves. */
export function dueFirst({ regions }: House): HouseRegion[] {
  const last = (due: boolean) => (due ? 0 : 1);
  const byDue = (one: HouseLine, other: HouseLine) => last(one.due) - last(other.due);
  return regions.map((region) => ({ ...region, lines: [...region.lines].sort(byDue) })).sort((one, other) => last(dueIn(one) > 0) - last(dueIn(other) > 0));
}

/** What seekers of a region see once somebody has confirmed what is being written: at the place of the line that it changes, or at the end. */
export function previewOf({ lines }: HouseRegion, before: HouseLine | undefined, wanted: LineText): LineText[] {
  const draft = asSent(wanted);
  const drafts = draft.name === '' && draft.value === '' ? [] : [draft];
  const same = (line: LineText) => line.name === draft.name && line.kind === draft.kind && line.value === draft.value;
  const after = lines.flatMap<LineText>((line) => (line.id === before?.id ? drafts : same(line) ? [] : [line]));
  return before ? after : [...after, ...drafts];
}

/** The name of a site, for a link that is long. */
export function siteOf(link: string): string {
  return URL.canParse(link) ? new URL(link).host.replace(/^www\./, '') : link;
}

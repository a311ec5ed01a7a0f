import type { Region, Start } from '../start';

/** The parts of a crisis line that a page shows. */
export interface Line {
  readonly name: string;
  readonly kind: string;
  readonly value: string;
}

/** What happens when somebody taps the line: a call, a text message, or a page; undefined when it is not something to tap. */
export function href({ kind, value }: Line): string | undefined {
  if (/^https:\/\//.test(value)) return value;
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/i.test(value)) return `https://${value}`;
  const number = value.match(/\+?\d[\d\s-]*$/)?.[0].replace(/[\s-]/g, '');
  if (number === undefined) return undefined;
  return kind === 'text' ? `sms:${number}` : `tel:${number}`;
}

/** Emergency first, then talk, text, chat, directory; the order of the rows otherwise stays. */
export function inOrder<L extends Line>(lines: readonly L[]): L[] {
  const order = ['emergency', 'talk', 'text', 'chat', 'directory'];
  const rank = (line: L) => (order.includes(line.kind) ? order.indexOf(line.kind) : order.length);
  return [...lines].sort((one, other) => rank(one) - rank(other));
}

/** The region that is chosen, or else the one the page was served for, or else the first; undefined when there is none. */
export function regionOf(start: Start, chosen: string): Region | undefined {
  return start.regions.find((each) => each.id === chosen) ?? start.regions.find((each) => each.id === start.region) ?? start.regions[0];
}

/** What stands for `{emergency}` and `{line}` in sentences. */
export function calls(region: Region | undefined): { emergency: string | undefined; line: string | undefined } {
  const emergency = region?.lines.find((each) => each.kind === 'emergency');
  const talk = region?.lines.find((each) => each.kind === 'talk');
  return {
    emergency: emergency?.value,
    line: talk && (talk.name.includes(talk.value) ? talk.name : `${talk.name} (${talk.value})`),
  };
}

/** The word for how one gets through: two lines of one service are told apart by it. */
export function way(kind: string): 'help.text' | 'help.chat' | 'help.call' {
  if (kind === 'text') return 'help.text';
  return kind === 'chat' || kind === 'directory' ? 'help.chat' : 'help.call';
}

import type { Stepped } from '../protocol/frames';
import type { Line } from './talk.svelte';

/** Something beside the messages that only some may see, placed by its time. */
export interface Aside {
  readonly key: string;
  readonly at: number;
  readonly by: string;
  /** A note of the peer's, for supervisors. */
  readonly note?: boolean;
  readonly text: string;
  /** Why it did not arrive, or that it is on its way; nothing when it is where it should be. */
  readonly state?: 'sending' | 'refused';
}

export type Entry =
  | { readonly is: 'line'; readonly key: string; readonly line: Line }
  | { readonly is: 'step'; readonly key: string; readonly step: Stepped }
  | { readonly is: 'aside'; readonly key: string; readonly aside: Aside };

/** Everything that a log shows, in order: each step behind its message, each aside before whatever came later, and what is on its way last. */
export function inOrder(lines: readonly Line[], steps: readonly Stepped[], asides: readonly Aside[]): readonly Entry[] {
  const entries: Entry[] = [];
  const waiting = [...asides].sort((one, other) => one.at - other.at);
  let next = 0;
  const asidesBefore = (at: number) => {
    while (waiting[0] !== undefined && waiting[0].at < at) {
      const aside = waiting.shift()!;
      entries.push({ is: 'aside', key: `aside ${aside.key}`, aside });
    }
  };
  const stepsBefore = (seq: number) => {
    for (; next < steps.length && steps[next]!.after < seq; next += 1) {
      const step = steps[next]!;
      asidesBefore(step.at);
      entries.push({ is: 'step', key: `step ${step.n}`, step });
    }
  };
  for (const line of lines) {
    const onItsWay = line.seq === undefined;
    stepsBefore(line.seq ?? Infinity);
    asidesBefore(onItsWay ? Infinity : line.at);
    entries.push({ is: 'line', key: line.key, line });
  }
  stepsBefore(Infinity);
  asidesBefore(Infinity);
  return entries;
}

import type { Outcome } from '../protocol/frames';
import { sayDesk } from '../words/say-desk';

const WORDS: Readonly<Record<Outcome, () => string>> = {
  supported: () => sayDesk('out.supported'),
  plan: () => sayDesk('out.plan'),
  connected: () => sayDesk('out.connected'),
  emergency: () => sayDesk('out.emergency'),
  safeguarding: () => sayDesk('out.safeguarding'),
  left: () => sayDesk('out.left'),
  false_alarm: () => sayDesk('out.false'),
  abuse: () => sayDesk('out.abuse'),
};

/** Whether a code is one of an outcome. */
export const isOutcome = (code: string): code is Outcome => Object.hasOwn(WORDS, code);

/** How something that was flagged ended, in words. */
export const outcomeWords = (outcome: Outcome): string => WORDS[outcome]();

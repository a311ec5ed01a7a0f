import type { PrecisionLine } from '../supervisor/precision';
import type { DeskKey } from '../words/say-desk';
import type { PhraseFault, SafetyRule } from './account';

/** With fewer verdicts than this, a share says more about chance than about a rule. */
const FEWEST = 10;
/** The weeks that are counted. */
export const WEEKS = 12;

export const LONGEST = 60;

const KINDS: Record<string, DeskKey> = {
  suicide: 'safety.suicide',
  self_harm: 'safety.self_harm',
  overdose: 'safety.overdose',
  harm_to_others: 'safety.harm_to_others',
  abuse: 'safety.abuse',
  minor_at_risk: 'safety.minor',
  confusion: 'safety.confusion',
  personal_data: 'safety.details',
  harassment: 'safety.harassment',
  sexual: 'safety.sexual',
  diagnosis: 'safety.diagnosis',
  medication: 'safety.medication',
  treatment_advice: 'safety.treatment',
  discouraging_care: 'safety.care',
  promise: 'safety.promise',
  off_platform: 'safety.platform',
  stigma: 'safety.stigma',
  self_disclosure: 'safety.disclosure',
};

/** The words for a kind; undefined for one that is newer than this page. */
export const kindOf = (category: string): DeskKey | undefined => (Object.hasOwn(KINDS, category) ? KINDS[category] : undefined);

export const FAULTS: Record<PhraseFault, DeskKey> = { length: 'safety.length', signs: 'safety.signs', common: 'safety.common', pain: 'safety.pain' };

/** The rules of a language by kind, in the order in which they ship. */
export function kindsOf(rules: readonly SafetyRule[], language: string): [string, SafetyRule[]][] {
  const kinds = new Map<string, SafetyRule[]>();
  for (const rule of rules) if (rule.language === language) kinds.set(rule.category, [...(kinds.get(rule.category) ?? []), rule]);
  return [...kinds];
}

/** How often a rule was wrong; undefined while too few of its flags were judged. Each rule is counted under its id, and what a house adds to it after `house.`. */
export function falseAlarms(lines: readonly PrecisionLine[], rule: string): { share: number; judged: number } | undefined {
  const line = lines.find(({ subject }) => subject === rule);
  const judged = line ? line.right + line.wrong : 0;
  return line && judged >= FEWEST ? { share: line.wrong / judged, judged } : undefined;
}

/** What the server would refuse at once, but for what only its rules know. */
export function faultOf(phrase: string): PhraseFault | undefined {
  const letters = [...phrase.trim()];
  if (letters.length < 2 || letters.length > LONGEST) return 'length';
  return /^[\p{L}\p{M}\p{Nd} '’-]*$/u.test(phrase.trim()) ? undefined : 'signs';
}

import type { Service } from '../protocol/frames';
import { sayBack } from '../words/say-back';

const names = { emergency: 'handoff.emergency', line: 'handoff.line', mobile: 'handoff.mobile', other: 'handoff.other' } as const satisfies Record<Service, string>;

/** Whom what a seeker shared is passed on to, within a sentence. */
export function serviceName(service: Service): string {
  return sayBack(names[service]);
}

import { saveFile } from '../conversation/save-file';

/** As many days as the server copies at once. */
const MOST_DAYS = 92;
export const REASON_MOST = 200;
const DAY_MS = 86_400_000;

/** What cannot be asked for, in the order of the lines of the form. */
export function faultOf(from: string, until: string, reason: string): 'days' | 'reason_needed' | undefined {
  const days = (Date.parse(until) - Date.parse(from)) / DAY_MS;
  if (!(days >= 0 && days < MOST_DAYS)) return 'days';
  return reason.trim() === '' ? 'reason_needed' : undefined;
}

/** Under a name that says which days it is about. */
export function save(copy: Blob, { from, until }: { from: string; until: string }): void {
  saveFile(copy, `porchlight-audit-${from}-${until}.ndjson`);
}

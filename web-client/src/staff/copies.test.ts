import { expect, it } from 'vitest';
import { faultOf } from './copies';

it.each([
  ['2026-11-01', '2026-11-27', 'A complaint.', undefined],
  ['2026-11-27', '2026-11-27', 'A complaint.', undefined],
  ['2026-08-28', '2026-11-27', 'A complaint.', undefined],
  ['2026-08-27', '2026-11-27', 'A complaint.', 'days'],
  ['2026-11-27', '2026-11-26', 'A complaint.', 'days'],
  ['', '2026-11-27', 'A complaint.', 'days'],
  ['2026-11-01', '2026-11-27', '  ', 'reason_needed'],
])('G41 a copy of %s to %s because of "%s": %s', (from, until, reason, fault) => {
  expect(faultOf(from, until, reason)).toBe(fault);
});

import { DAYS, type Day, type Span } from './house';

const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** The minutes of a week that a span is about; one over the end of Sunday goes on on Monday. */
function minutesOf({ day, from, until }: Span): number[] {
  const [begins, ends] = [minute(from), minute(until)];
  const length = ends > begins ? ends - begins : ends + DAY - begins;
  return Array.from({ length }, (_, n) => (DAYS.indexOf(day) * DAY + begins + n) % WEEK);
}

function minute(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * HOUR + minutes!;
}

/** The days on which the house is open for some time in which nobody of these means to be there. */
export function gaps(open: readonly Span[], there: readonly Span[]): Day[] {
  const covered = new Set(there.flatMap(minutesOf));
  return DAYS.filter((day) => open.some((span) => span.day === day && minutesOf(span).some((each) => !covered.has(each))));
}

/**
 * The arrow keys go from row to row of a table, and Enter on a row opens what its button with `data-peek` opens, or presses the first with `data-enter` (of the team, where
 * nothing begins by it in a conversation). In a field, and among choices, keys do what they always do; and Enter does nothing in a row that would begin more than reading.
 * Nor does it while it is held down: a button that goes leaves the keyboard at its row.
 */
export function alongRows(event: KeyboardEvent): void {
  const { target, currentTarget: table, key } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(target instanceof HTMLElement) || !(table instanceof HTMLElement)) return;
  if (target.closest('input, select, textarea') !== null) return;
  const rows = [...table.querySelectorAll<HTMLElement>('tbody > tr:not([inert])')];
  const at = rows.findIndex((row) => row.contains(target));
  if (key === 'Enter' && rows[at] === target) {
    event.preventDefault();
    if (!event.repeat) target.querySelector<HTMLElement>('[data-peek], [data-enter]')?.click();
  } else if (at >= 0 && (key === 'ArrowDown' || key === 'ArrowUp')) {
    event.preventDefault();
    const next = at + (key === 'ArrowDown' ? 1 : -1);
    rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
  }
}

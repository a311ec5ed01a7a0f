/**
 * What the keys of the desk do. Physical keys, so that a layout does not move them; AltGr types characters and is never meant.
 *
 * @param types whether what is held with the key is AltGr, by any of its names
 */
export function pressed(event: KeyboardEvent, acts: Readonly<Record<string, () => void>>, types = event.ctrlKey || event.getModifierState('AltGraph')): void {
  if (!event.altKey || types || event.metaKey || event.shiftKey || event.repeat) return;
  const act = acts[event.code];
  if (act === undefined) return;
  event.preventDefault();
  act();
}

/** Whether a key asks what the keys are: a question mark, anywhere but where people write or choose. */
export function asksForKeys(event: KeyboardEvent): boolean {
  if (event.key !== '?' || event.altKey || event.ctrlKey || event.metaKey || event.repeat || event.isComposing) return false;
  return !(event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]'));
}

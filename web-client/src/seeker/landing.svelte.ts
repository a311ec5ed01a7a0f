import { place } from '../safety/place.svelte';
import { say } from '../words/say';

/** From 18:00 to 6:00 by the reader's own clock the front page speaks of the night. */
export function isLate(now: Date = new Date()): boolean {
  return now.getHours() >= 18 || now.getHours() < 6;
}

const LOOK_EVERY_MS = 60_000;

/** Fills the two sentences of the plain page that depend on the hour and on where the person is, in the language of the interface. */
export function followPlace(heading: HTMLElement, danger: HTMLElement): void {
  let late = $state(isLate());
  // A page that was opened by day may still be open in the evening.
  setInterval(() => (late = isLate()), LOOK_EVERY_MS);
  $effect.root(() => {
    $effect(() => {
      heading.textContent = late ? say('landing.h1_night') : say('landing.h1_day');
    });
    $effect(() => {
      const { emergency, line } = place.calls;
      const call = emergency ?? say('help.emergency_generic');
      danger.textContent = line === undefined ? say('landing.danger_one', { emergency: call }) : say('landing.danger', { emergency: call, line });
    });
  });
}

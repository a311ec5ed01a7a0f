import { type OwnSettings, ownSettings } from './own-settings.svelte';

/** How somebody who works here likes their desk. */
export type Habit = 'lines-hidden' | 'keys-off' | 'side-by-side' | 'ctrl-enter' | 'hold';

/** Those of one's settings that are so or not. */
export class Habits {
  readonly #own: OwnSettings;

  constructor(own: OwnSettings) {
    this.#own = own;
  }

  has(habit: Habit): boolean {
    return this.#own.value(habit) === 'on';
  }

  set(habit: Habit, on: boolean): void {
    this.#own.keep(habit, on ? 'on' : 'off');
  }
}

export const habits = new Habits(ownSettings);

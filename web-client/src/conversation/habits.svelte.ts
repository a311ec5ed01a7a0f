/** How somebody who works here likes their desk. */
export type Habit = 'lines-hidden' | 'keys-off' | 'side-by-side' | 'ctrl-enter' | 'hold';

const KEY = 'porchlight.desk';

/** Kept for this tab only, beside colours and language, and says nothing about anybody. */
export class Habits {
  #on = $state.raw<readonly string[]>((sessionStorage.getItem(KEY) ?? '').split(' '));

  has(habit: Habit): boolean {
    return this.#on.includes(habit);
  }

  set(habit: Habit, on: boolean): void {
    const others = this.#on.filter((each) => each !== habit && each !== '');
    this.#on = on ? [...others, habit] : others;
    sessionStorage.setItem(KEY, this.#on.join(' '));
  }
}

export const habits = new Habits();

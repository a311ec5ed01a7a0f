import { announcer } from '../conversation/announcer';
import { sayDesk } from '../words/say-desk';
import type { LeftShift, ShiftSource } from './left';

/** What supervisors who went left for the next one, and what this one has. */
export class Shifts {
  left = $state.raw<readonly LeftShift[]>([]);
  /** What this supervisor has: it is on nobody's board any more, and on this page until it is put away. */
  had = $state.raw<readonly LeftShift[]>([]);
  /** What came of the last press, where it was not what was asked for. */
  remark = $state('');
  readonly #told = new Set<string>();
  /** An answer that was on its way before a press says what was before it. */
  #asked = 0;

  readonly #source: Pick<ShiftSource, 'leftShifts' | 'haveShift'>;
  readonly #me: () => string;

  constructor(source: Pick<ShiftSource, 'leftShifts' | 'haveShift'>, me: () => string) {
    this.#source = source;
    this.#me = me;
  }

  /** Drops every word from memory. */
  wipe(): void {
    this.#asked += 1;
    this.left = [];
    this.had = [];
  }

  isOwn({ from }: LeftShift): boolean {
    return from.id === this.#me();
  }

  /** What is not known yet is said once. Where nobody can be asked, what is shown stays. */
  async look(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const left = await this.#source.leftShifts().catch(() => undefined);
    if (left === undefined || asked !== this.#asked) return;
    this.left = left;
    for (const shift of left) {
      if (this.#told.has(shift.id)) continue;
      this.#told.add(shift.id);
      if (!this.isOwn(shift)) announcer.tell(sayDesk('shift.announce', { supervisor: shift.from.name }));
    }
  }

  async have(shift: LeftShift): Promise<void> {
    this.remark = '';
    this.#asked += 1;
    const came = await this.#source.haveShift(shift);
    if (came.is === 'trouble') {
      this.remark = sayDesk('board.trouble');
      return;
    }
    if (came.is === 'done' && !this.isOwn(shift)) this.had = [...this.had, shift];
    else if (came.is === 'taken') this.remark = sayDesk('board.gone_first', { supervisor: came.by });
    else if (came.is === 'gone') this.remark = sayDesk('shift.gone');
    this.left = this.left.filter(({ id }) => id !== shift.id);
    await this.look();
  }

  putAway(shift: LeftShift): void {
    this.had = this.had.filter((each) => each !== shift);
  }
}

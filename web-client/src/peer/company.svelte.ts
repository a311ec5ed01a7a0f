import { sayDesk } from '../words/say-desk';
import type { CompanyLook, CompanySource, Wish } from './company';

/** Peers who would like company, as of the last look. */
export class Company {
  mine = $state.raw<CompanyLook['mine']>();
  others = $state.raw<CompanyLook['others']>([]);
  /** What came of the last press, in words. */
  remark = $state('');
  /** How often this page asked, or kept somebody company: the button that was pressed may be gone then. */
  presses = $state(0);
  /** An answer that was on its way before a press says what was before it. */
  #looks = 0;

  readonly #source: CompanySource;

  constructor(source: CompanySource) {
    this.#source = source;
  }

  /** Where nobody can be asked, what is shown stays. */
  async look(): Promise<void> {
    this.#looks += 1;
    const looks = this.#looks;
    const look = await this.#source.company().catch(() => undefined);
    if (look === undefined || looks !== this.#looks) return;
    this.mine = look.mine ?? undefined;
    this.others = look.others;
  }

  async ask(on: boolean): Promise<void> {
    this.#looks += 1;
    this.remark = (await this.#source.askForCompany(on)) === 'done' ? '' : sayDesk('care.failed');
    await this.look();
    this.presses += 1;
  }

  async keep(wish: Wish): Promise<void> {
    this.#looks += 1;
    const came = await this.#source.keepCompany(wish);
    if (came.is === 'trouble') this.remark = sayDesk('care.failed');
    else if (came.is === 'done') this.remark = sayDesk('company.yours', { peer: wish.name });
    else this.remark = came.is === 'taken' ? sayDesk('board.gone_first', { supervisor: came.by }) : sayDesk('care.gone');
    await this.look();
    this.presses += 1;
  }
}

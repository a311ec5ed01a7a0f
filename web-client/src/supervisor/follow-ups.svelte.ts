import { sayDesk } from '../words/say-desk';
import type { FollowUp, FollowUpSource } from './follow-ups';

/** What somebody still looks after, as of the last look. */
export class FollowUps {
  open = $state.raw<readonly FollowUp[]>([]);
  /** What came of the last press, where it was not what was asked for. */
  remark = $state('');
  /** An answer that was on its way before a press says what was before it. */
  #looks = 0;

  readonly #source: FollowUpSource;

  constructor(source: FollowUpSource) {
    this.#source = source;
  }

  /** Where nobody can be asked, what is shown stays. */
  async look(): Promise<void> {
    this.#looks += 1;
    const looks = this.#looks;
    const open = await this.#source.followUps().catch(() => undefined);
    if (open !== undefined && looks === this.#looks) this.open = open;
  }

  async done({ id }: FollowUp): Promise<void> {
    this.#looks += 1;
    const came = await this.#source.followedUp(id);
    this.remark = came === 'done' ? '' : came === 'gone' ? sayDesk('board.gone_first_someone') : sayDesk('board.trouble');
    if (came === 'done' || came === 'gone') this.open = this.open.filter((each) => each.id !== id);
    await this.look();
  }

  /** Whose it is by now comes with the next look. */
  async take(follow: FollowUp): Promise<void> {
    this.#looks += 1;
    const came = await this.#source.takeFollowUp(follow);
    this.remark =
      came.is === 'done'
        ? sayDesk('follow.taken', { supervisor: follow.owner.name })
        : came.is === 'taken'
          ? sayDesk('board.gone_first', { supervisor: came.by })
          : came.is === 'gone'
            ? sayDesk('board.gone_first_someone')
            : sayDesk('board.trouble');
    await this.look();
  }
}

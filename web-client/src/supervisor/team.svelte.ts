import { announcer } from '../conversation/announcer';
import { timeOfDay } from '../words/say';
import { sayDesk } from '../words/say-desk';
import type { TeamAsk, TeamDebrief, TeamLook, TeamPeer, TeamSource } from './team';

const ASKS: Record<TeamAsk['what'], (peer: string) => string> = {
  talk: (peer) => sayDesk('care.ask_talk', { peer }),
  off: (peer) => sayDesk('care.ask_off', { peer }),
  unwell: (peer) => sayDesk('care.ask_unwell', { peer }),
};

/** What a peer asked for, in words. */
export const askWords = ({ what, name }: Pick<TeamAsk, 'what' | 'name'>): string => ASKS[what](name);

/** How a peer on duty is, in words; the first is what to look after first. */
export function stateWords({ hard, breakDue, restsUntil, lastBreak, supervised, had, beside }: TeamPeer): string[] {
  return [
    ...(beside ? [sayDesk('care.beside', { supervisor: beside.name })] : supervised ? [sayDesk('care.beside_nobody')] : []),
    ...(had == null ? [] : [sayDesk('firsts.had', { had })]),
    ...(hard ? [sayDesk('care.hard')] : []),
    ...(breakDue ? [sayDesk('care.due')] : []),
    ...(restsUntil ? [sayDesk('team.rests', { time: timeOfDay(restsUntil) })] : []),
    ...(lastBreak ? [sayDesk('care.last', { time: timeOfDay(lastBreak) })] : []),
  ];
}

/** How the peers of tonight are, as of the last look. */
export class Team {
  asks = $state.raw<TeamLook['asks']>([]);
  peers = $state.raw<TeamLook['team']>([]);
  how = $state<number | undefined>();
  debriefs = $state.raw<TeamLook['debriefs']>([]);
  /** Who was thanked from this page. */
  thanked = $state.raw<readonly string[]>([]);
  /** What came of the last press, where it was not what was asked for. */
  remark = $state('');
  readonly #told = new Set<string>();
  /** An answer that was on its way before a press says what was before it. */
  #looks = 0;

  readonly #source: TeamSource;

  constructor(source: TeamSource) {
    this.#source = source;
  }

  /** What is not known yet is said once. Where nobody can be asked, what is shown stays. */
  async look(): Promise<void> {
    this.#looks += 1;
    const looks = this.#looks;
    const look = await this.#source.team().catch(() => undefined);
    if (look === undefined || looks !== this.#looks) return;
    this.asks = look.asks;
    this.peers = look.team;
    this.how = look.how ?? undefined;
    this.debriefs = look.debriefs;
    for (const ask of look.asks) {
      const told = `${ask.id} ${ask.at}`;
      if (!this.#told.has(told)) announcer.tell(askWords(ask));
      this.#told.add(told);
    }
  }

  async seen(ask: TeamAsk): Promise<void> {
    this.#looks += 1;
    const came = await this.#source.seen(ask);
    this.remark = came.is === 'trouble' ? sayDesk('board.trouble') : came.is === 'taken' ? sayDesk('board.gone_first', { supervisor: came.by }) : came.is === 'gone' ? sayDesk('care.gone') : '';
    if (came.is !== 'trouble') this.asks = this.asks.filter((each) => each !== ask);
    await this.look();
  }

  async beside({ id }: TeamPeer, on: boolean): Promise<void> {
    this.#looks += 1;
    const came = await this.#source.beside(id, on);
    this.remark = came.is === 'taken' ? sayDesk('board.gone_first', { supervisor: came.by }) : came.is === 'done' ? '' : sayDesk('board.trouble');
    await this.look();
  }

  async debriefed(debrief: TeamDebrief): Promise<void> {
    this.#looks += 1;
    const came = await this.#source.debriefed(debrief);
    this.remark = came.is === 'trouble' ? sayDesk('board.trouble') : came.is === 'taken' ? sayDesk('board.gone_first', { supervisor: came.by }) : '';
    if (came.is !== 'trouble') this.debriefs = this.debriefs.filter((each) => each !== debrief);
    await this.look();
  }

  async thank(peer: string): Promise<void> {
    const done = (await this.#source.thank(peer)) === 'done';
    this.remark = done ? '' : sayDesk('board.trouble');
    if (done) this.thanked = [...this.thanked, peer];
  }
}

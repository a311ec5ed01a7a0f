import { announcer } from '../conversation/announcer';
import { sayDesk } from '../words/say-desk';
import { controlWords, type Control, type ControlSource } from './controls';

/** What supervisors do about the line, as this board knows it. */
export class Controls {
  on = $state.raw<readonly Control[]>([]);
  readonly #told = new Set<string>();
  /** An answer that was on its way before a press says what was before it. */
  #asked = 0;

  readonly #source: Pick<ControlSource, 'controls'>;

  constructor(source: Pick<ControlSource, 'controls'>) {
    this.#source = source;
  }

  /** What is not known yet is said once. Where nobody can be asked, what is shown stays until its time is over. */
  async look(now: number = Date.now()): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const on = await this.#source.controls().catch(() => undefined);
    if (asked !== this.#asked) return;
    this.on = on ?? this.on.filter(({ until }) => until > now);
    for (const control of this.on) {
      if (this.#told.has(control.id)) continue;
      this.#told.add(control.id);
      announcer.tell(sayDesk('queue.announce', { what: controlWords(control) }));
    }
  }
}

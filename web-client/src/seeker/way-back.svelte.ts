import { stepsIn } from '../conversation/plan';
import type { Talk } from '../conversation/talk.svelte';
import { Talks } from '../conversation/talks.svelte';
import type { ClientFrame, Deletion, ForgetOnly, KnownWish, ServerFrame, WayBack } from '../protocol/frames';
import { say } from '../words/say';
import { type BackKey, sayBack } from '../words/say-back';
import { takePass } from './pass';
import type { Visit } from './visit.svelte';

/** How many characters a card may have. */
export const CARD_MOST = 500;
/** What was not answered for so long did not get through. */
const ANSWER_MS = 20_000;

/** What came of asking. `none`: the words open nothing, or not any more. `closed`: a supervisor closed what they open. `undeleted`: what was to go is there; `unsure`: nothing says whether it is. */
export type Asking = 'no' | 'looking' | 'none' | 'closed' | 'slow' | 'failed' | 'undeleted' | 'unsure';

/** What somebody writes for the next time, and whether it is shown to whoever comes back. */
export interface Written {
  text: string;
  plan: string[];
  show: boolean;
}

export const NOTHING_WRITTEN: Written = { text: '', plan: [], show: true };

export const isEmpty = ({ text, plan }: Written): boolean => text.trim() === '' && plan.every((step) => step.trim() === '');

/** The words of a card with what the peer wrote below them; what is there already comes once. */
export function withWord(text: string, word: string): string {
  if (text.includes(word)) return text;
  const both = text.trim() === '' ? word : `${text.trimEnd()}\n${word}`;
  return [...both].slice(0, CARD_MOST).join('');
}

/** As it was told; what is never shown is not there. */
export function writtenIn({ show, card = '', plan = [] }: WayBack): Written {
  return { text: card, plan, show };
}

/** As it is kept: a step that nothing was written in is none. */
function asSent({ text, plan, show }: Written): Written {
  return { text: text.normalize('NFC').trim(), plan: stepsIn(plan), show };
}

type Asked = Extract<ClientFrame, { type: 'back' | 'card' | 'forget' | 'keep' | 'go-in' }>;

const TROUBLE: Partial<Record<Asking, BackKey>> = { none: 'back.none', closed: 'thread.closed', slow: 'back.slow', failed: 'back.failed', undeleted: 'delete.failed' };

const WHY: ReadonlyMap<string, Asking> = new Map([
  ['nothing', 'none'],
  ['closed', 'closed'],
  ['too_fast', 'slow'],
]);

/** One question at a time, and what came of it. */
abstract class Asks {
  asking = $state<Asking>('no');
  /** What the words open, as it was told last. */
  thread = $state.raw<WayBack | undefined>();
  forgotten = $state(false);
  protected asked: Asked | undefined;
  /** Whether what is asked has gone out. */
  protected sent = false;
  /** Something was to go, and no answer said whether it did: of that nobody says that it is still there. */
  protected mayBeGone = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Why there is no answer, in words; empty where there is nothing to say. */
  get trouble(): string {
    if (this.asking === 'unsure') return say('wrong.failed');
    const key = TROUBLE[this.asking];
    return key === undefined ? '' : sayBack(key);
  }

  protected ask(frame: Asked): void {
    this.asked = frame;
    this.sent = false;
    this.asking = 'looking';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.fail(), ANSWER_MS);
  }

  protected fail(): void {
    if (this.sent && this.asked?.type === 'forget') this.mayBeGone = true;
    this.answered(this.#failure);
  }

  get #failure(): Asking {
    if (this.asked?.type !== 'forget') return 'failed';
    return this.mayBeGone ? 'unsure' : 'undeleted';
  }

  hear(frame: ServerFrame): void {
    if (frame.type === 'thread') {
      this.thread = frame;
      this.mayBeGone = false;
      this.answered('no');
    } else if (frame.type === 'forgotten') {
      this.forgotten = true;
      this.thread = undefined;
      this.answered('no');
    } else if (frame.type === 'refused' && this.asked !== undefined && frame.re === this.asked.type) {
      // What is gone already was forgotten, by an answer that did not come through.
      if (frame.reason === 'nothing' && this.asked.type === 'forget') return this.hear({ type: 'forgotten' });
      this.answered(WHY.get(frame.reason) ?? this.#failure);
    }
  }

  wipe(): void {
    this.thread = undefined;
    this.mayBeGone = false;
    this.answered('no');
  }

  protected answered(asking: Asking): void {
    clearTimeout(this.#timer);
    this.asked = undefined;
    this.asking = asking;
  }
}

/** Somebody who comes with words, before the notice: on a pass of their own, which is good for nothing else and is not kept in the tab. */
export class Return extends Asks {
  /** A conversation that the words lead to. */
  talk = $state<'open' | 'closed' | undefined>();
  deletion = $state<Deletion | undefined>();
  /** A supervisor closed what the words open: it can only be ended. */
  closed = $state(false);
  #words = '';
  #talks: Talks | undefined;

  constructor(private readonly visit: Visit) {
    super();
    visit.back = this;
  }

  look(words: string): void {
    this.closed = false;
    this.mayBeGone = false;
    this.#words = words.normalize('NFC').trim();
    void this.#go({ type: 'back', words: this.#words });
  }

  change(written: Written): void {
    void this.#go({ type: 'card', words: this.#words, ...asSent(written) });
  }

  forget(only?: ForgetOnly): void {
    void this.#go({ type: 'forget', words: this.#words, ...(only === undefined ? {} : { only }) });
  }

  goIn(): void {
    void this.#go({ type: 'go-in', words: this.#words });
  }

  override hear(frame: ServerFrame): void {
    if (frame.type === 'talk') {
      this.talk = frame.state;
      this.answered('no');
    } else if (frame.type === 'deleted') {
      this.#deleted(frame.state);
    } else if (frame.type === 'refused' && frame.re === 'forget' && frame.reason === 'nothing' && this.asked?.type === 'forget' && this.asked.only === 'talk') {
      // What is gone already was deleted, by an answer that did not come through, or its days were over.
      this.#deleted('destroyed');
    } else if (frame.type === 'pass') {
      const { visit } = this;
      this.leave();
      visit.goIn(frame.token);
    } else if (frame.type === 'blocked' && frame.on) {
      const { visit } = this;
      this.leave();
      visit.go({ at: 'blocked', ...(frame.reason === undefined ? {} : { why: frame.reason }), ...(frame.until === undefined ? {} : { until: frame.until }) });
    } else {
      if (frame.type === 'refused' && frame.reason === 'closed') this.closed = true;
      super.hear(frame);
    }
  }

  #deleted(state: Deletion): void {
    this.deletion = state;
    // Of both, the way back is still to go.
    const both = this.thread !== undefined && this.asked?.type === 'forget' && this.asked.only === undefined;
    if (this.thread !== undefined) {
      const { talk: _, ...rest } = this.thread;
      this.thread = rest;
    }
    // Half of it is gone.
    if (both) this.mayBeGone = true;
    else this.answered('no');
  }

  /** On to the notice, which everybody reads. The card goes along only with a yes; the peer of before is asked first only where that is wished. */
  start(share: boolean, peer?: KnownWish): void {
    const carries = this.thread === undefined ? undefined : { words: this.#words, share, ...(peer === undefined ? {} : { peer }) };
    this.leave();
    this.visit.carries = carries;
    this.visit.go({ at: 'notice' });
  }

  /** The pass has done what it was for. */
  leave(): void {
    this.#talks?.send({ type: 'exit' });
    this.wipe();
    this.visit.back = undefined;
  }

  override wipe(): void {
    super.wipe();
    this.talk = undefined;
    this.closed = false;
    this.#words = '';
    this.#talks?.wipe();
    this.#talks = undefined;
  }

  async #go(frame: Asked): Promise<void> {
    this.ask(frame);
    if (this.#talks?.state.at === 'ended') {
      this.#talks.wipe();
      this.#talks = undefined;
    }
    if (this.#talks !== undefined) return this.#say();
    const pass = await takePass('back');
    // The page may have been left meanwhile.
    if (this.asked !== frame) return;
    if (typeof pass === 'string') return this.fail();
    this.#talks = new Talks(async () => ({ token: pass.token }), {
      welcomed: () => this.#say(),
      opened: () => undefined,
      stepped: () => undefined,
      other: (heard) => this.hear(heard),
    });
    this.#talks.start();
  }

  /** Where the connection does not stand it is said once it does: to say it again changes nothing. */
  #say(): void {
    if (this.asked !== undefined && this.#talks?.send(this.asked)) this.sent = true;
  }
}

/** After a conversation: whether something is kept for a next time. Nothing is, unless it is said. */
export class Keeping extends Asks {
  /** Shown this once. */
  kept = $state.raw<{ words: readonly string[]; until: number } | undefined>();
  saved = $state(false);
  /** What is kept, as far as this page knows it. */
  written = $state.raw<Written | undefined>();
  /** Whether they would like the same peer again, as far as they said so here. What the peer says is told to nobody. */
  wants = $state<boolean | undefined>();
  /** The page after the chat goes on with it. No state: what is taken down reads of a state what it was before. */
  goesOn = false;

  constructor(
    private readonly visit: Visit,
    private readonly talk: Talk,
  ) {
    super();
    visit.back = this;
  }

  /** Whether this is about that conversation. */
  isOf(talk: Talk): boolean {
    return this.talk === talk;
  }

  /** Whether there is a way back by now, from before or since. */
  get has(): boolean {
    return this.visit.carries !== undefined;
  }

  keep(written: Written, language: string): void {
    const { words } = this.visit;
    this.#go({ type: 'keep', conversation: this.talk.conversation, language, ...asSent(written), ...(words === undefined ? {} : { words: words.join(' ') }) });
  }

  /** What was kept before, so that nothing takes its place unseen. */
  look(): void {
    const words = this.visit.carries?.words;
    if (words !== undefined) this.#go({ type: 'back', words });
  }

  change(written: Written): void {
    const words = this.visit.carries?.words;
    this.saved = false;
    if (words !== undefined) this.#go({ type: 'card', words, ...asSent(written) });
  }

  /** Whether the same peer would be welcome another time. It is not answered, whatever the peer says. */
  again(yes: boolean): void {
    this.asking = 'no';
    if (this.visit.send({ type: 'again', conversation: this.talk.conversation, yes })) this.wants = yes;
    else this.asking = 'failed';
  }

  /** The way back, and this conversation with it. */
  forget(): void {
    const words = this.visit.carries?.words;
    if (words !== undefined) this.#go({ type: 'forget', words });
  }

  override hear(frame: ServerFrame): void {
    const { asked } = this;
    const sent = asked?.type === 'keep' || asked?.type === 'card' ? { text: asked.text, plan: asked.plan ?? [], show: asked.show } : undefined;
    // Those of a chat that goes on keep nothing, and have no end.
    if (frame.type === 'words' && frame.until !== undefined) {
      this.written = sent;
      this.kept = { words: frame.words, until: frame.until };
      this.visit.carries = { words: frame.words.join(' '), share: false };
      this.answered('no');
      return;
    }
    // They lead to a conversation, and to no way back.
    if (frame.type === 'talk') return this.answered('none');
    super.hear(frame);
    if (frame.type === 'refused' && frame.re === 'again') {
      this.wants = undefined;
      this.asking = 'failed';
    }
    if (frame.type === 'thread') {
      this.saved = sent !== undefined;
      this.written = sent ?? writtenIn(frame);
    }
    if (frame.type === 'forgotten') {
      this.kept = undefined;
      this.written = undefined;
      this.visit.carries = undefined;
      if (this.talk.stands) this.talk.delete();
    }
  }

  override wipe(): void {
    super.wipe();
    this.kept = undefined;
    this.written = undefined;
  }

  #go(frame: Asked): void {
    this.ask(frame);
    this.sent = this.visit.send(frame);
    if (!this.sent) this.fail();
  }
}

import type { Talk } from '../conversation/talk.svelte';
import { Talks } from '../conversation/talks.svelte';
import type { CrisisLine, Place, Safe, ServerFrame, Wants, Welcome } from '../protocol/frames';
import { place } from '../safety/place.svelte';
import { language } from '../words/language.svelte';
import { announcer } from '../conversation/announcer';
import { say } from '../words/say';

export type AgeBand = 'a16' | 'a18' | 'skip';

/** Where a visit is. Each state carries only what belongs to it. */
export type Stage =
  | { at: 'landing' }
  | { at: 'notice' }
  | { at: 'declined' }
  /** Someone under the minimum age. Nothing was sent, and nothing is kept. */
  | { at: 'under-age' }
  /** On the way in, or finding out after a reload where we were. */
  | { at: 'arriving' }
  | { at: 'waiting' }
  | { at: 'chatting'; talk: Talk }
  | { at: 'ended'; talk: Talk }
  | { at: 'left-line'; why: 'left' | 'away_too_long' }
  /** The server knows nothing of us any more. */
  | { at: 'gone' }
  | { at: 'failed'; why: 'rate' | 'trouble' };

const TOKEN = 'porchlight.token';

/** One visit of one person, from the front page until the page is clear. Only the token outlives a reload, and only in this tab. */
export class Visit {
  stage = $state.raw<Stage>({ at: 'landing' });
  line = $state.raw<Place | undefined>();
  talks = $state.raw<Talks | undefined>();
  /** What is being written: in line the first message, later the next one. */
  draft = $state('');
  /** The first message as the server has it; empty when there is none. */
  note = $state('');
  topics = $state.raw<readonly string[]>([]);
  wants = $state<Wants>('anyone');
  safe = $state<Safe | undefined>();
  support = $state.raw<readonly CrisisLine[] | undefined>();
  moved = $state(false);
  #toldNext = false;
  /** Whether the token was here before this page was opened. */
  #returning = sessionStorage.getItem(TOKEN) !== null;

  /** Goes on where this tab was, if it was somewhere. */
  begin(): void {
    if (this.token() === null) return;
    this.stage = { at: 'arriving' };
    this.#connect();
  }

  token(): string | null {
    return sessionStorage.getItem(TOKEN);
  }

  go(stage: Stage): void {
    this.stage = stage;
  }

  /** Gets a pass and goes into line. The age band is one that may come in; no other is ever sent. */
  async enter(ageBand: AgeBand): Promise<void> {
    this.stage = { at: 'arriving' };
    const region = place.region;
    try {
      const answer = await fetch('/api/seekers', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          noticeVersion: place.start.noticeVersion,
          ageBand,
          language: this.#tongue(),
          ...(region === '' ? {} : { region }),
        }),
      });
      if (!answer.ok) {
        this.stage = { at: 'failed', why: answer.status === 429 ? 'rate' : 'trouble' };
        return;
      }
      const { token } = (await answer.json()) as { token: string };
      sessionStorage.setItem(TOKEN, token);
    } catch {
      this.stage = { at: 'failed', why: 'trouble' };
      return;
    }
    this.#connect();
  }

  /** The first message goes to the server now, and to a peer when one joins. */
  leaveNote(): void {
    this.note = this.draft.normalize('NFC');
    this.draft = '';
    this.#send({ type: 'note', text: this.note });
  }

  takeNoteBack(): void {
    this.draft = this.note;
    this.note = '';
    this.#send({ type: 'note', text: '' });
  }

  tell(about: { topics?: readonly string[]; wants?: Wants; safe?: Safe }): void {
    this.topics = about.topics ?? this.topics;
    this.wants = about.wants ?? this.wants;
    this.safe = about.safe ?? this.safe;
    this.#sendAbout();
  }

  leaveLine(): void {
    this.#send({ type: 'leave' });
    this.#forgetLine();
    this.stage = { at: 'left-line', why: 'left' };
  }

  /** Back into line with the pass that is still good, or for a new one. */
  again(): void {
    if (this.talks?.state.at === 'open') {
      this.stage = { at: 'waiting' };
      this.#send({ type: 'join', language: this.#tongue() });
    } else {
      this.clear();
      this.stage = { at: 'notice' };
    }
  }

  /** Ends the pass and empties the page. */
  clear(): void {
    this.#send({ type: 'exit' });
    this.wipe();
    sessionStorage.removeItem(TOKEN);
    this.stage = { at: 'landing' };
  }

  /** Drops every word from memory, at once. */
  wipe(): void {
    this.talks?.wipe();
    this.talks = undefined;
    this.#forgetLine();
    this.support = undefined;
    this.draft = '';
  }

  #connect(): void {
    const talks = new Talks(async () => ({ token: this.token() ?? '' }), {
      welcomed: (welcome) => this.#welcomed(welcome),
      opened: (talk) => this.#opened(talk),
      other: (frame) => this.#hear(frame),
    });
    this.talks = talks;
    $effect.root(() => {
      $effect(() => {
        if (talks.state.at === 'ended' && talks.state.why !== 'stopped') this.#over();
      });
    });
    talks.start();
  }

  #welcomed(welcome: Welcome): void {
    if (welcome.conversations.length > 0) return;
    if (this.stage.at === 'arriving' && !welcome.waiting && this.#returning) {
      // A reload found nothing to go on with. It never starts again by itself.
      this.stage = { at: 'gone' };
    } else if (this.stage.at === 'arriving' || this.stage.at === 'waiting') {
      this.stage = { at: 'waiting' };
      this.#send({ type: 'join', language: this.#tongue() });
      if (this.topics.length > 0 || this.safe !== undefined || this.wants === 'lived') this.#sendAbout();
      if (this.note !== '') this.#send({ type: 'note', text: this.note });
    } else if (this.stage.at === 'chatting') {
      this.stage = { at: 'ended', talk: this.stage.talk };
    }
    this.#returning = false;
  }

  #opened(talk: Talk): void {
    const arrived = this.stage.at === 'waiting';
    this.#forgetLine();
    if (this.stage.at !== 'chatting' || this.stage.talk !== talk) this.stage = { at: 'chatting', talk };
    if (arrived) announcer.tell(say('match.here', { peer: talk.name }));
  }

  #hear(frame: ServerFrame): void {
    if (frame.type === 'place') this.#placed(frame);
    else if (frame.type === 'support') this.#supported(frame.lines);
    else if (frame.type === 'left' && this.stage.at === 'waiting') {
      this.#forgetLine();
      this.stage = { at: 'left-line', why: frame.why };
    } else if (frame.type === 'closed' && this.stage.at === 'chatting') {
      const { talk } = this.stage;
      this.stage = { at: 'ended', talk };
      announcer.interrupt(endWords(talk));
    }
  }

  #placed(frame: Place): void {
    this.moved = frame.why === 'moved';
    this.line = frame;
    if (frame.position === 1 && !this.#toldNext) {
      this.#toldNext = true;
      announcer.tell(say('wait.next'));
    }
  }

  #supported(lines: readonly CrisisLine[]): void {
    this.support = lines;
    announcer.tell(say('support.offer'));
  }

  #over(): void {
    sessionStorage.removeItem(TOKEN);
    this.wipe();
    this.stage = { at: 'gone' };
  }

  #sendAbout(): void {
    this.#send({
      type: 'about',
      topics: [...this.topics],
      wants: this.wants,
      ...(this.safe === undefined ? {} : { safe: this.safe }),
    });
  }

  #send(frame: Parameters<Talks['send']>[0]): void {
    this.talks?.send(frame);
  }

  #forgetLine(): void {
    this.line = undefined;
    this.moved = false;
    this.note = '';
    this.topics = [];
    this.wants = 'anyone';
    this.safe = undefined;
    this.#toldNext = false;
  }

  /** The language of the chat: that of the interface when peers speak it, or else the first that they do. */
  #tongue(): string {
    const { languages } = place.start;
    return languages.includes(language.now) ? language.now : (languages[0] ?? 'en');
  }
}

/** How a conversation ended, said to the seeker. */
export function endWords(talk: Talk): string {
  if (talk.closed === 'quiet') return say('end.quiet');
  if (talk.closed === 'ended_by_peer') return say('end.peer', { peer: talk.name });
  return talk.closed === 'ended_by_seeker' ? say('chat.you_ended') : say('conn.gone');
}

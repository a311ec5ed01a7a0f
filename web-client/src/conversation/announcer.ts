import { place } from '../safety/place.svelte';

/** What a screen reader is told, one sentence after the other. The visible log is silent; this alone decides who hears what, and when. */
export interface Announcer {
  /** Polite: after what is being read now. What somebody wrote themselves stands at {text}, or after the sentence, and is read in the language of the chats. */
  tell(sentence: string, text?: string): void;
  /** Interrupts. For "not sent" and "the conversation ended", and nothing else. */
  interrupt(sentence: string): void;
}

/** How long a spoken line stays in the page before it is taken out again. */
const SPOKEN_FOR_MS = 10_000;

/** Speaks by adding lines to live regions, and takes them out again, so that no region grows or is read a second time. */
export class LiveRegionAnnouncer implements Announcer {
  /** In which language what others wrote is read out; a desk has its own. */
  tongue = (): string => place.tongue;
  #regions: (readonly [polite: HTMLElement, urgent: HTMLElement])[] = [];

  /** Gives it two more regions to speak in, until they are taken back. What is under an open dialog nobody hears, so the last that can be heard speak. */
  speakIn(...regions: readonly [polite: HTMLElement, urgent: HTMLElement]): () => void {
    this.#regions.push(regions);
    return () => void (this.#regions = this.#regions.filter((each) => each !== regions));
  }

  tell(sentence: string, text?: string): void {
    add(this.#heard?.[0], sentence, text, this.tongue());
  }

  interrupt(sentence: string): void {
    add(this.#heard?.[1], sentence);
  }

  get #heard() {
    return this.#regions.findLast(([polite]) => polite.closest('dialog')?.open !== false);
  }
}

function add(region: HTMLElement | undefined, sentence: string, text?: string, tongue = ''): void {
  if (region === undefined) return;
  const line = document.createElement('p');
  line.textContent = sentence;
  if (text !== undefined) {
    const [before = '', after = ''] = sentence.split('{text}');
    const said = document.createElement('span');
    said.lang = tongue;
    said.textContent = text;
    line.replaceChildren(before, said, after);
  }
  region.append(line);
  setTimeout(() => line.remove(), SPOKEN_FOR_MS);
}

export const announcer = new LiveRegionAnnouncer();

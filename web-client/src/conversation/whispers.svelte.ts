import type { Whispered } from '../protocol/frames';

/**
 * What supervisors said to peers alone, while the desk is open. It stands beside the conversations and not in them: a seeker's page has neither this nor a way to
 * read such a frame.
 */
export class Whispers {
  #all = $state.raw<readonly Whispered[]>([]);

  /** Whispers come again; each is known by its id. Answers whether this one is new here. */
  heard(whisper: Whispered): boolean {
    if (this.#all.some(({ id }) => id === whisper.id)) return false;
    this.#all = [...this.#all, whisper];
    return true;
  }

  of(conversation: string): readonly Whispered[] {
    return this.#all.filter((each) => each.conversation === conversation);
  }

  forget(conversation: string): void {
    this.#all = this.#all.filter((each) => each.conversation !== conversation);
  }

  wipe(): void {
    this.#all = [];
  }
}

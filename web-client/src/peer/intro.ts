import { object, string } from 'valibot';

export const intro = object({ text: string() });

/** How long the line may be. */
export const INTRO_MOST = 80;

export type IntroCameOf = 'done' | 'hint' | 'text' | 'gone' | 'not_now' | 'bad' | 'trouble';

/** The line with which a peer introduces themselves, over the cookie of the desk (G120 of the protocol). */
export interface IntroSource {
  intro(): Promise<string>;
  introduce(text: string): Promise<IntroCameOf>;
}

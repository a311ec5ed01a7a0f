import { array, type InferOutput, number, object, string } from 'valibot';

const note = object({ id: string(), at: number(), text: string() });
/** A note to oneself about one's own work. */
export type GrowthNote = InferOutput<typeof note>;

export const growth = object({ notes: array(note) });

/** How long one may be, and how many there can be. */
export const NOTE_MOST = 1000;
export const NOTES_MOST = 50;

export type GrowthCameOf = 'done' | 'full' | 'gone' | 'not_now' | 'bad' | 'trouble';

/** Where a peer's own notes are, over the cookie of the desk (G141 of the protocol). */
export interface GrowthSource {
  growthNotes(): Promise<GrowthNote[]>;
  writeGrowthNote(text: string): Promise<GrowthCameOf>;
  deleteGrowthNote(id: string): Promise<GrowthCameOf>;
}

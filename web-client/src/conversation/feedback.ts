import { array, boolean, type InferOutput, nullish, number, object, string } from 'valibot';

const words = object({ id: string(), who: nullish(string()), at: number(), text: string(), read: boolean() });
/** What a supervisor wrote to a peer; `who` is the other one of the two. */
export type Feedback = InferOutput<typeof words>;

export const feedback = object({ feedback: array(words) });
export const given = object({ peers: array(object({ id: string(), name: string() })), feedback: array(words) });
/** What one wrote, and to whom one can. */
export type Given = InferOutput<typeof given>;

export type FeedbackCameOf = 'done' | 'gone' | 'not_now' | 'bad' | 'trouble';

/** Where it comes from: for a peer what is theirs, for a supervisor what they gave. */
export interface FeedbackSource {
  feedback(): Promise<Feedback[]>;
  readFeedback(id: string): Promise<FeedbackCameOf>;
  given(): Promise<Given>;
  giveFeedback(to: string, text: string): Promise<FeedbackCameOf>;
}

import { array, type InferOutput, nullish, number, object, string } from 'valibot';

export const company = object({
  mine: nullish(object({ at: number(), by: nullish(string()) })),
  others: array(object({ id: string(), name: string(), at: number() })),
});
/** What this peer asked for, with who keeps it, and other peers who would like company; moments in milliseconds. */
export type CompanyLook = InferOutput<typeof company>;
export type Wish = CompanyLook['others'][number];

/** What came of keeping somebody company: `taken` by another peer. */
export type Kept = { is: 'done' | 'gone' | 'trouble' } | { is: 'taken'; by: string };

/** Where peers keep each other company, over the cookie of the desk (G52 of the protocol). */
export interface CompanySource {
  company(): Promise<CompanyLook>;
  /** Asks for it, or takes that back; `done`, or why not. */
  askForCompany(on: boolean): Promise<string>;
  /** Keeps another peer company, unless somebody was first. */
  keepCompany(wish: Wish): Promise<Kept>;
}

/** Words that Porchlight does not say to anybody, in either language's sentences. */
export const NEVER = /\b(oops|uh-oh|calm down|don['’]t worry|cheer up|please be patient|committed suicide|are you sure|user|ticket|customer)\b/i;

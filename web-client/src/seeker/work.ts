/** What the server asks of a browser before it gives a pass (PROTOCOL.md, G19). It is fetched only when it is asked for. */
export interface Work {
  readonly challenge: string;
  readonly salt: string;
  readonly hash: string;
  readonly numbers: number;
  readonly waitMs: number;
}

/** What goes back: the number, or none where it was waited for. */
export interface Done {
  readonly challenge: string;
  readonly number?: number;
}

/** Numbers between two looks at everything else: few enough that a tap on a slow phone is answered while this goes on. */
const SLICE = 64;
/** The clocks of two servers are never quite the same. */
const CLOCKS_MS = 1_000;

/** Looks for the number. Where that takes longer than the wait, or this browser cannot hash, the wait is as good. */
export async function done({ challenge, salt, hash, numbers, waitMs }: Work): Promise<Done> {
  let late = false;
  const waited = new Promise<void>((resolve) =>
    setTimeout(() => {
      late = true;
      resolve();
    }, waitMs + CLOCKS_MS),
  );
  try {
    for (let from = 0; from < numbers && !late; from += SLICE) {
      const slice = Array.from({ length: Math.min(SLICE, numbers - from) }, (_, n) => from + n);
      const found = (await Promise.all(slice.map((number) => hashed(`${salt}.${number}`)))).indexOf(hash);
      if (found >= 0) return { challenge, number: from + found };
    }
  } catch {
    // Hashing is there on secure pages alone.
  }
  await waited;
  return { challenge };
}

/** SHA-256, outside the page's own thread, in base64url without padding. */
async function hashed(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '');
}

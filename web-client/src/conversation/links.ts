/** A piece of a message; what has an `href` can be opened. */
export interface Piece {
  readonly text: string;
  readonly href?: string;
}

/** Plain letters alone: nothing that looks like one site leads to another. */
const ADDRESS = /https:\/\/[\x21-\x7e]+/g;
/** What ends the sentence around an address, and no address. */
const AFTER = /[.,;:!?'")\]>]+$/;

/** The message in its pieces, word for word. An address is one with https, which shows where it leads. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(AFTER, '');
    // What goes on in other letters is another address than it seems.
    const goesOn = /^\S/.test(text.slice(match.index + match[0].length));
    if (goesOn || !leadsWhereItSays(address)) continue;
    if (match.index > done) found.push({ text: text.slice(done, match.index) });
    found.push({ text: address, href: address });
    done = match.index + address.length;
  }
  if (done < text.length || found.length === 0) found.push({ text: text.slice(done) });
  return found;
}

/** Not where a name stands before the site, which would look like the site. */
function leadsWhereItSays(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password, hostname } = new URL(address);
  return username === '' && password === '' && hostname.includes('.') && !hostname.includes('xn--');
}

export interface Part {
  text: string;
  mark: boolean;
}

/** Cuts a text into marked and plain parts. Spans are UTF-16 positions; those that overlap, or lie outside the text, are trimmed rather than trusted. */
export function marked(text: string, spans: readonly { start: number; end: number }[]): Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    const from = Math.max(done, Math.min(start, text.length));
    const to = Math.min(end, text.length);
    if (to <= from) continue;
    if (from > done) parts.push({ text: text.slice(done, from), mark: false });
    parts.push({ text: text.slice(from, to), mark: true });
    done = to;
  }
  if (done < text.length) parts.push({ text: text.slice(done), mark: false });
  return parts;
}

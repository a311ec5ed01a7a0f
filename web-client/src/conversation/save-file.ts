/** Some browsers read what is saved only after a while. */
const READ_MS = 60_000;

/** Out of the page's own memory: nothing is asked for anywhere, and the page stays where it is. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_MS);
}

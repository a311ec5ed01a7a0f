import { sayBack } from '../words/say-back';
import type { Written } from './way-back.svelte';

/** Some browsers read what is saved only after a while. */
const READ_MS = 60_000;

/** What somebody may show elsewhere: the card and the plan, and nothing that was said. */
export function copyOf({ text, plan }: Written): string {
  const parts = [
    ...(text === '' ? [] : [`${sayBack('card.label')}\n\n${text}`]),
    ...(plan.length === 0 ? [] : [`${sayBack('plan.h')}\n\n${plan.map((step, index) => `${index + 1}. ${step}`).join('\n')}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Out of the page's own memory: nothing is asked for anywhere, and the page stays where it is. */
export function save(copy: string): void {
  const url = URL.createObjectURL(new Blob([copy], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = sayBack('export.file');
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), READ_MS);
}

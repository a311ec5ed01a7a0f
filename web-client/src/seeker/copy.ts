import { saveFile } from '../conversation/save-file';
import { sayBack } from '../words/say-back';
import type { Written } from './way-back.svelte';

/** What somebody may show elsewhere: the card and the plan, and nothing that was said. */
export function copyOf({ text, plan }: Written): string {
  const parts = [
    ...(text === '' ? [] : [`${sayBack('card.label')}\n\n${text}`]),
    ...(plan.length === 0 ? [] : [`${sayBack('plan.h')}\n\n${plan.map((step, index) => `${index + 1}. ${step}`).join('\n')}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Under a name that says nothing. */
export function save(copy: string): void {
  saveFile(new Blob([copy], { type: 'text/plain;charset=utf-8' }), sayBack('export.file'));
}

import { known, say, type Values } from '../words/say';

/**
 * Keeps the sentences that stand in the plain HTML in the language of the interface, with the values as they are now. They are marked `data-say="key"`; without script they stay as they were
 * written. Runs until the page is left.
 */
export function followLanguage(root: ParentNode, values: () => Values): void {
  const marked = [...root.querySelectorAll<HTMLElement>('[data-say]')];
  $effect.root(() => {
    $effect(() => {
      for (const element of marked) {
        const key = element.dataset['say'] ?? '';
        if (known(key)) element.textContent = say(key, values());
      }
    });
  });
}

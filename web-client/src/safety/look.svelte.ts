import { language, type Language } from '../words/language.svelte';
import { speak } from '../words/say';

export type Theme = 'dark' | 'light' | 'device';

const KEY = 'porchlight.look';

/** Colours and language of the pages. Kept for this tab only, and says nothing about the person. */
class Look {
  theme = $state<Theme>('dark');

  /** Takes what this tab had before, or else the language of the browser, and dark colours at all hours. */
  begin(): void {
    const [theme, tongue] = (sessionStorage.getItem(KEY) ?? '').split(' ');
    this.theme = theme === 'light' || theme === 'device' ? theme : 'dark';
    const wanted = tongue || navigator.language.slice(0, 2);
    this.#show();
    if (wanted === 'es') void this.choose(this.theme, 'es');
  }

  async choose(theme: Theme, tongue: Language): Promise<void> {
    this.theme = theme;
    this.#show();
    const spoken = await speak(tongue);
    sessionStorage.setItem(KEY, `${theme} ${spoken}`);
    this.#show();
  }

  #show(): void {
    document.documentElement.dataset['theme'] = this.theme;
    document.documentElement.lang = language.now;
  }
}

export const look = new Look();

import { language, type Language } from '../words/language.svelte';
import { speak } from '../words/say';

export type Theme = 'dark' | 'light' | 'device';
export type TextSize = 'usual' | 'large' | 'largest';

const KEY = 'porchlight.look';

/** Colours, language and text size of the pages. Kept for this tab only, and says nothing about the person. */
class Look {
  theme = $state<Theme>('dark');
  size = $state<TextSize>('usual');

  /** Takes what this tab had before, or else the language of the browser, and dark colours at all hours. */
  begin(): void {
    const [theme, tongue, size] = (sessionStorage.getItem(KEY) ?? '').split(' ');
    this.theme = theme === 'light' || theme === 'device' ? theme : 'dark';
    this.size = size === 'large' || size === 'largest' ? size : 'usual';
    const wanted = tongue || navigator.language.slice(0, 2);
    this.#show();
    if (wanted === 'es') void this.choose(this.theme, 'es');
  }

  async choose(theme: Theme, tongue: Language): Promise<void> {
    this.theme = theme;
    this.#show();
    const spoken = await speak(tongue);
    this.#keep(spoken);
  }

  write(size: TextSize): void {
    this.size = size;
    this.#keep(language.now);
  }

  #keep(spoken: Language): void {
    sessionStorage.setItem(KEY, `${this.theme} ${spoken} ${this.size}`);
    this.#show();
  }

  #show(): void {
    document.documentElement.dataset['theme'] = this.theme;
    document.documentElement.dataset['size'] = this.size;
    document.documentElement.lang = language.now;
  }
}

export const look = new Look();

import { language, type Language } from '../words/language.svelte';
import { speak } from '../words/say';

export const themes = ['dark', 'light', 'device'] as const;
export const sizes = ['usual', 'large', 'largest'] as const;
export type Theme = (typeof themes)[number];
export type TextSize = (typeof sizes)[number];

const KEY = 'porchlight.look';

/** Colours, language, text size and the Enter key of the pages. Kept for this tab only, and says nothing about the person. */
class Look {
  theme = $state<Theme>('dark');
  size = $state<TextSize>('usual');
  /** Whether Enter sends what is written; undefined until it was chosen, and then as the keyboard suggests. */
  enterSends = $state<boolean | undefined>();

  /** Takes what this tab had before, or else the language of the browser, and dark colours at all hours. */
  begin(): void {
    const [theme, tongue, size, enter] = (sessionStorage.getItem(KEY) ?? '').split(' ');
    this.theme = theme === 'light' || theme === 'device' ? theme : 'dark';
    this.size = size === 'large' || size === 'largest' ? size : 'usual';
    this.enterSends = enter === 'sends' ? true : enter === 'breaks' ? false : undefined;
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

  /** Goes on in these colours and this size, here or from elsewhere, and asks for no language anew; what is not known is left aside. */
  take(theme: string | undefined, size: string | undefined): void {
    this.theme = themes.find((each) => each === theme) ?? this.theme;
    this.size = sizes.find((each) => each === size) ?? this.size;
    this.#keep(language.now);
  }

  letEnter(send: boolean): void {
    this.enterSends = send;
    this.#keep(language.now);
  }

  #keep(spoken: Language): void {
    const enter = this.enterSends === undefined ? '' : this.enterSends ? ' sends' : ' breaks';
    sessionStorage.setItem(KEY, `${this.theme} ${spoken} ${this.size}${enter}`);
    this.#show();
  }

  #show(): void {
    document.documentElement.dataset['theme'] = this.theme;
    document.documentElement.dataset['size'] = this.size;
    document.documentElement.lang = language.now;
  }
}

export const look = new Look();

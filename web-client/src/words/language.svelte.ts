/** A language that the pages speak. Names are written in the language itself, without flags. */
export type Language = 'en' | 'es';

export const languageNames: Record<Language, string> = { en: 'English', es: 'Español' };

/** The language of the interface. Messages keep their own. Reading `now` inside a template makes the template follow it. */
class InterfaceLanguage {
  now = $state<Language>('en');
}

export const language = new InterfaceLanguage();

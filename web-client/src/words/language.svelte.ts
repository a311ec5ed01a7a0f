/** A language that the pages speak. Names are written in the language itself, without flags. */
export type Language = 'en' | 'es';

export const languageNames: Record<Language, string> = { en: 'English', es: 'Español' };

/** Said in the language that is there and in the one that is not, for whoever reads only that: it cannot come from words that cannot be fetched. */
export const notFetched: Record<Language, string> = {
  en: "The other language can't be fetched just now. Try again with a connection, and if it still isn't there, load this page again.",
  es: 'El otro idioma no se puede cargar ahora mismo. Inténtalo otra vez con conexión y, si sigue sin estar, vuelve a cargar esta página.',
};

/** The language of the interface. Messages keep their own. Reading `now` inside a template makes the template follow it. */
class InterfaceLanguage {
  now = $state<Language>('en');
  /** The one that was asked for last, where its words could not be fetched. */
  missing = $state<Language | undefined>();
}

export const language = new InterfaceLanguage();

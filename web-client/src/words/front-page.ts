import { privacyEs } from './privacy.es.ts';
import { seekerEn } from './seeker.en.ts';
import { seekerEs } from './seeker.es.ts';

/** What stands in the page before anything is known of the house. */
const VALUES: Readonly<Record<string, string>> = { limit: '50', exit_site: 'www.bbc.co.uk', emergency: seekerEs['help.emergency_generic'] };

const BOOK: Readonly<Record<string, string>> = { ...seekerEs, ...privacyEs };

const fill = (sentence: string): string => sentence.replace(/\{(\w+)\}/g, (place, name: string) => VALUES[name] ?? place);

/** Sentences of the plain page that no script replaces by their key, or that are there only without one. */
const PLAIN: readonly (readonly [string, string])[] = [
  ['<html lang="en"', '<html lang="es"'],
  [`>${seekerEn['landing.h1_day']}<`, `>${seekerEs['landing.h1_day']}<`],
  [">Chat needs JavaScript. These numbers don't.<", '>El chat necesita JavaScript. Estos números, no.<'],
  ['<a class="button" href="/?lang=es" lang="es" hreflang="es">Español</a>', '<a class="button" href="/" lang="en" hreflang="en">English</a>'],
  ['>If your life is in danger right now, call your local emergency number.<', `>${fill(seekerEs['landing.danger_one'])}<`],
  ['<a class="button plain" href="/es/privacy" lang="es" hreflang="es">Español</a>', '<a class="button plain" href="/privacy" lang="en" hreflang="en">English</a>'],
  ['<span>Emergency</span>', `<span>${seekerEs['help.emergency']}</span>`],
  [`>${seekerEn['help.emergency_generic']}<`, `>${seekerEs['help.emergency_generic']}<`],
];

/** The front page, or the privacy text, in Spanish, for whoever reads it without JavaScript. With it, the front page speaks either language by itself. */
export function inSpanish(page: string): string {
  const said = page.replace(/(<[^>]*\bdata-say="([\w.]+)"[^>]*>)[^<]*(?=<)/g, (found, tag: string, key: string) => {
    const words = BOOK[key];
    return words === undefined ? found : tag + fill(words);
  });
  return PLAIN.reduce((all, [english, spanish]) => all.replaceAll(english, spanish), said);
}

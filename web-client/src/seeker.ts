import { mount } from 'svelte';
import { look } from './safety/look.svelte';
import { place } from './safety/place.svelte';
import Preferences from './safety/Preferences.svelte';
import { startOfPage } from './safety/start';
import { followLanguage } from './safety/static-words.svelte';
import { followPlace } from './seeker/landing.svelte';
import Availability from './seeker/Availability.svelte';
import LandingLines from './seeker/LandingLines.svelte';
import Seeker from './seeker/Seeker.svelte';
import { takeOwnWords } from './words/say';

const find = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no element with the id ${id}`);
  return element;
};

// The page is complete without any of this: each line adds to what stands there already.
look.begin();
const start = startOfPage();
takeOwnWords(start.words);
place.begin(start);
mount(Seeker, {
  target: find('app'),
  props: { landing: find('landing'), beginAt: find('begin'), comeBackAt: find('come-back'), skipLink: find('skip-main') as HTMLAnchorElement, helpLinks: [find('help-open'), find('help-open-landing')] },
});
mount(Availability, { target: find('door'), props: { landing: find('landing'), beginAt: find('begin') } });
followLanguage(document, () => ({ limit: place.start.limitMinutes, exit_site: new URL(place.exitSite).host }));
followPlace(find('headline'), find('danger'));
const lines = find('help-lines');
lines.replaceChildren();
mount(LandingLines, { target: lines });
mount(Preferences, { target: find('preferences') });
// Whatever failed above leaves it standing, and it is seen after a while.
find('too-old').remove();

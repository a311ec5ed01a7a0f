import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { place } from '../safety/place.svelte';
import { readStart } from '../safety/start';
import { speak } from '../words/say';
import { LiveRegionAnnouncer } from './announcer';

let announcer: LiveRegionAnnouncer;

/** Two regions within something of the page, given to the announcer; answers what they hold, and what takes them back. */
function regionsIn(parent: HTMLElement) {
  const [polite, urgent] = [document.createElement('div'), document.createElement('div')];
  parent.append(polite, urgent);
  const gone = announcer.speakIn(polite, urgent);
  return { polite, urgent, gone, heard: () => [polite.textContent, urgent.textContent] };
}

function dialog(): HTMLDialogElement {
  return document.body.appendChild(document.createElement('dialog'));
}

beforeEach(() => {
  vi.useFakeTimers();
  announcer = new LiveRegionAnnouncer();
});
afterEach(async () => {
  vi.useRealTimers();
  place.begin(readStart('{}'));
  await speak('en');
  document.body.replaceChildren();
});

it('speaks in what is open above the page, where nothing under it is heard, and then in the page again', () => {
  const page = regionsIn(document.body);
  const help = dialog();
  const inHelp = regionsIn(help);
  announcer.tell('One.');
  help.open = true;
  announcer.tell('Two.');
  announcer.interrupt('Three.');
  help.open = false;
  announcer.tell('Four.');
  expect([page.heard(), inHelp.heard()]).toEqual([
    ['One.Four.', ''],
    ['Two.', 'Three.'],
  ]);
  vi.advanceTimersByTime(10_000);
  expect([page.heard(), inHelp.heard()]).toEqual([
    ['', ''],
    ['', ''],
  ]);
});

it('speaks in the sheet that was opened last, and no more in one that is gone', () => {
  const page = regionsIn(document.body);
  const [lower, upper] = [dialog(), dialog()];
  lower.open = upper.open = true;
  const [inLower, inUpper] = [regionsIn(lower), regionsIn(upper)];
  announcer.tell('One.');
  inUpper.gone();
  announcer.tell('Two.');
  inLower.gone();
  announcer.tell('Three.');
  expect([page, inLower, inUpper].map(({ heard }) => heard()[0])).toEqual(['Three.', 'Two.', 'One.']);
});

it.each([
  [['en'], 'en'],
  [['fr', 'es'], 'es'],
  [[], 'en'],
])('reads what somebody wrote in the language of the chats, and the sentence about it in that of the page (%s)', async (languages, lang) => {
  place.begin(readStart(JSON.stringify({ languages })));
  await speak('es');
  const { polite } = regionsIn(document.body);
  announcer.tell('Robin: {text}', 'Are you <b>there</b>, {text}?');
  announcer.tell('Robin: ', 'Hi.');
  announcer.tell('Sent');
  expect([...polite.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual(['Robin: Are you <b>there</b>, {text}?', 'Robin: Hi.', 'Sent']);
  expect([...polite.querySelectorAll('[lang]')].map((each) => [each.getAttribute('lang'), each.textContent])).toEqual([
    [lang, 'Are you <b>there</b>, {text}?'],
    [lang, 'Hi.'],
  ]);
});

// What a screen reader finds on a screen: its landmarks, its headings and everything that can be used, each with its name, in their order; and that a chat is read in one order.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { focused } from './keys.mjs';

/** One file for each screen. They change on purpose alone: with E2E_ARIA=keep what is found is kept there, to be read before it is committed. */
const FOLDER = new URL('aria/', import.meta.url);
const KEEPS = process.env.E2E_ARIA === 'keep';
const PLACES = 'banner|main|navigation|contentinfo|complementary|region|search|form|dialog|group|radiogroup|log|alert|heading|table';
const USED = 'button|link|textbox|searchbox|checkbox|radio|combobox|slider|switch';
const ROW = new RegExp(String.raw`^( *- (?:${PLACES}|${USED})(?=[ :]|$))( "(?:[^"\\]|\\.)*")?((?: \[[^\]]*\])*)`);
const UNNAMED = new RegExp(String.raw`^ *- (?:${USED})(?! ")`);
/** Numbers to call and their links change more often than the screens do. */
const ELSEWHERE = /^ *- \/url: "?(?:tel|sms|https?):/;
const TRIES = 12;
const BETWEEN_MS = 500;
/** What a chat is made of, in the order in which it is read: what was said, how the connection is, the field, and Send. */
const CHAT = ['.room [role="log"]', '.room .conn', '.room .composer textarea', '.room .composer button'];
const MOST_STOPS = 50;

/** A row whose name has a colon stands in quotes. */
const unquoted = (row) => row.replace(/^( *- )'(.*)'(?=:|$)/, (_, dash, key) => dash + key.replaceAll("''", "'"));

/** Of a tree what says where somebody is and what they can use. What is only read is left out, names of people are the given ones, and numbers and times are all alike. */
function rowsOf(tree, people) {
  const all = tree.split('\n').map(unquoted);
  const masked = (name) => Object.entries(people).reduce((now, [person, word]) => now.replaceAll(person, word), name).replace(/\d+(?::\d+)?(?:\s?[AP]M)?/g, '#');
  return all.flatMap((row, at) => {
    const found = ROW.exec(row);
    if (found === null || ELSEWHERE.test(all[at + 1] ?? '')) return [];
    const [, role, name = '', states] = found;
    return [role + masked(name) + states.replace(' [active]', '')];
  });
}

function holds(rows, screen) {
  const all = rows.join('\n');
  const count = (what) => rows.filter((row) => what.test(row)).length;
  assert.equal(count(/^ *- main\b/), 1, `${screen} has one main part:\n${all}`);
  assert.equal(count(/^ *- heading .*\[level=1\]/), 1, `${screen} has one heading above all others:\n${all}`);
  assert.deepEqual(rows.filter((row) => UNNAMED.test(row)), [], `everything on ${screen} that can be used has a name`);
}

/**
 * Every screen has one main part, one heading above all others, and a name for everything that can be used. On the service itself it is also what its file says; the pretend server has other people and lines.
 * What is still on its way gets a moment.
 */
export async function reads(scene, page, screen, people = {}) {
  const file = new URL(`${screen}.txt`, FOLDER);
  const look = async () => {
    const rows = rowsOf(await page.locator('body').ariaSnapshot(), people);
    holds(rows, screen);
    return `${rows.join('\n')}\n`;
  };
  if (KEEPS) {
    await page.waitForTimeout(TRIES * BETWEEN_MS);
    mkdirSync(FOLDER, { recursive: true });
    return writeFileSync(file, await look());
  }
  assert.ok(!scene.real || existsSync(file), `e2e/aria/${screen}.txt is missing; E2E_ARIA=keep writes it`);
  for (let tries = 1; ; tries += 1) {
    try {
      const found = await look();
      if (scene.real) assert.equal(found, readFileSync(file, 'utf8'), `${screen} is another one for a screen reader than e2e/aria/${screen}.txt says; if that is meant, E2E_ARIA=keep writes it anew`);
      return undefined;
    } catch (error) {
      if (tries === TRIES) throw error;
      await page.waitForTimeout(BETWEEN_MS);
    }
  }
}

/** A chat is read in one order: that in which its parts stand in the page, that in which they are on the screen, and that in which Tab comes from the messages to Send. */
export async function readsInOrder(page, screen) {
  const wrong = await page.evaluate((parts) => {
    const found = parts.map((part) => document.querySelector(part));
    if (found.includes(null)) return `${parts[found.indexOf(null)]} is missing`;
    const follows = (next, before) => (before.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    const early = found.findIndex((element, at) => at > 0 && !follows(element, found[at - 1]));
    if (early > 0) return `${parts[early]} stands before ${parts[early - 1]}`;
    // Of a connection that stands nothing is said, and nothing is seen.
    const seen = found.filter((element) => element.checkVisibility()).map((element) => element.getBoundingClientRect());
    if (seen.some(({ bottom }, at) => at > 0 && bottom <= seen[at - 1].top)) return 'something is shown above what is read before it';
    Object.assign(globalThis, { follows, stops: [found[0]] });
    found[0].focus();
    return '';
  }, CHAT);
  assert.equal(wrong, '', screen);
  const send = page.locator(CHAT.at(-1));
  for (let stop = 0; stop < MOST_STOPS && !(await focused(send)); stop += 1) {
    await page.keyboard.press('Tab');
    await page.evaluate(() => globalThis.stops.push(document.activeElement));
  }
  const astray = await page.evaluate((used) => {
    const { follows, stops } = globalThis;
    const missed = used.filter((part) => !stops.includes(document.querySelector(part)));
    const back = stops.filter((element, at) => at > 0 && !follows(element, stops[at - 1])).map((element) => element.outerHTML.slice(0, 120));
    return [...missed, ...back];
  }, CHAT.slice(2));
  assert.deepEqual(astray, [], `Tab goes through ${screen} in another order than it is read in`);
}

// The seeker's pages enlarged, spaced out, in forced colours and more contrast, without motion and above a keyboard.
import assert from 'node:assert/strict';
import { meet, part } from '../meeting.mjs';

/** 200 % and 400 % of a small laptop (WCAG 1.4.10), and a phone whose keyboard is open. */
const VIEWS = [
  { width: 640, height: 360 },
  { width: 320, height: 256 },
  { width: 360, height: 300 },
];
/** WCAG 1.4.12, and text alone at 200 %. */
const STYLES = {
  spaced: '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }',
  large: 'html { font-size: 200% !important; }',
};

/** What reaches beyond the page, where it can be scrolled sideways. */
const sideways = (page) =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.body.querySelectorAll('*')].filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > clientWidth + 1).map((element) => `${element.localName} ${element.className} ${element.textContent.trim().slice(0, 30)}`);
  });

/** Buttons, links and headings of which something is cut off; not those that only screen readers find. */
const cutOff = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a, h1, h2, label')]
      .filter((element) => element.checkVisibility() && element.clientWidth > 1 && getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.textContent.trim().slice(0, 40)),
  );

async function fits(page, where) {
  assert.deepEqual(await sideways(page), [], `${where} is too wide`);
  assert.deepEqual(await cutOff(page), [], `${where} cuts something off`);
}

/** With a sheet that somebody's browser adds, for as long as something is looked at. */
async function styled(page, css, does) {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, css);
  await does();
  await page.evaluate(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
  });
}

/** What has the focus shows it, also where the browser chooses the colours. */
async function showsFocus(page, where) {
  const outline = await page.evaluate(() => {
    // What is chosen from shows it around its words.
    const shown = [document.activeElement, document.activeElement.closest('label')].filter((element) => element !== null);
    return Math.max(...shown.map((element) => getComputedStyle(element)).map(({ outlineStyle, outlineWidth }) => (outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth))));
  });
  assert.ok(outline >= 2, `${where} does not show the focus`);
}

/** What is chosen has another edge than what is not, also where the browser chooses the colours, and the focus still shows on it. */
async function tellsChosen(page, chosen, other, where) {
  const edge = (locator) =>
    locator.evaluate((element) => {
      const { borderTopStyle, borderTopWidth, outlineStyle, outlineWidth } = getComputedStyle(element.closest('label') ?? element);
      return [borderTopStyle, borderTopWidth, outlineStyle === 'none' ? '0px' : outlineWidth];
    });
  await page.evaluate(() => document.activeElement.blur());
  await page.emulateMedia({ forcedColors: 'active' });
  const is = await edge(chosen);
  assert.notDeepEqual(is, await edge(other), `${where} does not show what is chosen`);
  await page.keyboard.press('Tab');
  await chosen.focus();
  assert.notDeepEqual(await edge(chosen), is, `${where} does not show the focus on what is chosen`);
  await page.emulateMedia({ forcedColors: 'none' });
}

async function look(page, where) {
  const before = page.viewportSize();
  for (const view of VIEWS) {
    await page.setViewportSize(view);
    await fits(page, `${where} at ${view.width} by ${view.height}`);
  }
  await page.setViewportSize(before);
  for (const [name, css] of Object.entries(STYLES)) {
    await styled(page, css, () => fits(page, `${where}, ${name}`));
  }
  const moving = await page.evaluate(() => document.getAnimations().filter((animation) => animation.playState === 'running').length);
  assert.equal(moving, 0, `${where} moves though it should not`);
  await page.keyboard.press('Tab');
  await page.emulateMedia({ forcedColors: 'active' });
  await showsFocus(page, where);
  await page.emulateMedia({ forcedColors: 'none' });
  // Edges are thicker then.
  await page.emulateMedia({ contrast: 'more' });
  await showsFocus(page, `${where}, with more contrast,`);
  await fits(page, `${where}, with more contrast,`);
  await page.emulateMedia({ contrast: 'no-preference' });
}

/** The same screen where somebody asks for more contrast: edges are thicker, no line is decoration alone, and axe finds nothing. */
async function contrasts(scene, page, where) {
  const edges = (colours) =>
    page.evaluate((theme) => {
      const root = document.documentElement;
      const before = root.dataset.theme;
      root.dataset.theme = theme;
      const style = getComputedStyle(root);
      const [border, hair, line] = ['--border', '--hair', '--line'].map((name) => style.getPropertyValue(name).trim());
      root.dataset.theme = before;
      return { border, decoration: hair !== line };
    }, colours);
  for (const colours of ['dark', 'light']) assert.deepEqual(await edges(colours), { border: '1px', decoration: true });
  await page.emulateMedia({ contrast: 'more' });
  for (const colours of ['dark', 'light']) assert.deepEqual(await edges(colours), { border: '2px', decoration: false }, `${where} has no more contrast in ${colours} colours`);
  await scene.look(page, `${where}-more-contrast`);
  await page.emulateMedia({ contrast: 'no-preference' });
}

export default async function display(scene) {
  const reader = await scene.person('reader', { width: 360, height: 740 });

  await scene.step('the front page, Help now, come-back words, the notice and the line', async () => {
    const { peer } = await scene.openTheDoor();
    await reader.goto(scene.url);
    await reader.getByRole('button', { name: 'Start a chat' }).waitFor();
    await look(reader, 'the front page');
    await contrasts(scene, reader, 'landing');
    await tellsChosen(reader, reader.getByRole('button', { name: 'English' }), reader.getByRole('button', { name: 'Español' }), 'the language');
    await reader.getByRole('link', { name: 'Help now' }).first().click();
    await reader.getByRole('dialog').waitFor();
    await look(reader, 'Help now');
    await reader.keyboard.press('Escape');
    await reader.getByRole('button', { name: 'I have come-back words' }).click();
    await reader.getByLabel('Your four come-back words').waitFor();
    await look(reader, 'the page for come-back words');
    await reader.getByRole('button', { name: 'Back to the start' }).click();
    await reader.getByRole('button', { name: 'Start a chat' }).click();
    await reader.getByRole('radio', { name: '18 or over' }).check();
    await look(reader, 'the notice');
    await tellsChosen(reader, reader.getByRole('radio', { name: '18 or over' }), reader.getByRole('radio', { name: '13–15' }), 'the notice');
    await reader.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await reader.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
    await look(reader, 'the waiting room');
    await reader.getByRole('checkbox', { name: 'grief' }).check();
    await tellsChosen(reader, reader.getByRole('checkbox', { name: 'grief' }), reader.getByRole('checkbox', { name: 'anxiety' }), 'the waiting room');
    await reader.getByRole('button', { name: 'Leave the line' }).click();
    await reader.getByRole('heading', { name: "We're finding someone for you" }).waitFor({ state: 'hidden' });
    await reader.getByRole('button', { name: 'Back to the start' }).click();
    await reader.getByRole('button', { name: 'Español' }).click();
    await reader.getByRole('button', { name: 'Empezar un chat' }).click();
    await reader.getByRole('radio', { name: '18 o más' }).check();
    await look(reader, 'the notice in Spanish');
    await scene.closeTheDoor(peer);
  });

  const people = await meet(scene);
  const { seeker } = people;

  await scene.step('the chat, and above a keyboard the field, Send and Quick exit are all there', async () => {
    await look(seeker, 'the chat');
    await contrasts(scene, seeker, 'chat');
    await seeker.getByText('More', { exact: true }).click();
    await look(seeker, 'the menu of the chat');
    await seeker.getByRole('button', { name: 'Español' }).click();
    await seeker.getByText('Más', { exact: true }).click();
    await look(seeker, 'the chat in Spanish');
    await seeker.getByText('Más', { exact: true }).click();
    await seeker.getByRole('button', { name: 'English' }).click();
    await seeker.getByText('More', { exact: true }).click();
    await seeker.setViewportSize({ width: 360, height: 300 });
    await seeker.getByLabel('Your message').fill('Is somebody there?');
    for (const control of [seeker.getByLabel('Your message'), seeker.getByRole('button', { name: 'Send', exact: true }), seeker.getByRole('link', { name: /Quick exit/ }).last()]) {
      const box = await control.boundingBox();
      assert.ok(box && box.y >= 0 && box.y + box.height <= 300, `${await control.textContent()} is not to be seen above a keyboard`);
    }
    await seeker.getByLabel('Your message').fill('');
    await seeker.setViewportSize({ width: 360, height: 740 });
  });

  await part(scene, people);

  await scene.step('the page after it', async () => {
    await look(seeker, 'the page after a chat');
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    await seeker.getByLabel('Your card, in your words').fill('Nights are hard.');
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    const again = seeker.getByRole('group', { name: /would you like .* again when possible/ });
    await again.getByRole('button', { name: 'Yes, if possible' }).click();
    await tellsChosen(seeker, again.getByRole('button', { pressed: true }), again.getByRole('button', { pressed: false }), 'whether to meet the same peer');
  });
}

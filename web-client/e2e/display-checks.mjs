// How the stories about display look at a screen: enlarged, spaced out, in forced colours and more contrast, with and without motion.
import assert from 'node:assert/strict';

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

/** What reaches beyond the page, or beyond what is open over it, where that can be scrolled sideways. */
const sideways = (page) =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('dialog[open]')]
      .filter(({ clientWidth, scrollWidth }) => scrollWidth > clientWidth)
      .flatMap((frame) => {
        const edge = frame === document.documentElement ? frame.clientWidth : frame.getBoundingClientRect().left + frame.clientLeft + frame.clientWidth;
        const out = [...frame.querySelectorAll('*')].filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > edge + 1);
        return [frame, ...out].map((element) => `${element.localName} ${element.className} ${element.textContent.trim().slice(0, 30)}`);
      }),
  );

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

/** The longest that anything moves where motion is welcome (design: at most 150 ms); ms. */
const MOVES_AT_MOST = 150;

/** What would move for longer than that, or without end, where nobody asks for less motion. */
async function isCalm(page, where) {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const moving = await page.evaluate((most) => {
    const longest = (times) => Math.max(...times.split(',').map((time) => Number.parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000)));
    const moves = (style) => longest(style.transitionDuration) > most || (style.animationName !== 'none' && (longest(style.animationDuration) > most || style.animationIterationCount.includes('infinite')));
    return [...document.querySelectorAll('*')].filter((element) => [undefined, '::before', '::after'].some((part) => moves(getComputedStyle(element, part)))).map((element) => `${element.localName} ${element.className}`);
  }, MOVES_AT_MOST);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.deepEqual(moving, [], `${where} moves for longer than ${MOVES_AT_MOST} ms`);
}

/** At 400 % everything that can be used, on the page or on what is open over it, comes to where it can be seen once it has the focus. */
export async function reaches(page, where) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 256 });
  const hidden = await page.evaluate(() => {
    const had = document.activeElement;
    const frame = document.querySelector('dialog[open]') ?? document;
    const controls = [...frame.querySelectorAll('a[href], button, input, select, textarea, summary')].filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled'));
    const told = controls
      .filter((control) => {
        control.focus();
        if (document.activeElement !== control) return true;
        const { left, right, top, bottom } = control.getClientRects()[0];
        // Of what is larger than the screen, the middle of what is on it.
        const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
        const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
        const there = document.elementFromPoint(x, y);
        return !control.contains(there) && !control.closest('label')?.contains(there);
      })
      .map((control) => control.outerHTML.slice(0, 120));
    had.focus();
    return told;
  });
  await page.setViewportSize(before);
  assert.deepEqual(hidden, [], `${where} at 400 % cannot be used whole`);
}

/** Larger, spaced out, without motion, in forced colours and with more contrast: nothing is cut off or too wide, and the focus shows. */
export async function look(page, where) {
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
  await isCalm(page, where);
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
export async function contrasts(scene, page, where) {
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

/** What is chosen has another edge than what is not, also where the browser chooses the colours, and the focus still shows on it. */
export async function tellsChosen(page, chosen, other, where) {
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

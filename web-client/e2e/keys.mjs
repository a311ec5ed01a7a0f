// A page by keys alone: how several stories go through it.
import assert from 'node:assert/strict';

const MOST_STOPS = 200;

export const focused = (locator) => locator.evaluate((element) => element === document.activeElement);

/** Nothing lies over what has the focus, and it is on the screen (WCAG 2.4.11). */
export async function inSight(page) {
  const hidden = await page.evaluate(() => {
    const at = document.activeElement;
    const { left, top, width, height } = at.getClientRects()[0];
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return at.contains(there) ? '' : `${at.outerHTML.slice(0, 120)} is under ${there?.outerHTML.slice(0, 120) ?? 'the edge of the screen'}`;
  });
  assert.equal(hidden, '');
}

/** Goes on with Tab until the focus is there. */
export async function tabTo(page, target) {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    if (await focused(target)) return inSight(page);
  }
  throw new Error(`Tab never came to ${target}`);
}

export async function press(page, target) {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Once round with Tab; answers what it did not come to, and whether that was there when it began. */
async function round(page) {
  await page.evaluate(() => {
    // Behind a dialog nothing can be used.
    const usable = () =>
      [...([...document.querySelectorAll('dialog:modal')].at(-1) ?? document).querySelectorAll('a[href], button, input:not([type="radio"]), select, textarea, summary, [tabindex="0"]')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled);
    Object.assign(globalThis, { usable, stops: new Set(), before: new Set(usable()), last: undefined });
  });
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const { activeElement, body } = document;
      if (activeElement === body) return 'nowhere';
      // A time has stops of its own inside: hours, minutes.
      if (activeElement === globalThis.last) return 'still there';
      globalThis.last = activeElement;
      if (globalThis.stops.has(activeElement)) return 'again';
      globalThis.stops.add(activeElement);
      return 'new';
    });
    if (at === 'again') break;
    if (at === 'new') await inSight(page);
  }
  return page.evaluate(() => {
    const { usable, stops, before } = globalThis;
    return usable()
      .filter((element) => !stops.has(element))
      .map((element) => ({ element: element.outerHTML.slice(0, 120), wasThere: before.has(element) }));
  });
}

/** Tab comes to everything that can be used, with nothing over it, and then round again: nowhere is a trap. */
export async function goesRound(page) {
  const missed = await round(page);
  assert.deepEqual(missed.filter(({ wasThere }) => wasThere), []);
  // What came onto the page behind the keyboard is come to the next time.
  if (missed.length > 0) assert.deepEqual(await round(page), []);
}

// Redis stops in the middle of a chat and starts again: nothing looks sent that is not kept, who can help is in the page, and nothing is lost or there twice. Whoever plays this against a server of their own stops and starts Redis when it says so.
import assert from 'node:assert/strict';
import { hears, log, meet, part, write } from '../meeting.mjs';

/** A server that finds its Redis again tries after seconds, and so does a page with a message that may not be kept. */
const BACK_MS = 60_000;
const AWAY = 503;

/** Until the server answers as one with Redis, or as one without. */
async function until(page, away) {
  const last = Date.now() + BACK_MS;
  for (;;) {
    const status = await page.evaluate(async () => (await fetch('/api/staff/me')).status);
    if ((status === AWAY) === away) return;
    assert.ok(Date.now() < last, `Redis is ${away ? 'still there' : 'not there yet'}: the server answers ${status}`);
    await page.waitForTimeout(250);
  }
}

export default async function redis(scene) {
  const people = await meet(scene);
  const { seeker, peer, supervisor } = people;
  const said = (page) => log(page).locator('.said').allTextContents();
  const line = (page, text) => log(page).getByRole('listitem').filter({ hasText: text });
  const state = (page, text) => line(page, text).getAttribute('data-state');
  const isThere = (page, text) => page.waitForFunction((words) => [...document.querySelectorAll('[role="log"] li:not([data-state="sending"], [data-state="waiting"])')].some((each) => each.textContent.includes(words)), text, { timeout: BACK_MS });

  try {
    await scene.step('Redis stops, and nothing that is written looks sent', async () => {
      for (const page of [seeker, peer, supervisor]) page.failing = /\/api\//;
      await scene.redis('stop');
      await until(peer, true);
      await write(seeker, 'Your message', 'Is anybody still there?');
      await line(seeker, 'Is anybody still there?').waitFor();
      await write(peer, 'Write to', 'I am here.');
      await line(peer, 'I am here.').waitFor();
      await seeker.waitForTimeout(3_000);
      assert.equal(await state(seeker, 'Is anybody still there?'), 'sending');
      assert.equal(await state(peer, 'I am here.'), 'sending');
      assert.deepEqual([(await said(peer)).includes('Is anybody still there?'), (await said(seeker)).includes('I am here.')], [false, false]);
      await scene.look(seeker, 'redis-away');
    });

    await scene.step('who can help meanwhile is one tap away', async () => {
      await seeker.getByRole('link', { name: 'Help now' }).first().click();
      const help = seeker.getByRole('dialog');
      await help.waitFor();
      assert.ok((await help.locator('a[href^="tel:"]').count()) >= 1);
      await seeker.keyboard.press('Escape');
      await help.waitFor({ state: 'hidden' });
    });
  } finally {
    // Also where something broke: the stories after this one need it.
    await scene.redis('start');
  }

  await scene.step('Redis starts again: what was written is kept by itself, once, and in one order for both', async () => {
    await until(peer, false);
    for (const text of ['Is anybody still there?', 'I am here.']) {
      await isThere(seeker, text);
      await isThere(peer, text);
    }
    await hears(seeker, 'It has been a long week.');
    const ofBoth = await said(peer);
    assert.deepEqual(await said(seeker), ofBoth);
    assert.deepEqual([...new Set(ofBoth)], ofBoth);
  });

  await scene.step('and the chat goes on', async () => {
    await write(peer, 'Write to', 'Tell me about your week.');
    await hears(seeker, 'Tell me about your week.');
    await write(seeker, 'Your message', 'It began on Monday.');
    await hears(peer, 'It began on Monday.');
    for (const page of [seeker, peer, supervisor]) page.failing = undefined;
  });

  await part(scene, people);
}

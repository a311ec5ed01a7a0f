// Back, Forward and second tabs, wherever a visit is: no conversation is lost, none is shown that was left, and nothing goes twice.
import assert from 'node:assert/strict';
import { arrive, goesOffDuty, hears, log, part, PHONE, sameTab, takesOffer, write } from '../meeting.mjs';

const NOTE = 'It has been a long week.';
const CARD = 'Nights are hard.';
const AWAY = 'data:text/plain,elsewhere';

const start = (page) => page.getByRole('button', { name: 'Start a chat' });
const inLine = (page) => page.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
const place = (page, words) => page.getByRole('main').getByText(words, { exact: true }).waitFor();
const pass = (page) => page.evaluate(() => sessionStorage.getItem('porchlight.token'));

/** From a page of nobody's, which Back finds again. */
async function open(scene, page) {
  await page.goto(AWAY);
  await page.goto(scene.url);
  await start(page).waitFor();
}

/** Away with Back and here again with Forward. This browser keeps no page, so it is loaded anew. */
async function backAndForth(page) {
  await page.goBack();
  assert.equal(page.url(), AWAY);
  await page.goForward();
}

async function toNotice(page) {
  await start(page).click();
  await page.getByRole('heading', { name: 'Before you start' }).waitFor();
}

/** At a site that something stands in for. */
const isElsewhere = (page) => page.getByText('Rain later.').waitFor();

/** With Quick exit, to there. */
async function leave(page) {
  await page.getByRole('link', { name: /Quick exit/ }).last().click();
  await isElsewhere(page);
}

/** A person whose browser finds a site to leave for in any of its tabs. */
async function somebody(scene, name) {
  const page = await scene.person(name, PHONE);
  page.leaving = true;
  await page.context().route(/^https:/, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<title>Weather</title><p>Rain later.' }));
  return page;
}

export default async function backforward(scene) {
  const seeker = await somebody(scene, 'seeker');
  /** Everything that asks for a pass. */
  let asked = 0;
  seeker.on('request', (request) => (asked += request.url().endsWith('/api/seekers') ? 1 : 0));
  let peer;

  await scene.step('from the front page and back to it', async () => {
    ({ peer } = await scene.openTheDoor());
    await open(scene, seeker);
    await backAndForth(seeker);
    await start(seeker).waitFor();
  });

  await scene.step('behind the notice it begins at the front page, and how old they are is asked anew', async () => {
    await toNotice(seeker);
    await seeker.getByRole('radio', { name: '18 or over' }).check();
    await backAndForth(seeker);
    await toNotice(seeker);
    assert.equal(await seeker.getByRole('radio', { checked: true }).count(), 0);
    assert.deepEqual([asked, await pass(seeker)], [0, null]);
  });

  await scene.step('who is under age finds the front page too, and nothing of what they chose', async () => {
    await seeker.getByRole('radio', { name: '13–15' }).check();
    await seeker.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await seeker.getByText('Nothing you chose here was kept.').waitFor();
    await backAndForth(seeker);
    await start(seeker).waitFor();
    assert.equal(await seeker.getByText('Nothing you chose here was kept.').count(), 0);
    assert.deepEqual([asked, await pass(seeker)], [0, null]);
  });

  await scene.step('in line the place and the first message are there as they were', async () => {
    await toNotice(seeker);
    await seeker.getByRole('radio', { name: '18 or over' }).check();
    await seeker.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await inLine(seeker);
    await seeker.getByLabel('Your message').fill(NOTE);
    const sealed = () => seeker.evaluate(() => sessionStorage.getItem('porchlight.words'));
    await seeker.waitForFunction(() => sessionStorage.getItem('porchlight.words') !== null);
    const draft = await sealed();
    await seeker.getByRole('button', { name: 'Send when they join' }).click();
    await seeker.getByText('Ready. Your peer gets it when they join.', { exact: false }).waitFor();
    await seeker.waitForFunction((before) => sessionStorage.getItem('porchlight.words') !== before, draft);
    await backAndForth(seeker);
    await inLine(seeker);
    await place(seeker, "You're next.");
    await place(seeker, NOTE);
    await seeker.getByText('Ready. Your peer gets it when they join.', { exact: false }).waitFor();
    assert.equal(asked, 1, 'the pass of before is good');
  });

  await scene.step('of two tabs in line with one pass the second has the place, the first says so, and takes it back', async () => {
    const twin = await sameTab(scene, seeker, await pass(seeker));
    await inLine(twin);
    await place(twin, "You're next.");
    await seeker.getByText('This conversation is open in another tab.').waitFor();
    await scene.look(seeker, 'in-line-in-another-tab');
    await seeker.getByRole('button', { name: 'Use it here' }).click();
    await twin.getByText('This conversation is open in another tab.').waitFor();
    await seeker.getByText('This conversation is open in another tab.').waitFor({ state: 'hidden' });
    await place(seeker, NOTE);
    await twin.close();
  });

  const other = await somebody(scene, 'who has two tabs');
  /** With nothing kept of before, and behind nobody but the one who waits already. */
  const goIn = async (page) => {
    await page.goto(scene.url);
    await start(page).waitFor();
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    await arrive(scene, page);
    await place(page, "You're 2nd in line.");
  };
  await scene.step('two tabs with the notice are two visits, and Quick exit in the one ends and leaves both', async () => {
    const tab = await other.context().newPage();
    for (const page of [other, tab]) {
      await page.goto(scene.url);
      await toNotice(page);
      await page.getByRole('radio', { name: '18 or over' }).check();
    }
    await other.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await place(other, "You're 2nd in line.");
    await tab.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await place(tab, "You're 3rd in line.");
    await leave(tab);
    await isElsewhere(other);
    await tab.close();
    await goIn(other);
  });

  await scene.step('with one pass in both, who left in the one has left in the other, at once', async () => {
    const twin = await sameTab(scene, other, await pass(other));
    await inLine(twin);
    await other.getByText('This conversation is open in another tab.').waitFor();
    await leave(twin);
    await isElsewhere(other);
    await twin.close();
  });

  await scene.step('where a browser has no way to tell its tabs, the other finds nothing once it asks', async () => {
    await other.addInitScript(() => delete globalThis.BroadcastChannel);
    await goIn(other);
    const twin = await sameTab(scene, other, await pass(other));
    await inLine(twin);
    await other.getByText('This conversation is open in another tab.').waitFor();
    await leave(twin);
    await other.getByRole('button', { name: 'Use it here' }).click();
    await other.getByRole('heading', { name: 'This conversation has closed.', exact: false }).waitFor();
    assert.equal(await pass(other), null);
    await twin.close();
  });

  await scene.step('matched: the first message comes once, and Back and Forward in the chat lose and double nothing', async () => {
    const said = (page) => log(page).locator('.said').allTextContents();
    await peer.getByRole('button', { name: "I'm ready" }).click();
    await takesOffer(peer);
    await hears(peer, NOTE);
    await write(seeker, 'Your message', 'Is anybody there?');
    await hears(peer, 'Is anybody there?');
    await log(seeker).getByText('· Sent', { exact: true }).first().waitFor();
    await backAndForth(seeker);
    await hears(seeker, 'Is anybody there?');
    await write(peer, 'Write to', 'I am.');
    await hears(seeker, 'I am.');
    for (const page of [seeker, peer]) assert.deepEqual(await said(page), [NOTE, 'Is anybody there?', 'I am.']);
  });
  await part(scene, { seeker, peer });

  let words = '';
  await scene.step('after the end nothing of it is shown again, and it can still be deleted', async () => {
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    await seeker.getByLabel('Your card, in your words').fill(CARD);
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    words = await seeker.getByRole('group', { name: 'Your four words' }).locator('.words').innerText();
    await backAndForth(seeker);
    await seeker.getByRole('heading', { name: 'This conversation has closed.', exact: false }).waitFor();
    await seeker.getByRole('button', { name: 'Delete this conversation now' }).waitFor();
    for (const gone of [NOTE, CARD, words]) assert.equal((await seeker.content()).includes(gone), false);
    await seeker.getByRole('button', { name: 'Back to the start' }).click();
    await seeker.getByRole('heading', { name: 'What happens' }).waitFor();
    assert.equal(await pass(seeker), null);
  });

  await scene.step('what come-back words opened is not there for whoever presses Forward', async () => {
    await seeker.getByRole('button', { name: 'I have come-back words' }).click();
    await seeker.getByLabel('Your four come-back words').fill(words);
    await seeker.getByRole('button', { name: 'Continue' }).click();
    await seeker.getByText(CARD, { exact: true }).waitFor();
    await backAndForth(seeker);
    await seeker.getByRole('heading', { name: 'What happens' }).waitFor();
    for (const gone of [CARD, words]) assert.equal((await seeker.content()).includes(gone), false);
    assert.equal(await pass(seeker), null);
  });

  await scene.step('whoever comes back to a closed door reads so on the start page, is not put into line, and no pass is kept', async () => {
    await peer.locator('button:enabled', { hasText: 'Go on duty' }).click();
    await peer.getByText("You're on duty").waitFor();
    await seeker.reload();
    await toNotice(seeker);
    await seeker.getByRole('radio', { name: '18 or over' }).check();
    await goesOffDuty(peer);
    await seeker.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await seeker.getByRole('heading', { name: "We can't take more people safely right now." }).waitFor();
    const before = asked;
    for (const comesBack of [() => backAndForth(seeker), () => seeker.reload()]) {
      await comesBack();
      await seeker.getByRole('heading', { name: 'What happens' }).waitFor();
      await seeker.getByText("We can't take more people safely right now.", { exact: true }).waitFor();
      await seeker.locator('#door').getByRole('listitem').first().waitFor();
      assert.equal((await seeker.content()).includes('This conversation has closed'), false);
      assert.deepEqual([asked, await pass(seeker)], [before, null]);
    }
  });
}

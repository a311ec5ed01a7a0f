// A seeker's ways out and a lost network, by keys alone: Quick exit by Tab and by Shift, what Back finds after it, and two messages that waited for the network.
import assert from 'node:assert/strict';
import { focused, goesRound, inSight, press, tabTo } from '../keys.mjs';
import { BACK_MS, goesOffDuty, hears, log, networkOf, PHONE, takesOffer, write } from '../meeting.mjs';

const WRITTEN = 'NOBODY\nmay see this';

export default async function seekerkeys(scene) {
  const seeker = await scene.person('seeker', PHONE);
  const keys = seeker.keyboard;
  const network = await networkOf(seeker);
  const button = (name) => seeker.getByRole('button', { name, exact: true });
  const main = seeker.getByRole('main');
  const field = seeker.getByLabel('Your message');
  const waiting = seeker.getByRole('heading', { name: "We're finding someone for you" });
  // Help now, which is closed, has its own.
  const ofPage = (words) => seeker.getByText(words, { exact: true }).filter({ visible: true });
  let peer;
  seeker.leaving = true;
  await seeker.route(/^https:/, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<title>Weather</title><p>Rain later.' }));

  const open = async () => {
    // Another entry of this site, for Back to come to.
    await seeker.goto(`${scene.url}/#main-landing`);
    await seeker.goto(scene.url);
    await button('Start a chat').waitFor();
  };
  const comeIn = async () => {
    await press(seeker, button('Start a chat'));
    await tabTo(seeker, seeker.getByRole('radio').first());
    await keys.press('Space');
    for (let down = 0; down < 3; down += 1) await keys.press('ArrowDown');
    assert.equal(await seeker.getByRole('radio', { name: '18 or over' }).isChecked(), true);
    await press(seeker, button('I understand. Find me someone'));
    await waiting.waitFor();
  };
  /** Another site is there, in the place of the page, and Back finds the start page with nothing of anybody. */
  const hasLeft = async (entries) => {
    await ofPage('Rain later.').waitFor();
    assert.equal(seeker.url().startsWith(scene.url), false);
    assert.equal(await seeker.evaluate(() => history.length), entries, 'leaving takes the place of the page in the history');
    await seeker.goBack();
    await seeker.getByRole('heading', { name: 'What happens' }).waitFor();
    assert.equal((await seeker.content()).includes('may see this'), false);
    const kept = await seeker.evaluate(async () => [sessionStorage.length, localStorage.length, document.cookie, (await caches.keys()).length, (await indexedDB.databases()).length]);
    assert.deepEqual(kept, [0, 0, '', 0, 0]);
  };

  await scene.step('Quick exit is the second stop of the front page, and Enter on it leaves', async () => {
    ({ peer } = await scene.openTheDoor());
    await open();
    const entries = await seeker.evaluate(() => history.length);
    await keys.press('Tab');
    await keys.press('Tab');
    assert.equal(await seeker.evaluate(() => document.activeElement.textContent), 'Quick exit');
    await inSight(seeker);
    await keys.press('Enter');
    await hasLeft(entries);
  });

  await scene.step('Tab goes round the notice, round Help now, out of which Esc leads back, and round the come-back words', async () => {
    await open();
    const help = seeker.locator('#help-open');
    await press(seeker, help);
    await seeker.getByRole('dialog').waitFor();
    await goesRound(seeker);
    await keys.press('Escape');
    assert.equal(await focused(help), true);
    await press(seeker, button('I have come-back words'));
    await seeker.getByLabel('Your four come-back words').waitFor();
    await goesRound(seeker);
    await press(seeker, button('Back to the start'));
    await press(seeker, button('Start a chat'));
    await seeker.getByRole('heading', { name: 'Before you start' }).waitFor();
    await goesRound(seeker);
  });

  await scene.step('in line capitals, new lines, two Shifts and a letter, and two Shifts and a pause stay; three leave', async () => {
    await open();
    const entries = await seeker.evaluate(() => history.length);
    await comeIn();
    await tabTo(seeker, field);
    for (const letter of 'NOBODY') await keys.press(`Shift+${letter}`);
    await keys.press('Shift+Enter');
    await keys.type('may see this');
    assert.equal(await field.inputValue(), WRITTEN);
    for (let times = 0; times < 2; times += 1) await keys.press('Shift');
    await ofPage('Shift, press 1 more time to leave.').waitFor();
    await ofPage('Quick exit cancelled.').waitFor();
    await keys.press('Shift');
    await ofPage('Shift, press 2 more times to leave.').waitFor();
    await keys.press('x');
    await ofPage('Quick exit cancelled.').waitFor();
    assert.deepEqual([await waiting.isVisible(), await field.inputValue(), await focused(field)], [true, `${WRITTEN}x`, true]);
    for (let times = 0; times < 3; times += 1) await keys.press('Shift');
    await hasLeft(entries);
  });

  await scene.step('they come in again and are met', async () => {
    await open();
    await comeIn();
    await peer.getByRole('button', { name: "I'm ready" }).click();
    await takesOffer(peer);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    await tabTo(seeker, field);
    await keys.type('It has been a long week.');
    await keys.press('Enter');
    await hears(peer, 'It has been a long week.');
  });

  await scene.step('who reads further up stays there; a key leads to what came, and the focus is on the messages', async () => {
    const messages = log(seeker);
    const top = () => messages.evaluate(({ scrollTop }) => scrollTop);
    await write(peer, 'Write to', Array(60).fill('A long night.').join('\n'));
    await messages.getByText('A long night.', { exact: false }).waitFor();
    await tabTo(seeker, messages);
    await keys.press('Home');
    await seeker.waitForFunction((element) => element.scrollTop === 0, await messages.elementHandle());
    await write(peer, 'Write to', 'I am still here.');
    await button('New message ↓').waitFor();
    assert.equal(await top(), 0, 'nothing moves under somebody who reads');
    await scene.look(seeker, 'new-below');
    await press(seeker, button('New message ↓'));
    await button('New message ↓').waitFor({ state: 'detached' });
    assert.equal(await messages.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 60), true);
    assert.equal(await focused(messages), true);
    await tabTo(seeker, field);
  });

  await scene.step('without a network two messages wait; they go once and in their order, and the focus stays in the field', async () => {
    await network.lose();
    await seeker.getByText("You've lost connection.", { exact: false }).first().waitFor();
    assert.equal(await focused(field), true);
    for (const words of ['First.', 'Second.']) {
      await keys.type(words);
      await keys.press('Enter');
    }
    await log(seeker).getByText('Waiting to send').nth(1).waitFor();
    assert.equal(await focused(field), true);
    await network.giveBack(() => seeker.getByText("You're back.", { exact: false }).first().waitFor({ timeout: BACK_MS }));
    await hears(peer, 'Second.');
    const all = await log(peer).locator('.said').allTextContents();
    assert.deepEqual(all.filter((words) => words === 'First.' || words === 'Second.'), ['First.', 'Second.']);
    assert.equal(await focused(field), true);
  });

  await scene.step('they end it, skip what is asked after it, and are at the start', async () => {
    await press(seeker, main.locator('summary', { hasText: 'More' }));
    await press(seeker, main.locator('.menu').getByRole('button', { name: 'End chat' }));
    assert.equal(await focused(button('Stay')), true);
    await keys.press('Tab');
    await keys.press('Enter');
    await seeker.getByRole('heading', { name: 'Before you go' }).waitFor();
    await press(seeker, button('Clear this page'));
    await seeker.getByRole('heading', { name: 'What happens' }).waitFor();
    await peer.getByText('ended the chat.', { exact: false }).first().waitFor();
    await goesOffDuty(peer);
  });
}

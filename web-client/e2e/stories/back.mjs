// Four words from one night to another: what is kept, what they open, what a peer is shown, and that forgetting is at once.
import assert from 'node:assert/strict';
import { meet, part, PHONE } from '../meeting.mjs';

const CARD = "Nights are hard. Please don't ask how it happened.";
/** An offer that was not answered in time comes again; this is longer than it is held. */
const OFFER_MS = 60_000;

export default async function back(scene) {
  const { seeker, peer } = await meet(scene);
  await part(scene, { seeker, peer });
  let words = '';

  const comeBack = async (page, typed) => {
    await page.goto(scene.url);
    await page.getByRole('button', { name: 'I have come-back words' }).click();
    await page.getByLabel('Your four come-back words').fill(typed);
    await page.getByRole('button', { name: 'Continue' }).click();
  };

  await scene.step('nothing is kept unless somebody says so', async () => {
    await seeker.getByText("If you do nothing here, nothing new is kept for next time.", { exact: false }).waitFor();
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    await seeker.getByLabel('Your card, in your words').fill(CARD);
    await scene.look(seeker, 'keep-a-way-back');
  });

  await scene.step('four words are shown, once', async () => {
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    const group = seeker.getByRole('group', { name: 'Your four words' });
    await group.waitFor();
    words = await group.locator('.words').innerText();
    assert.equal(words.split(/\s·\s/).length, 4);
    assert.equal(await group.evaluate((told) => told === document.activeElement), true, 'the keyboard is where the words are');
    await scene.look(seeker, 'four-words');
  });

  const later = await scene.person('the seeker, another night', PHONE);
  await scene.step('words that open nothing are answered plainly, and are in no address', async () => {
    await comeBack(later, 'these open nothing now');
    await later.getByText("Those words don't open anything.", { exact: false }).waitFor();
    assert.equal(later.url().replace(/\/$/, ''), scene.url.replace(/\/$/, ''));
    assert.equal(await later.evaluate(() => sessionStorage.length), 0);
    await scene.look(later, 'no-such-words');
  });

  await scene.step('the four words open the card and the count, however they are typed', async () => {
    await comeBack(later, words.toUpperCase().replaceAll(/\s·\s/g, '. '));
    await later.getByRole('heading', { name: 'Welcome back' }).waitFor();
    await later.getByText('This is your visit number 2.', { exact: false }).waitFor();
    await later.getByText(CARD, { exact: true }).waitFor();
    await scene.look(later, 'welcome-back');
  });

  await scene.step('a card can be one that is never shown again', async () => {
    await later.getByRole('button', { name: 'Change it' }).click();
    await later.getByRole('radio', { name: 'Share it, never show it' }).check();
    await scene.look(later, 'change-the-card');
    await later.getByRole('button', { name: 'Save the card' }).click();
    await later.getByText('You kept a card.', { exact: false }).waitFor();
    assert.equal(await later.getByText(CARD, { exact: true }).count(), 0);
  });

  await scene.step('with a yes it goes to the peer, after the notice that everybody reads', async () => {
    await peer.locator('button:enabled', { hasText: 'Go on duty' }).click();
    await peer.getByText("You're on duty").waitFor();
    await later.getByRole('button', { name: 'Share it with my peer' }).click();
    await later.getByRole('heading', { name: 'Before you start' }).waitFor();
    await later.getByRole('radio', { name: '18 or over' }).check();
    await later.getByRole('button', { name: 'I understand. Find me someone' }).click();
    const take = peer.getByRole('button', { name: 'Take this chat' });
    await take.waitFor({ timeout: OFFER_MS });
    await take.click();
    await later.getByRole('heading', { name: 'Chat with' }).waitFor();
    await peer.getByText("What they've told us, so you don't ask again").waitFor();
    await peer.getByText(CARD, { exact: true }).waitFor();
    assert.equal(await later.getByText(CARD, { exact: true }).count(), 0);
    await scene.look(peer, 'card-at-the-desk');
  });
  await part(scene, { seeker: later, peer });

  await scene.step('everything is deleted at once, and the page says so', async () => {
    await later.getByRole('heading', { name: 'Your way back' }).waitFor();
    await later.getByRole('button', { name: 'Delete everything about me' }).click();
    await scene.look(later, 'forget');
    await later.getByRole('button', { name: 'Delete it', exact: true }).click();
    await later.getByText('Deleted. Your four words open nothing now.', { exact: true }).waitFor();
    await scene.look(later, 'forgotten');
    const third = await scene.person('somebody with the words', PHONE);
    await comeBack(third, words);
    await third.getByText("Those words don't open anything.", { exact: false }).waitFor();
  });
}

// Four words from one night to another: what is kept, what they open, what a peer is shown, what can be taken along as a file, and that forgetting is at once.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { reads } from '../aria.mjs';
import { look } from '../display-checks.mjs';
import { hears, meet, networkOf, OFFER_MS, overheard, part, PHONE, takesOffer, write } from '../meeting.mjs';

const CARD = "Nights are hard. Please don't ask how it happened.";
const DAY_MS = 86_400_000;
const STEPS = ['Put the kettle on.', 'Call Ana, who said I may, however late it is and however small it seems.'];

export default async function back(scene) {
  const { seeker: first, peer } = await meet(scene);
  let words = '';
  let known = '';

  const comeBack = async (page, typed) => {
    await page.goto(scene.url);
    await page.getByRole('button', { name: 'I have come-back words' }).click();
    await page.getByLabel('Your four come-back words').fill(typed);
    await page.getByRole('button', { name: 'Continue' }).click();
  };

  await scene.step('a chat has four words, shown when they are asked for', async () => {
    known = await first.getByRole('heading', { level: 1 }).locator('[aria-hidden]').textContent();
    await first.getByText('More', { exact: true }).click();
    const group = first.getByRole('group', { name: 'Come-back words' });
    await group.getByRole('button', { name: 'Come-back words' }).click();
    await group.locator('.words').waitFor();
    words = await group.locator('.words').innerText();
    assert.equal(words.split(' · ').length, 4);
    await scene.look(first, 'words-of-a-chat');
  });

  await scene.step('a soft tone is off until it is chosen, and stays chosen in this tab', async () => {
    const choice = first.getByRole('checkbox', { name: 'Play a quiet sound when someone replies' });
    assert.equal(await choice.isChecked(), false);
    await choice.check();
    await scene.look(first, 'a-soft-tone');
    await first.reload();
    await first.getByRole('heading', { name: 'Chat with' }).waitFor();
    await first.getByText('More', { exact: true }).click();
    assert.equal(await choice.isChecked(), true);
    await choice.uncheck();
    assert.equal(await first.evaluate(() => sessionStorage.getItem('porchlight.tone')), null);
  });

  await scene.step('words that are asked for after the reload are others, and the page says which ones count', async () => {
    const group = first.getByRole('group', { name: 'Come-back words' });
    await group.getByRole('button', { name: 'Come-back words' }).click();
    await group.getByText('If you noted words of this chat before, these take their place.', { exact: false }).waitFor();
    const others = await group.locator('.words').innerText();
    assert.notEqual(others, words);
    words = others;
    await scene.look(first, 'other-words-of-a-chat');
  });

  const seeker = await scene.person('the seeker, on another page', PHONE);
  await scene.step('they lead back in, without what was said before, and the peer is told', async () => {
    await first.goto('about:blank');
    await comeBack(seeker, words);
    await seeker.getByText('Your conversation is still open.', { exact: false }).waitFor();
    await scene.look(seeker, 'still-open');
    await seeker.getByRole('button', { name: 'Go back in' }).click();
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    await peer.getByText('They came back with words.', { exact: false }).waitFor();
    await write(seeker, 'Your message', 'It is me again.');
    await hears(peer, 'It is me again.');
    assert.equal(await seeker.getByText('It has been a long week.', { exact: true }).count(), 0);
    await scene.look(peer, 'came-back-with-words');
  });
  await part(scene, { seeker, peer });

  await scene.step('once it has closed they lead to nothing but deleting it', async () => {
    const after = await scene.person('somebody with the words of a closed chat', PHONE);
    await comeBack(after, words);
    await after.getByText('Your conversation has closed. You can delete it here.', { exact: false }).waitFor();
    await after.getByRole('button', { name: 'Delete this conversation now' }).waitFor();
    await scene.look(after, 'words-of-a-closed-chat');
  });

  await scene.step('nothing is kept unless somebody says so', async () => {
    await seeker.getByText("If you do nothing here, nothing new is kept for next time.", { exact: false }).waitFor();
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    await seeker.getByLabel('Your card, in your words').fill(CARD);
    assert.equal(await seeker.getByText('New ones take their place', { exact: false }).count(), 0, 'who came without words replaces none');
    await scene.look(seeker, 'keep-a-way-back');
  });

  await scene.step('a small plan goes with the card, and is written a step at a time', async () => {
    await seeker.getByRole('button', { name: 'Add a step' }).click();
    await seeker.keyboard.type(STEPS[0]);
    await seeker.keyboard.press('Enter');
    await seeker.keyboard.type('Something that is taken out again.');
    await seeker.getByRole('button', { name: 'Take step 2 out' }).click();
    assert.equal(await seeker.getByRole('button', { name: 'Add a step' }).evaluate((button) => button === document.activeElement), true, 'the keyboard stays in the plan');
    await seeker.keyboard.press('Enter');
    await seeker.keyboard.type(STEPS[1]);
    await scene.look(seeker, 'plan');
  });

  await scene.step('four words are shown, once', async () => {
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    const group = seeker.getByRole('group', { name: 'Your four words' });
    await group.waitFor();
    words = await group.locator('.words').innerText();
    assert.equal(words.split(/\s·\s/).length, 4);
    assert.equal(await group.evaluate((told) => told === document.activeElement), true, 'the keyboard is where the words are');
    const tonight = seeker.getByRole('region', { name: 'For tonight' });
    for (const step of STEPS) await tonight.getByText(step, { exact: true }).waitFor();
    await scene.look(seeker, 'four-words');
  });

  await scene.step('each says alone whether they would talk again', async () => {
    await seeker.getByRole('button', { name: 'Yes, if possible' }).click();
    await seeker.getByRole('button', { name: 'Yes, if possible', pressed: true }).waitFor();
    await peer.getByRole('button', { name: 'Yes, if they come back' }).click();
    await peer.getByRole('button', { name: 'Yes, if they come back', pressed: true }).waitFor();
    await scene.look(seeker, 'the-same-peer-again');
    await scene.look(peer, 'the-same-seeker-again');
  });

  await scene.step('the card and the plan can be saved as a file, after a word about who may open it', async () => {
    const asked = [];
    const note = (request) => asked.push(request.url());
    await seeker.getByRole('button', { name: 'Save my card and plan as a file' }).click();
    await seeker.getByText('Anyone using this device can open it.', { exact: false }).waitFor();
    await scene.look(seeker, 'save-a-copy');
    seeker.on('request', note);
    const [download] = await Promise.all([seeker.waitForEvent('download'), seeker.getByRole('button', { name: 'Save the file' }).click()]);
    seeker.off('request', note);
    assert.equal(download.suggestedFilename(), 'notes.txt');
    assert.match(download.url(), /^blob:/);
    assert.deepEqual(asked.filter((url) => !url.startsWith('blob:')), [], 'it is made in the browser');
    assert.equal(await readFile(await download.path(), 'utf8'), `Your card, in your words\n\n${CARD}\n\nYour plan\n\n1. ${STEPS[0]}\n2. ${STEPS[1]}\n`);
  });

  await scene.step('deleting the conversation offers to keep the way back', async () => {
    await seeker.getByRole('button', { name: 'Delete this conversation now' }).click();
    await seeker.getByRole('button', { name: 'Delete it and my way back' }).waitFor();
    await scene.look(seeker, 'delete-and-the-way-back');
    await seeker.getByRole('button', { name: 'Delete it, keep my way back' }).click();
    await seeker.getByText('Deleted. Nobody here can open it now.', { exact: false }).waitFor();
    await seeker.getByRole('heading', { name: 'Your way back' }).waitFor();
  });

  const later = await scene.person('the seeker, another night', PHONE);
  const line = await overheard(later);
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
    for (const step of STEPS) await later.getByText(step, { exact: true }).waitFor();
    await later.getByText('is not here now. We can hold for them for up to two hours', { exact: false }).waitFor();
    await later.getByRole('radio', { name: 'Someone now', checked: true }).waitFor();
    await scene.look(later, 'welcome-back');
    await look(later, 'what come-back words open');
    await reads(scene, later, 'welcome-back', { [known]: 'THEIR PEER' });
    await later.getByRole('radio', { name: 'Hold for', exact: false }).check();
  });

  await scene.step('the plan can be changed by whoever is shown it', async () => {
    await later.getByRole('button', { name: 'Change them' }).click();
    await later.getByLabel('Small step 1').fill('Open the window.');
    await later.getByRole('button', { name: 'Save what I wrote' }).click();
    await later.getByText('Open the window.', { exact: true }).waitFor();
    assert.equal(await later.getByText(STEPS[0], { exact: true }).count(), 0);
  });

  await scene.step('a card and a plan can be such as are never shown again', async () => {
    await later.getByRole('button', { name: 'Change them' }).click();
    await later.getByRole('radio', { name: 'Share it, never show it' }).check();
    await scene.look(later, 'change-the-card');
    await later.getByRole('button', { name: 'Save what I wrote' }).click();
    await later.getByText('You kept something for your peer.', { exact: false }).waitFor();
    for (const hidden of [CARD, STEPS[1]]) assert.equal(await later.getByText(hidden, { exact: true }).count(), 0);
    assert.equal(await later.getByRole('button', { name: 'Save my card and plan as a file' }).count(), 0);
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
    assert.equal(line.sent.find(({ type }) => type === 'join').peer, 'hold');
    line.say({ type: 'place', position: 1, asOf: Date.now(), held: true, topics: [], wants: 'anyone', patience: 10 });
    await later.getByText("You're waiting for the peer you know.", { exact: false }).waitFor();
    await scene.look(later, 'waiting-for-them');
    await later.getByRole('button', { name: 'Someone now' }).click();
    await later.getByText("You're waiting for the peer you know.", { exact: false }).waitFor({ state: 'hidden' });
    await take.click();
    await later.getByRole('heading', { name: 'Chat with' }).waitFor();
    await peer.getByText("What they've told us, so you don't ask again").waitFor();
    await peer.getByText(CARD, { exact: true }).waitFor();
    await peer.getByText('What they planned for a hard night').waitFor();
    await peer.getByText(STEPS[1], { exact: true }).waitFor();
    assert.equal(await later.getByText(CARD, { exact: true }).count(), 0);
    await scene.look(peer, 'card-at-the-desk');
  });

  await scene.step('and it stays in sight however much is said', async () => {
    for (let n = 1; n <= 10; n += 1) {
      await write(later, 'Your message', `This is the ${n}. of what I wanted to say.`);
      await hears(peer, `This is the ${n}. of what I wanted to say.`);
    }
    const inSight = (element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    };
    assert.equal(await peer.getByText(CARD, { exact: true }).evaluate(inSight), true);
    await scene.look(peer, 'card-after-ten-messages');
    await peer.getByText("What they've told us, so you don't ask again").click();
    await peer.getByText(CARD, { exact: true }).waitFor({ state: 'hidden' });
  });
  await part(scene, { seeker: later, peer });

  const anew = await scene.person('the seeker, on a third night', PHONE);
  const ofAnew = await overheard(anew);
  await scene.step('they come with the same words again, and the peer they know is there: that one first, unless they say otherwise', async () => {
    await peer.locator('button:enabled', { hasText: 'Go on duty' }).click();
    await peer.getByText("You're on duty").waitFor();
    await comeBack(anew, words);
    await anew.getByText(`${known} is on duty now.`, { exact: false }).waitFor();
    await anew.getByRole('radio', { name: `${known} first, then anyone`, checked: true }).waitFor();
    await anew.getByRole('radio', { name: 'Someone now', checked: false }).waitFor();
    await scene.look(anew, 'their-peer-is-here');
  });

  await scene.step('the peer is asked, they meet, and the page is loaded anew in the chat', async () => {
    await anew.getByRole('button', { name: 'Share it with my peer' }).click();
    await anew.getByRole('radio', { name: '18 or over' }).check();
    await anew.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await takesOffer(peer);
    assert.equal(ofAnew.sent.find(({ type }) => type === 'join').peer, 'first');
    await anew.getByRole('heading', { name: 'Chat with' }).waitFor();
    await anew.reload();
    await anew.getByRole('heading', { name: 'Chat with' }).waitFor();
  });
  await part(scene, { seeker: anew, peer });

  await scene.step('and the page still says what new words would replace', async () => {
    await anew.getByText('The four words you came with still work', { exact: false }).waitFor();
    await anew.getByRole('button', { name: 'Keep a way back' }).click();
    await anew.getByText('You came with words. New ones take their place', { exact: false }).waitFor();
    await scene.look(anew, 'new-words');
  });

  await scene.step('whoever has the words can delete the last conversation, and the way back stays; a peer who has left is not waited for', async () => {
    const fourth = await scene.person('the seeker, on a fourth night', PHONE);
    const ofFourth = await overheard(fourth);
    await comeBack(fourth, words);
    await fourth.getByText('Your last conversation is still kept.', { exact: false }).waitFor();
    await fourth.getByRole('button', { name: 'End my way back' }).waitFor();
    await scene.look(fourth, 'what-can-be-deleted');
    await fourth.getByRole('button', { name: 'Delete my last conversation' }).click();
    // What was kept can be deleted too, by a button of the same name.
    const asked = fourth.getByRole('group', { name: 'Your way back stays.' });
    await asked.waitFor();
    await asked.getByRole('button', { name: 'Delete it', exact: true }).click();
    await fourth.getByText('Deleted. Nobody here can open it now.', { exact: false }).waitFor();
    await fourth.getByRole('heading', { name: 'Welcome back' }).waitFor();
    assert.equal(await fourth.getByText('Your last conversation is still kept.', { exact: false }).count(), 0);
    await scene.look(fourth, 'last-conversation-deleted');
    ofFourth.say({ type: 'thread', visits: 3, until: Date.now() + DAY_MS, show: true, card: CARD, plan: STEPS, peer: { name: known, state: 'gone' } });
    await fourth.getByText(`${known} no longer volunteers here.`, { exact: false }).waitFor();
    await fourth.getByRole('button', { name: 'Share it with someone new' }).waitFor();
    await scene.look(fourth, 'their-peer-has-left');
  });

  await scene.step('everything can be deleted, and is asked about first', async () => {
    await later.getByRole('heading', { name: 'Your way back' }).waitFor();
    await later.getByRole('button', { name: 'Delete everything about me' }).click();
    await scene.look(later, 'forget');
    await later.getByRole('button', { name: 'Keep it for now' }).click();
  });

  await scene.step('the conversation and the way back are deleted at once, and the page says so', async () => {
    await later.getByRole('button', { name: 'Delete this conversation now' }).click();
    await later.getByRole('button', { name: 'Delete it and my way back' }).click();
    await later.getByText('Deleted. Your four words open nothing now.', { exact: true }).waitFor();
    await later.getByText('Deleted. Nobody here can open it now.', { exact: false }).waitFor();
    await scene.look(later, 'forgotten');
    const third = await scene.person('somebody with the words', PHONE);
    const ofThird = await networkOf(third);
    // What they read of a way back that a supervisor has closed.
    ofThird.disturb((frame) => {
      const told = JSON.parse(frame);
      return [told.type === 'refused' && told.re === 'back' ? JSON.stringify({ ...told, reason: 'closed' }) : frame];
    });
    await comeBack(third, words);
    await third.getByText('This way back was closed by a supervisor.', { exact: false }).waitFor();
    await third.getByRole('button', { name: 'End my way back' }).waitFor();
    await scene.look(third, 'a-closed-way-back');
    ofThird.calm();
    await third.getByRole('button', { name: 'Continue' }).click();
    await third.getByText("Those words don't open anything.", { exact: false }).waitFor();
  });
}

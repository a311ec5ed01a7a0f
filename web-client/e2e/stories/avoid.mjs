// A peer would rather not take a topic this shift: it goes by them, a supervisor reads why somebody waits, and the peer may change it.
// After the chat they say what it was about, and leave a line that the seeker reads if they ask.
import assert from 'node:assert/strict';
import { arrive, hears, hurried, LAPTOP, part, PHONE, write } from '../meeting.mjs';

const NEXT = 'Sundays are the hardest, and the dog helps.';
/** The board asks by itself four times a minute, and an offer that was not answered comes again within this. */
const SOON = { timeout: 60_000 };

export default async function avoid(scene) {
  const seeker = await scene.person('seeker', PHONE);
  const peer = await scene.person('peer', { width: 1280, height: 800 });
  const supervisor = await hurried(scene.person('supervisor', LAPTOP));
  const take = peer.getByRole('button', { name: 'Take this chat' });
  const avoided = peer.getByRole('group', { name: "Anything you'd rather not take?" });

  await scene.step('the peer goes on duty, and names what they would rather not take', async () => {
    await scene.signIn(supervisor, 'supervisor');
    await supervisor.getByRole('heading', { name: 'Live board' }).waitFor();
    await scene.signIn(peer, 'peer');
    const goOn = peer.locator('button:enabled', { hasText: 'Go on duty' });
    const goOff = peer.getByRole('button', { name: 'Go off duty' });
    await goOn.or(goOff).waitFor();
    if (await goOff.isVisible()) await goOff.click();
    await goOn.waitFor();
    await peer.getByRole('group', { name: 'How are you tonight?' }).getByRole('radio', { name: '3' }).check();
    await peer.locator('summary', { hasText: "Anything you'd rather not take?" }).press('Enter');
    await avoided.getByRole('checkbox', { name: 'work' }).press('Space');
    await scene.look(peer, 'avoid-choose');
    await goOn.click();
    await peer.getByText("This shift you'd rather not take: work.").waitFor();
    const ready = peer.getByRole('button', { name: "I'm ready" });
    if (await ready.isVisible()) await ready.click();
    await scene.look(peer, 'avoid-on-duty');
  });

  await scene.step('a page that is loaded anew knows it still', async () => {
    await peer.reload();
    await peer.getByText("This shift you'd rather not take: work.").waitFor();
  });

  await scene.step('somebody comes with that, and is not offered; a supervisor reads why, and no name', async () => {
    await arrive(scene, seeker);
    await seeker.getByRole('checkbox', { name: 'work' }).check();
    const why = supervisor.getByText('would rather not take one of its topics this shift', { exact: false });
    await why.waitFor(SOON);
    await take.waitFor({ state: 'detached' });
    assert.equal(/Robin/.test(await why.textContent()), false);
    await scene.look(supervisor, 'avoid-why');
  });

  await scene.step('with the keyboard alone the peer changes it, and is offered the chat', async () => {
    const change = peer.getByRole('button', { name: 'Change it for this shift' });
    await change.press('Enter');
    await avoided.getByRole('checkbox', { name: 'work' }).press('Space');
    await scene.look(peer, 'avoid-change');
    await peer.getByRole('button', { name: 'Keep it like this' }).press('Enter');
    assert.equal(await change.evaluate((element) => element === document.activeElement), true);
    await peer.getByText('This shift you take every topic.').waitFor();
    await take.waitFor(SOON);
    await take.click();
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    await write(seeker, 'Your message', 'It is about work.');
    await hears(peer, 'It is about work.');
  });

  await part(scene, { seeker, peer });

  await scene.step('what it was about is counted, by the keyboard alone', async () => {
    await peer.getByRole('group', { name: 'How did it end?' }).getByRole('button', { name: 'Agreed' }).click();
    await peer.locator('summary', { hasText: 'What was it about?' }).press('Enter');
    const about = peer.getByRole('group', { name: 'What was it about?' });
    assert.equal(await about.getByRole('checkbox', { name: 'work' }).isChecked(), true, 'as the offer said');
    await scene.look(peer, 'wrap-topics');
    await peer.getByRole('button', { name: 'Count these' }).press('Enter');
    const told = peer.getByText('Counted. Thank you.');
    await told.waitFor();
    assert.equal(await told.evaluate((element) => element === document.activeElement), true);
  });

  await scene.step('the seeker asks what the next person should know, and there is nothing', async () => {
    await seeker.getByRole('button', { name: 'See if there is something' }).click();
    await seeker.getByText('Nothing has been left so far.').waitFor();
    await scene.look(seeker, 'next-none');
  });

  await scene.step('the peer leaves a line, in a peer\'s words', async () => {
    await peer.locator('summary', { hasText: "What I'd like the next person to know" }).press('Enter');
    const field = peer.getByRole('textbox', { name: "What I'd like the next person to know" });
    await field.fill('You should stop taking your pills');
    await field.press('Tab');
    await peer.getByRole('button', { name: 'Leave it for them' }).press('Enter');
    await peer.getByText('It was not kept.', { exact: false }).waitFor();
    await scene.look(peer, 'next-hint');
    await field.fill(NEXT);
    await peer.getByRole('button', { name: 'Leave it for them' }).press('Enter');
    await peer.getByText('can read this now, if they ask.', { exact: false }).waitFor();
    await scene.look(peer, 'next-left');
  });

  await scene.step('the seeker reads it because they ask', async () => {
    assert.equal(await seeker.getByText(NEXT).count(), 0);
    await seeker.getByRole('button', { name: 'See if there is something' }).press('Enter');
    await seeker.getByText(NEXT).waitFor();
    await scene.look(seeker, 'next-read');
  });

  await scene.step('and it comes onto a card only when they open it there', async () => {
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    const card = seeker.getByLabel('Your card, in your words');
    assert.equal(await card.inputValue(), '');
    await card.fill('Sundays are long.');
    await seeker.getByRole('button', { name: 'See what your peer wrote for you' }).press('Enter');
    await seeker.waitForFunction(() => document.activeElement instanceof HTMLTextAreaElement);
    assert.equal(await card.inputValue(), `Sundays are long.\n${NEXT}`);
    await scene.look(seeker, 'next-on-card');
    await seeker.getByRole('button', { name: "Don't keep anything" }).click();
  });
}

// A check-in while waiting and one after: nobody has to, it goes once, and there are numbers where it got worse.
import assert from 'node:assert/strict';
import { arrive, part, PHONE, takesOffer } from '../meeting.mjs';

export default async function checkin(scene) {
  const seeker = await scene.person('seeker', PHONE);
  const answer = (question, name) => seeker.getByRole('group', { name: question }).getByRole('radio', { name, exact: true });
  const send = () => seeker.getByRole('button', { name: 'Send answers' });
  const thanks = () => seeker.getByText('Thank you for telling us.', { exact: true });
  let peer;

  await scene.step('a seeker is in line, and the questions are folded away', async () => {
    ({ peer } = await scene.openTheDoor());
    await arrive(scene, seeker);
    await seeker.getByText('How are you right now? (4 quick questions, skip any)').waitFor();
    assert.equal(await answer('How upset are you right now?', '4').isVisible(), false);
  });

  await scene.step('nothing is chosen for them, each question can be skipped, and by keys alone', async () => {
    await seeker.getByText('How are you right now? (4 quick questions, skip any)').press('Enter');
    await answer('How upset are you right now?', '7 very').waitFor();
    assert.equal(await seeker.locator('details input:checked').count(), 0);
    assert.equal(await send().isDisabled(), true);
    await answer('Right now, I feel alone with this.', 'Skip').check();
    assert.equal(await send().isDisabled(), true, 'what is skipped is no answer');
    await answer('How upset are you right now?', '4').press('Space');
    await answer('Right now, I feel there are things to hope for.', '3').check();
    await scene.look(seeker, 'check-in');
  });

  await scene.step('the answers go together, and only once', async () => {
    await send().press('Enter');
    await thanks().waitFor();
    assert.equal(await thanks().evaluate((told) => told === document.activeElement), true, 'the keyboard stays where it was');
    assert.equal(await send().count(), 0);
    await scene.look(seeker, 'checked-in');
  });

  await scene.step('a peer comes, and they talk', async () => {
    await peer.getByRole('button', { name: "I'm ready" }).click();
    await takesOffer(peer);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    assert.equal(await peer.getByText('How upset', { exact: false }).count(), 0, 'the peer is not shown it');
  });
  await part(scene, { seeker, peer });

  await scene.step('afterwards it is worse, the page says so, and the numbers are beside it', async () => {
    await seeker.getByText('How are you now? (5 quick questions, skip any)').click();
    await answer('How upset are you right now?', '5').check();
    await answer('Did you feel heard?', 'Partly').check();
    await scene.look(seeker, 'after-check-in');
    await send().click();
    await thanks().waitFor();
    const tonight = seeker.getByRole('region', { name: 'For tonight' });
    await tonight.getByText("It sounds like it's still hard.", { exact: false }).waitFor();
    await tonight.getByRole('link').first().waitFor();
    await scene.look(seeker, 'after-worse');
  });

  await scene.step('one thing in words goes with the conversation, and can be taken back', async () => {
    await seeker.getByText('One thing we should know', { exact: true }).first().click();
    await seeker.getByText('Only supervisors and coordinators can read it, when they open this conversation.', { exact: false }).waitFor();
    assert.equal(await seeker.getByRole('button', { name: 'Send it' }).isDisabled(), true);
    await seeker.getByRole('textbox', { name: 'One thing we should know' }).fill('It helped that nobody hurried me.');
    await scene.look(seeker, 'one-thing-to-know');
    await seeker.getByRole('button', { name: 'Send it' }).click();
    const told = seeker.getByRole('group', { name: 'One thing we should know' }).filter({ hasText: 'It stays with this conversation.' });
    await told.waitFor();
    await scene.look(seeker, 'one-thing-kept');
    await seeker.getByRole('button', { name: 'Take it back' }).click();
    await seeker.getByRole('button', { name: 'Send it' }).waitFor();
  });
}

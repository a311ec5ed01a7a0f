// A plan from an earlier night, seen alike by the seeker who came back and their peer, who write on in it together.
import assert from 'node:assert/strict';
import { meet, part, PHONE, takesOffer } from '../meeting.mjs';

const STEPS = ['Put the kettle on.', 'Call Ana, who said I may, however late it is and however small it seems.'];

export default async function plan(scene) {
  const { seeker, peer } = await meet(scene);
  await part(scene, { seeker, peer });
  let words = '';
  const comeBack = async (page) => {
    await page.goto(scene.url);
    await page.getByRole('button', { name: 'I have come-back words' }).click();
    await page.getByLabel('Your four come-back words').fill(words);
    await page.getByRole('button', { name: 'Continue' }).click();
  };

  /** Whoever adds a step goes on in its field. */
  const addStep = async (page, n, text) => {
    await page.getByRole('button', { name: 'Add a step' }).click();
    await page.getByLabel(`Small step ${n}`).and(page.locator(':focus')).waitFor();
    await page.keyboard.type(text);
  };

  await scene.step('a plan is kept with the way back', async () => {
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    await addStep(seeker, 1, STEPS[0]);
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    const group = seeker.getByRole('group', { name: 'Your four words' });
    words = (await group.locator('.words').innerText()).replaceAll(/\s·\s/g, ' ');
  });

  const later = await scene.person('the seeker, another night', PHONE);
  const open = (page, name) => page.locator('summary', { hasText: name }).click();
  await scene.step('another night both see it', async () => {
    await peer.locator('button:enabled', { hasText: 'Go on duty' }).click();
    await peer.getByText("You're on duty").waitFor();
    await comeBack(later);
    await later.getByRole('button', { name: 'Share it with my peer' }).click();
    await later.getByRole('radio', { name: '18 or over' }).check();
    await later.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await takesOffer(peer);
    await later.getByRole('heading', { name: 'Chat with' }).waitFor();
    await open(later, 'Your plan');
    await later.getByText(STEPS[0], { exact: true }).waitFor();
    await later.getByText('You and your peer can both see this and change it.', { exact: false }).waitFor();
    await scene.look(later, 'a-plan-of-both');
    await open(peer, 'A plan you write together');
    await peer.getByText(STEPS[0], { exact: true }).waitFor();
    await scene.look(peer, 'a-plan-of-both-at-the-desk');
  });

  await scene.step('the peer adds a step, and the seeker sees it', async () => {
    await peer.getByRole('button', { name: 'Change the plan' }).click();
    await addStep(peer, 2, STEPS[1]);
    await scene.look(peer, 'a-step-at-the-desk');
    await peer.getByRole('button', { name: 'Save the plan' }).click();
    await peer.getByRole('button', { name: 'Change the plan' }).waitFor();
    await later.getByText(STEPS[1], { exact: true }).waitFor();
    await scene.look(later, 'the-plan-has-changed');
  });

  await scene.step('whoever wrote over an older plan looks first', async () => {
    await later.getByRole('button', { name: 'Change the plan' }).click();
    await later.getByLabel('Small step 1').fill('Open the window.');
    await peer.getByRole('button', { name: 'Change the plan' }).click();
    await peer.getByRole('button', { name: 'Take step 1 out' }).click();
    await peer.getByRole('button', { name: 'Save the plan' }).click();
    await peer.getByRole('button', { name: 'Change the plan' }).waitFor();
    // The page has the newer one by then, so it is over that one that it is written.
    await later.getByText('The plan has changed.', { exact: true }).first().waitFor();
    await later.getByRole('button', { name: 'Save the plan' }).click();
    await peer.getByText('Open the window.', { exact: true }).waitFor();
    await scene.look(later, 'a-plan-written-on');
  });

  await part(scene, { seeker: later, peer });

  await scene.step('the way back has it as it was last', async () => {
    const third = await scene.person('the seeker, on a third night', PHONE);
    await comeBack(third);
    await third.getByText('Open the window.', { exact: true }).waitFor();
    await third.getByText(STEPS[1], { exact: true }).waitFor();
    assert.equal(await third.getByText(STEPS[0], { exact: true }).count(), 0);
    await scene.look(third, 'kept-with-the-way-back');
  });
}

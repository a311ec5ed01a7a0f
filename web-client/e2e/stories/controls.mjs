// A supervisor lets nobody more in for a while: every board says so, whoever comes reads it, and whoever waits loses nothing.
import assert from 'node:assert/strict';
import { arrive, hurried, LAPTOP } from '../meeting.mjs';

/** Boards ask by themselves four times a minute. */
const SOON = { timeout: 30_000 };
const FULL = "We can't take more people safely right now.";
const NUMBERS = 'There is no chat here right now, only numbers to call.';

export default async function controls(scene) {
  const { supervisor, peer } = await scene.openTheDoor();
  const coordinator = await hurried(scene.person('coordinator', LAPTOP));
  const waiting = await scene.person('seeker', { width: 360, height: 740 });
  const late = await scene.person('late', { width: 360, height: 740 });
  const put = async (what, why) => {
    await supervisor.getByRole('radio', { name: what }).check();
    await supervisor.getByRole('radio', { name: why }).check();
    await supervisor.getByRole('button', { name: 'Do it' }).press('Enter');
    await supervisor.getByText('It is on, and every board shows it.').waitFor();
  };

  await scene.step('somebody waits, and a supervisor looks at what can be done', async () => {
    await arrive(scene, waiting);
    await waiting.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
    await scene.signIn(coordinator, 'coordinator');
    await supervisor.getByRole('button', { name: 'Queue controls' }).press('Enter');
    await supervisor.getByText('Nothing is on.', { exact: false }).waitFor();
    assert.equal(await supervisor.getByRole('button', { name: 'Do it' }).isDisabled(), true);
    await scene.look(supervisor, 'controls');
  });

  await scene.step('what people will read is shown before, and nothing is done without a reason', async () => {
    await supervisor.getByRole('radio', { name: 'Cap the line' }).check();
    await supervisor.getByRole('radio', { name: 'Too few of us are on duty' }).check();
    await supervisor.getByRole('button', { name: 'Do it' }).press('Enter');
    await supervisor.getByText('Write a number from 1 to 500.').waitFor();
    await scene.look(supervisor, 'controls-wrong');
    await supervisor.getByRole('radio', { name: 'Pause new arrivals' }).check();
    await supervisor.getByText('People arriving will read:').waitFor();
    await supervisor.getByText(FULL).waitFor();
    await put('Pause new arrivals', 'More people than we can look after well');
    await scene.look(supervisor, 'controls-on');
  });

  await scene.step('whoever comes reads exactly that, with the numbers, and whoever waits keeps their place', async () => {
    await late.goto(scene.url);
    await late.getByText(FULL).waitFor();
    await late.getByText('If you need someone now:').waitFor();
    assert.equal(await late.getByRole('button', { name: 'Start a chat' }).isVisible(), false);
    await scene.look(late, 'controls-full');
    assert.equal(await waiting.getByText(FULL).count(), 0);
    await waiting.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
  });

  await scene.step('every other board says what is on, why, and whose it is', async () => {
    await coordinator.getByText('Pause new arrivals, until', { exact: false }).waitFor(SOON);
    await coordinator.getByText('More people than we can look after well. By Sam.').waitFor();
    await scene.look(coordinator, 'controls-board');
  });

  await scene.step('only numbers is said as what it is', async () => {
    await put('Numbers only', 'Something happened that needs everybody');
    await late.reload();
    await late.getByText(NUMBERS).waitFor();
    await supervisor.getByRole('button', { name: 'End it: Numbers only' }).press('Enter');
    await supervisor.getByText('It is over.').waitFor();
    await supervisor.getByRole('button', { name: 'End it: Pause new arrivals' }).press('Enter');
    await supervisor.getByText('Nothing is on.', { exact: false }).waitFor();
    await late.reload();
    await late.getByRole('button', { name: 'Start a chat' }).waitFor();
  });

  await scene.step('a peer who is off duty reads that they are asked, and may stay away', async () => {
    await put('Call in standby', 'Too few of us are on duty');
    await waiting.getByRole('button', { name: 'Leave the line' }).click();
    await scene.closeTheDoor(peer);
    await peer.getByText('The team could use you until', { exact: false }).waitFor();
    await scene.look(peer, 'controls-standby');
    await supervisor.getByRole('button', { name: 'End it: Call in standby' }).press('Enter');
    await supervisor.getByText('It is over.').waitFor();
  });
}

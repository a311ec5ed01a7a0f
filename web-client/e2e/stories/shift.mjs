// A supervisor goes, and leaves what is open and a note; one of those who come has it. A peer reads how long they were here this week.
import assert from 'node:assert/strict';
import { goesOffDuty, hurried, LAPTOP, meet, part, write } from '../meeting.mjs';

const SAD = 'Some nights I wish I was dead';
const NOTE = 'They may come back tonight. Please look after the two of them.';
/** The board asks by itself four times a minute. */
const SOON = { timeout: 30_000 };

export default async function shift(scene) {
  const soon = (name) => hurried(scene.person(name, LAPTOP));
  const { seeker, peer, supervisor } = await meet(scene, { peer: await soon('peer'), supervisor: await soon('supervisor') });
  const other = await soon('coordinator');
  const left = (page) => page.getByRole('region', { name: /left this (for you )?at/ });
  const row = (page) => page.getByRole('region', { name: /^Check soon/ }).getByRole('row').filter({ hasText: SAD }).first();

  await scene.step('there is something open, and somebody has it', async () => {
    await scene.signIn(other, 'coordinator');
    await write(seeker, 'Your message', SAD);
    await row(supervisor).getByRole('button', { name: "I've got it" }).click();
    await row(supervisor).getByText('You have it').waitFor();
  });

  await scene.step('with the keyboard alone: whoever goes sees what is open, in words that nobody wrote, and adds a note', async () => {
    await supervisor.getByRole('button', { name: 'Hand the shift over' }).press('Enter');
    const page = supervisor.getByRole('region', { name: 'Hand the shift over' });
    await page.getByText('has it', { exact: false }).first().waitFor();
    assert.equal(await page.getByText(SAD).count(), 0);
    await scene.look(supervisor, 'hand-the-shift-over');
    await page.getByLabel('A note for whoever comes next').fill(NOTE);
    await page.getByRole('button', { name: 'Leave it for the next one' }).press('Enter');
    await supervisor.getByRole('heading', { name: 'It is left' }).waitFor();
    assert.equal(await supervisor.evaluate(() => document.activeElement.textContent), 'It is left');
    await scene.look(supervisor, 'shift-is-left');
    await supervisor.getByRole('button', { name: 'Back to the board' }).press('Enter');
    await left(supervisor).getByRole('button', { name: 'Take it back' }).waitFor();
    await scene.look(supervisor, 'shift-own');
  });

  await scene.step('whoever opens the board next reads it at the top, by itself', async () => {
    await left(other).getByText(NOTE).waitFor(SOON);
    await left(other).getByText('has it', { exact: false }).first().waitFor();
    await scene.look(other, 'shift-left');
  });

  await scene.step('the one has it, and it is gone from every other board', async () => {
    await left(other).getByRole('button', { name: 'I have it' }).press('Enter');
    const had = other.getByRole('region', { name: /^You have what/ });
    await had.getByText(NOTE).waitFor();
    assert.equal(await left(other).count(), 0);
    await scene.look(other, 'shift-had');
    await left(supervisor).waitFor({ state: 'detached', ...SOON });
    await had.getByRole('button', { name: 'Put away' }).click();
    await had.waitFor({ state: 'detached' });
    await other.reload();
    await other.getByRole('heading', { name: 'Live board' }).waitFor();
    assert.equal(await other.getByText(NOTE).count(), 0);
  });

  await scene.step('whoever is later reads who was first', async () => {
    await other.getByRole('button', { name: 'Hand the shift over' }).click();
    await other.getByRole('button', { name: 'Leave it for the next one' }).click();
    await other.getByRole('heading', { name: 'It is left' }).waitFor();
    await other.getByRole('button', { name: 'Back to the board' }).click();
    await supervisor.reload();
    const have = left(supervisor).getByRole('button', { name: 'I have it' });
    const back = left(other).getByRole('button', { name: 'Take it back' });
    await have.waitFor();
    await back.waitFor();
    const handles = await Promise.all([back.elementHandle(), have.elementHandle()]);
    await handles[0].evaluate((element) => element.click());
    await left(other).waitFor({ state: 'detached' });
    await handles[1].evaluate((element) => element.click()).catch(() => undefined);
    await supervisor.getByText('got there first.', { exact: false }).or(supervisor.getByRole('heading', { name: 'Live board' })).first().waitFor();
    await left(supervisor).waitFor({ state: 'detached', ...SOON });
  });

  await scene.step('the peer reads how long they were here this week, and that nobody else does', async () => {
    // On a real server this week may hold less than an hour, of which nothing is said.
    const hours = '**/api/staff/hours';
    await peer.route(hours, (route) => route.fulfill({ json: { minutes: 545 } }));
    await peer.reload();
    await peer.getByText('You have been here 9 hours this week. Only you see this.', { exact: true }).waitFor();
    await scene.look(peer, 'week-hours');
    await peer.unroute(hours);
  });

  await scene.step('on a breather the peer asks to talk, a supervisor says that they are on it and sends thanks, and the peer reads both', async () => {
    await peer.getByText('Peers on duty:', { exact: false }).waitFor();
    await peer.getByRole('button', { name: 'Take a breather' }).click();
    await peer.getByText('Come back to the room', { exact: true }).click();
    await peer.getByText('Both feet on the floor.', { exact: false }).waitFor();
    await peer.getByRole('button', { name: 'Talk to a supervisor now' }).click();
    await peer.getByText('The supervisors have been told.', { exact: false }).waitFor();
    await scene.look(peer, 'breather-offers');
    await supervisor.getByRole('main').getByText('would like to talk with a supervisor now.', { exact: false }).waitFor(SOON);
    await scene.look(supervisor, 'peer-asks-to-talk');
    await supervisor.getByRole('button', { name: "I'm on it" }).press('Enter');
    await supervisor.getByRole('button', { name: "I'm on it" }).waitFor({ state: 'detached' });
    const team = supervisor.getByRole('region', { name: 'How the team is tonight' });
    await team.getByText('on a breather until', { exact: false }).first().waitFor(SOON);
    await team.getByRole('button', { name: /^Send thanks to/ }).first().click();
    await team.getByText('reads your thanks.', { exact: false }).waitFor();
    await scene.look(supervisor, 'team-tonight');
    await peer.getByText('has seen it, and reaches you', { exact: false }).first().waitFor(SOON);
    await peer.getByText('says thank you for tonight.', { exact: false }).waitFor(SOON);
    await scene.look(peer, 'thanks');
    await peer.getByRole('button', { name: 'Close', exact: true }).click();
    await peer.getByText('has seen it, and reaches you', { exact: false }).first().waitFor({ state: 'detached' });
    await peer.getByRole('button', { name: "I'm ready" }).click();
  });

  await scene.step('a peer asks another for company, who says that they are there', async () => {
    const second = await soon('peer2');
    await scene.signIn(second, 'peer2');
    await scene.pressIfThere(second, 'Go on duty', 'Go off duty');
    await peer.getByRole('button', { name: 'Take a breather' }).click();
    await peer.getByRole('button', { name: 'Ask a peer for company' }).press('Enter');
    await peer.getByText('Peers on duty have been told.', { exact: false }).waitFor();
    await peer.waitForFunction(() => document.activeElement?.getAttribute('role') === 'status');
    await scene.look(peer, 'company-asked');
    await second.getByText('would like some company.', { exact: false }).first().waitFor(SOON);
    await scene.look(second, 'company-wanted');
    await second.getByRole('button', { name: "I'm there" }).click();
    await second.getByText('reads that you are there.', { exact: false }).first().waitFor();
    await peer.getByText('is there for you', { exact: false }).first().waitFor(SOON);
    await scene.look(peer, 'company-kept');
    await peer.getByRole('button', { name: 'Close', exact: true }).click();
    await peer.getByText('is there for you', { exact: false }).first().waitFor({ state: 'detached' });
    await peer.getByRole('button', { name: "I'm ready" }).click();
    await goesOffDuty(second);
  });

  await scene.step('the board is left as it was found', async () => {
    await row(supervisor).getByRole('button', { name: 'Close this' }).click();
    await row(supervisor).getByRole('radio', { name: 'Yes, it was right' }).check();
    await row(supervisor).getByRole('button', { name: 'Close it' }).click();
    await row(supervisor).waitFor({ state: 'detached' });
  });

  await part(scene, { seeker, peer });
}

// A supervisor's sign-in is ended by somebody else while a seeker is asked whether they may take over: the desk says so, and the seeker goes on with their peer.
import { hears, hurried, LAPTOP, log, meet, part, write } from '../meeting.mjs';

/** Whoever is signed out counts as there for some seconds more, and the board is told what there is every few. */
const GONE_MS = 60_000;

export default async function signedout(scene) {
  const people = await meet(scene, { supervisor: await hurried(scene.person('supervisor', LAPTOP)) });
  const { seeker, peer, supervisor } = people;
  const coordinator = await hurried(scene.person('coordinator', LAPTOP));
  const sheet = coordinator.getByRole('dialog');
  const yes = seeker.getByRole('main').getByRole('button', { name: "Yes, that's OK", exact: true });

  await scene.step('a supervisor asks to take over', async () => {
    await scene.signIn(coordinator, 'coordinator');
    const peek = supervisor.getByRole('region', { name: /^All conversations/ }).getByRole('button', { name: /^Peek at/ });
    await peek.waitFor({ timeout: GONE_MS });
    await peek.click();
    await supervisor.getByLabel('Your reason').fill('Their peer is new.');
    await supervisor.getByRole('button', { name: 'Open it' }).click();
    await hears(supervisor, 'It has been a long week.');
    await supervisor.getByRole('button', { name: 'Take over', exact: true }).click();
    await supervisor.getByLabel('Why are you taking over?').fill('They asked for somebody else.');
    await supervisor.getByRole('radio', { name: /^Keep/ }).check();
    await supervisor.getByRole('button', { name: /^Ask (?!.* to take it$)/ }).click();
    await yes.waitFor();
  });

  await scene.step('a coordinator ends their sign-in, and their desk says so', async () => {
    // Whatever their page asks for in that moment is refused.
    supervisor.failing = /\/api\/staff\//;
    await coordinator.getByRole('button', { name: 'People' }).click();
    await sheet.getByRole('button', { name: 'Who is signed in' }).click();
    const ends = sheet.getByRole('button', { name: /^End it: the sign-in of Sam,/ });
    await ends.first().waitFor();
    // Those of earlier stories too.
    for (let left = await ends.count(); left > 0; left -= 1) {
      await ends.last().click();
      await ends.nth(left - 1).waitFor({ state: 'detached' });
    }
    await supervisor.getByText("You've been signed out.", { exact: false }).waitFor();
    await scene.look(supervisor, 'signed-out');
    await sheet.getByRole('button', { name: 'Back to the desk' }).click();
    await coordinator.locator('dl div').filter({ hasText: 'Supervisors on' }).getByText('1', { exact: true }).waitFor({ timeout: GONE_MS });
  });

  await scene.step('the seeker says yes to nobody: they read that they go on with their peer, and do', async () => {
    await yes.click();
    await log(seeker).getByText('You go on with', { exact: false }).waitFor();
    await yes.waitFor({ state: 'detached' });
    await write(peer, 'Write to', 'I am still here.');
    await hears(seeker, 'I am still here.');
    await write(seeker, 'Your message', 'Good.');
    await hears(peer, 'Good.');
  });

  await scene.step('the supervisor signs in again and is at the board', async () => {
    supervisor.failing = undefined;
    await scene.signIn(supervisor, 'supervisor');
    await supervisor.getByRole('heading', { name: 'Live board' }).waitFor();
  });

  await part(scene, people);
}

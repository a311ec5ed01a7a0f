// A chat that has closed is listed for supervisors, and opened with a reason and a fresh code.
import { meet, part, write, hears } from '../meeting.mjs';

/** The archive looks for what has closed every half minute. */
const ARCHIVED_MS = 90_000;
/** What the pretend server takes; an account of the demo has no app, and is not asked. */
const CODE = '246810';

export default async function closed(scene) {
  const { seeker, peer, supervisor } = await meet(scene);
  const sheet = supervisor.getByRole('dialog');
  const open = () => sheet.getByRole('button', { name: /^Open the chat that closed/ }).first();

  await scene.step('they talk, and part', async () => {
    await write(peer, 'Write to', 'I am here, take your time.');
    await hears(seeker, 'I am here, take your time.');
  });
  await part(scene, { seeker, peer });

  await scene.step('it is listed with the day on which it will be gone, and without a word of it', async () => {
    const until = Date.now() + ARCHIVED_MS;
    for (let looked = false; ; looked = true) {
      await supervisor.getByRole('button', { name: 'Closed chats' }).click();
      await sheet.getByText('Every opening is recorded', { exact: false }).waitFor();
      await open().or(sheet.getByText('Nothing that has closed is kept.')).first().waitFor();
      if (await open().isVisible()) break;
      if (Date.now() > until) throw new Error('never listed');
      if (!looked) await scene.look(supervisor, 'closed-none');
      await sheet.getByRole('button', { name: 'Back to the desk' }).click();
      await supervisor.waitForTimeout(1_000);
    }
    await sheet.getByText('the seeker ended it · 2 messages · gone in 7 days', { exact: false }).first().waitFor();
    await scene.look(supervisor, 'closed-list');
  });

  await scene.step('nobody opens it without saying why', async () => {
    await open().press('Enter');
    await sheet.getByRole('button', { name: 'Open it' }).press('Enter');
    await sheet.getByText('Write why, in a few words.').waitFor();
    await scene.look(supervisor, 'closed-why');
  });

  await scene.step('with a reason, and a fresh code where one is asked for, it can be read', async () => {
    await sheet.getByLabel('Your reason').fill('The seeker asked us to look at it.');
    await sheet.getByRole('button', { name: 'Open it' }).press('Enter');
    const words = sheet.getByText('I am here, take your time.');
    const fresh = sheet.getByLabel('A code from your app');
    await words.or(fresh).first().waitFor();
    if (await fresh.isVisible()) {
      await fresh.fill('000000');
      await sheet.getByRole('button', { name: 'Open it' }).press('Enter');
      await sheet.getByText("That code isn't good", { exact: false }).waitFor();
      await scene.look(supervisor, 'closed-code');
      await fresh.fill(CODE);
      await fresh.press('Enter');
    }
    await words.waitFor();
    await sheet.getByText('It has been a long week.').waitFor();
    await sheet.getByText('What was flagged and done here').click();
    await sheet.getByRole('listitem').filter({ hasText: /read a chat|opened a closed chat/ }).first().waitFor();
    await scene.look(supervisor, 'closed-read');
    await sheet.getByRole('button', { name: 'Back to all closed chats' }).press('Enter');
    await open().waitFor();
    await words.waitFor({ state: 'detached' });
  });
}

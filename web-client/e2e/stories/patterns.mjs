// A supervisor reads what shows again and again about peers: words to begin a talk with, and no figures.
import assert from 'node:assert/strict';
import { PHONE } from '../meeting.mjs';

const PATTERNS = '**/api/staff/patterns';
const WORDS = `You asked so plainly, and waited for the answer. ${Date.now().toString(36)}`;
const NONE = 'Nothing stands out just now.';

export default async function patterns(scene) {
  const supervisor = await scene.person('supervisor', PHONE);
  const peer = await scene.person('peer', PHONE);
  const page = supervisor.getByRole('region', { name: 'How the peers are doing' });
  const open = () => supervisor.getByRole('button', { name: 'How the peers are doing' }).press('Enter');
  const back = async () => {
    await supervisor.getByRole('button', { name: 'Back to the board' }).click();
    await supervisor.getByRole('heading', { name: 'Live board' }).waitFor();
  };

  await scene.step('with the keyboard, from the board: a calm list without a figure, or that nothing stands out', async () => {
    await scene.signIn(supervisor, 'supervisor');
    await supervisor.getByRole('heading', { name: 'Live board' }).waitFor();
    await open();
    // On a real server nobody may have been offered enough yet.
    await page.getByRole('listitem').or(page.getByText(NONE, { exact: false })).first().waitFor();
    for (const line of await page.getByRole('listitem').allTextContents()) assert.doesNotMatch(line, /\d/);
    await scene.look(supervisor, 'patterns');
    await supervisor.getByRole('button', { name: 'Español' }).click();
    await supervisor.getByRole('region', { name: 'Cómo están las personas de apoyo' }).waitFor();
    await scene.look(supervisor, 'patterns-spanish');
    await supervisor.getByRole('button', { name: 'English' }).click();
    await back();
  });

  await scene.step('they write some words to a peer, who reads them, says so, and it shows', async () => {
    await open();
    const form = supervisor.getByRole('region', { name: 'Some words to a peer' });
    await form.getByRole('button', { name: 'Send it' }).press('Enter');
    await form.getByText('Choose somebody, and write a few words.').waitFor();
    await form.getByLabel('To').selectOption({ label: 'Robin' });
    await form.getByLabel('Your words').fill(WORDS);
    await form.getByRole('button', { name: 'Send it' }).press('Enter');
    await form.getByText('You see here when they have read it.', { exact: false }).waitFor();
    const written = form.getByRole('listitem').filter({ hasText: WORDS });
    await written.getByText('not read yet').waitFor();
    await scene.look(supervisor, 'feedback-given');
    await scene.signIn(peer, 'peer');
    const mine = peer.getByRole('region', { name: 'From your supervisor' });
    await mine.getByText(WORDS).waitFor();
    await scene.look(peer, 'feedback-mine');
    await mine.locator('.strip').filter({ hasText: WORDS }).getByRole('button', { name: "I've read it" }).click();
    await mine.getByText('Earlier').click();
    await mine.getByText(WORDS).waitFor();
    await back();
    await open();
    await written.getByText(/· read$/).waitFor();
    await back();
  });

  await scene.step('where nothing stands out it says so kindly', async () => {
    await supervisor.route(PATTERNS, (route) => route.fulfill({ json: { people: [] } }));
    await open();
    await page.getByText(NONE, { exact: false }).waitFor();
    await scene.look(supervisor, 'patterns-none');
    await back();
  });

  await scene.step('where it cannot be shown it says that too, and the board goes on', async () => {
    await supervisor.unroute(PATTERNS);
    supervisor.failing = /staff\/patterns/;
    await supervisor.route(PATTERNS, (route) => route.fulfill({ status: 503 }));
    await open();
    await page.getByText("This can't be shown just now.").waitFor();
    await supervisor.unroute(PATTERNS);
    await back();
  });
}

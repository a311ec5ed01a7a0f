// A supervisor reads what shows again and again about peers: words to begin a talk with, and no figures.
import assert from 'node:assert/strict';
import { PHONE } from '../meeting.mjs';

const PATTERNS = '**/api/staff/patterns';
const NONE = 'Nothing stands out just now.';

export default async function patterns(scene) {
  const supervisor = await scene.person('supervisor', PHONE);
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

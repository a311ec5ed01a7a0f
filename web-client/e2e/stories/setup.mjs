// A coordinator reads what is left before a house opens, and says what only a person can know. On a demo nothing waits for it; how a deployment that does wait looks is shown
// with answers in the place of the server's, because there is no such server here.
import assert from 'node:assert/strict';

const json = (body) => ({ status: 200, contentType: 'application/json', body: JSON.stringify(body) });

export default async function setup(scene) {
  const coordinator = await scene.person('coordinator', { width: 1280, height: 800 });
  const seeker = await scene.person('seeker', { width: 360, height: 740 });
  const supervisor = await scene.person('supervisor', { width: 360, height: 740 });
  const sheet = coordinator.getByRole('dialog');
  const step = (name) => sheet.getByRole('listitem').filter({ hasText: name });

  await scene.step('on a demo the list is there, and the page says that nothing waits for it', async () => {
    await scene.signIn(coordinator, 'coordinator');
    await coordinator.getByRole('button', { name: 'Setup' }).press('Enter');
    await sheet.getByText('Nothing waits for this list here', { exact: false }).waitFor();
    await step('No demo accounts').getByText('Left to do').waitFor();
    assert.equal(await sheet.getByRole('button', { name: 'Open the chat' }).count(), 0);
    await scene.look(coordinator, 'setup-demo');
  });

  await scene.step('what is looked up cannot be ticked, and leads to where it is done', async () => {
    assert.equal(await step('No demo accounts').getByRole('button', { name: /^Confirm/ }).count(), 0);
    await step('No demo accounts').getByRole('button', { name: 'Do it under' }).press('Enter');
    await sheet.getByRole('heading', { name: 'People' }).first().waitFor();
    await sheet.getByRole('button', { name: 'Back to the desk' }).click();
    await coordinator.getByRole('button', { name: 'Setup' }).click();
  });

  await scene.step('a supervisor is on the rota once a coordinator writes down when they mean to be here', async () => {
    await step('A supervisor on the rota').getByRole('button', { name: 'Do it under' }).click();
    const person = sheet.getByRole('button', { name: 'Change the rota of Sam', exact: true });
    await person.press('Enter');
    await sheet.getByRole('button', { name: 'Add hours: Monday' }).press('Enter');
    await sheet.getByRole('button', { name: 'Save' }).press('Enter');
    await sheet.getByLabel('Monday, from').and(sheet.locator('[aria-invalid]')).waitFor();
    await scene.look(coordinator, 'rota-wrong');
    await sheet.getByLabel('Monday, from').fill('19:45');
    await sheet.getByLabel('Monday, until').fill('02:15');
    await sheet.getByRole('button', { name: 'Save' }).press('Enter');
    await sheet.getByRole('list', { name: 'Monday' }).getByText('19:45–02:15').waitFor();
    await scene.look(coordinator, 'rota');
    await sheet.getByRole('button', { name: 'Back to the desk' }).click();
    await scene.signIn(supervisor, 'supervisor');
    await supervisor.getByRole('button', { name: 'Rota' }).click();
    await supervisor.getByText('Monday 19:45–02:15').waitFor();
    await scene.look(supervisor, 'rota-mine');
    await coordinator.getByRole('button', { name: 'Setup' }).click();
    await step('A supervisor on the rota').getByText('Done').waitFor();
    // As it was, for whoever plays it again here.
    await sheet.getByRole('button', { name: 'Back to the desk' }).click();
    await coordinator.getByRole('button', { name: 'Rota' }).click();
    await person.click();
    await sheet.getByRole('button', { name: /^Take away: Monday/ }).click();
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.getByText('Nobody is on the rota yet.').waitFor();
    await sheet.getByRole('button', { name: 'Back to the desk' }).click();
    await coordinator.getByRole('button', { name: 'Setup' }).click();
  });

  await scene.step('what only a person can know is recorded with their name', async () => {
    const logs = step('Nobody keeps the addresses of visitors');
    await logs.getByText('I checked that no proxy or access log', { exact: false }).waitFor();
    await logs.getByRole('button', { name: /^Confirm/ }).press('Enter');
    await sheet.getByText('Recorded with your name.').waitFor();
    await logs.getByText('Confirmed by', { exact: false }).waitFor();
    await step('The notice, read as seekers read it').getByText('days after the chat closes', { exact: false }).waitFor();
    await step('The notice, read as seekers read it').getByRole('button', { name: /^Confirm/ }).click();
    await step('The notice, read as seekers read it').getByText('Done').waitFor();
    await scene.look(coordinator, 'setup-confirmed');
    await sheet.getByRole('button', { name: 'Back to the desk' }).click();
  });

  await scene.step('on a deployment that waits, the desk says how much is left, and opens when nothing is', async () => {
    const waiting = { required: true, notice: 1, steps: [{ what: 'hours', done: false, confirm: false }, { what: 'ip_logs', done: false, confirm: true }] };
    let answer = waiting;
    await coordinator.route('**/api/staff/setup', (route) => route.fulfill(json(answer)));
    await coordinator.route('**/api/staff/setup/open', (route) => route.fulfill({ status: 204 }));
    await coordinator.reload();
    await coordinator.getByText("The chat can't open yet. 2 things left.").waitFor();
    await scene.look(coordinator, 'setup-waits');
    await coordinator.getByRole('button', { name: 'See what is left' }).press('Enter');
    assert.equal(await sheet.getByRole('button', { name: 'Open the chat' }).isDisabled(), true);
    await scene.look(coordinator, 'setup-left');
    await sheet.getByRole('button', { name: 'Back to the desk' }).click();
    answer = { ...waiting, steps: waiting.steps.map((each) => ({ ...each, done: true })) };
    await coordinator.getByRole('button', { name: 'Setup', exact: true }).click();
    await sheet.getByText('Everything is done, so the chat can open.').waitFor();
    answer = { ...answer, opened: { at: Date.now(), by: 'Kit' } };
    await sheet.getByRole('button', { name: 'Open the chat' }).press('Enter');
    await sheet.getByText('The chat is open.').waitFor();
    await sheet.getByText('Opened by Kit', { exact: false }).waitFor();
    await scene.look(coordinator, 'setup-opened');
  });

  await scene.step('until then, whoever comes reads that it has not opened, and whom they can call', async () => {
    await seeker.route('**/api/door**', (route) => route.fulfill(json({ state: 'not_open' })));
    await seeker.goto(scene.url);
    await seeker.getByText("This chat hasn't opened yet.").waitFor();
    await seeker.getByText('If you need someone now:').waitFor();
    assert.equal(await seeker.getByRole('button', { name: 'Start a chat' }).isVisible(), false);
    await scene.look(seeker, 'setup-not-open');
  });
}

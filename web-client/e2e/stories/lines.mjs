// A coordinator checks and tries a crisis line, and writes one that seekers see only after a second coordinator has looked at it; and nobody becomes coordinator because one of them says so.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { becomesSecond, leavesAgain } from '../meeting.mjs';

const PLAY = Date.now().toString(36);
const LINE = `Night line ${PLAY.slice(-5)}`;
const LINK = `https://night-${PLAY}.example`;
const LOGIN = `uma-${PLAY}`;
const NAME = `Uma ${PLAY.slice(-5)}`;
const NOTE = 'Write AYUDA first';
const TODAY = new Date().toISOString().slice(0, 10);
const WHY = `A complaint to the board, ${PLAY}`;
const THIRD = `Ilo ${PLAY.slice(-5)}`;
/** Somebody who is here in every house that stories are played in. */
const PEER = 'Robin';

export default async function lines(scene) {
  const coordinator = await scene.person('coordinator', { width: 1280, height: 800 });
  const second = await scene.person('second', { width: 360, height: 740 }, { hasTouch: true });
  const seeker = await scene.person('seeker', { width: 360, height: 740 });
  const uk = (page) => page.getByRole('list', { name: 'United Kingdom' });
  const waiting = (page) => page.getByRole('list', { name: 'Waiting for a second person' }).getByRole('listitem').filter({ hasText: LINE });
  const seekersHave = async () => {
    await seeker.goto(scene.url);
    return (await seeker.locator('#start').textContent()).includes(LINE);
  };

  await scene.step('a coordinator sees every line with its day, what is due first', async () => {
    await scene.signIn(coordinator, 'coordinator');
    await coordinator.getByRole('button', { name: 'Crisis lines' }).press('Enter');
    await uk(coordinator).getByText('Samaritans', { exact: true }).first().waitFor();
    await coordinator.getByText('a line for young people', { exact: false }).first().waitFor();
    await scene.look(coordinator, 'lines');
  });

  await scene.step('they check one, and the day is theirs', async () => {
    const check = uk(coordinator).getByRole('button', { name: 'I have checked it: Samaritans, 116 123' });
    await check.press('Enter');
    await coordinator.getByText('Checked today: Samaritans, 116 123.').waitFor();
    assert.equal(await coordinator.evaluate(() => document.activeElement.getAttribute('aria-label')), 'I have checked it: Samaritans, 116 123');
    await uk(coordinator).getByText(/^Checked on .* by /).first().waitFor();
    await scene.look(coordinator, 'line-checked');
  });

  await scene.step('they say what came of trying it, and the line and the log show it', async () => {
    const tried = uk(coordinator).getByRole('button', { name: 'I tried it: Samaritans, 116 123' });
    await tried.press('Enter');
    await coordinator.getByRole('group', { name: 'What came of it? Samaritans, 116 123' }).waitFor();
    assert.equal(await coordinator.evaluate(() => document.activeElement.textContent), 'This service answered');
    await scene.look(coordinator, 'line-tried');
    await coordinator.getByRole('button', { name: 'It answered after a long wait' }).press('Enter');
    await coordinator.getByText('Recorded: you tried Samaritans, 116 123.').waitFor();
    await uk(coordinator).getByText(/^Tried .* It answered after a long wait\.$/).first().waitFor();
    await coordinator.getByText('Test calls', { exact: true }).click();
    await coordinator.getByRole('list', { name: 'Test calls' }).getByText(/^Tried .* It answered after a long wait\.$/).first().waitFor();
    await scene.look(coordinator, 'line-calls');
  });

  await scene.step('a line is checked elsewhere while it is written: it says so, and what was written is still there', async () => {
    await uk(coordinator).getByRole('button', { name: 'Change: Samaritans, 116 123' }).press('Enter');
    await coordinator.evaluate(async () => {
      const { csrf } = await (await fetch('/api/staff/me')).json();
      const { regions } = await (await fetch('/api/staff/lines')).json();
      const { id, version } = regions.find((each) => each.id === 'uk').lines.find((each) => each.value === '116 123');
      await fetch('/api/staff/lines/check', { method: 'POST', headers: { 'X-CSRF-TOKEN': csrf, 'Content-Type': 'application/json' }, body: JSON.stringify({ region: 'uk', id, version }) });
    });
    await coordinator.getByLabel('Name', { exact: true }).fill('Samaritans, by phone');
    await coordinator.getByLabel('Source', { exact: true }).fill('https://www.samaritans.org/');
    await coordinator.getByRole('button', { name: 'Save' }).press('Enter');
    await coordinator.getByText('changed or checked this meanwhile.', { exact: false }).waitFor();
    await coordinator.getByRole('button', { name: 'See both' }).press('Enter');
    await coordinator.getByText('Nothing that you wrote is in its way.', { exact: false }).waitFor();
    assert.equal(await coordinator.getByLabel('Name', { exact: true }).inputValue(), 'Samaritans, by phone');
    await scene.look(coordinator, 'line-both');
    await coordinator.getByRole('button', { name: 'Back to all lines' }).press('Enter');
    await uk(coordinator).getByText('Samaritans', { exact: true }).first().waitFor();
  });

  await scene.step('a line without its number and its source is not sent', async () => {
    await coordinator.getByRole('button', { name: 'Add a line for United Kingdom' }).press('Enter');
    await coordinator.getByLabel('Name', { exact: true }).fill(LINE);
    await coordinator.getByLabel('How people reach it').selectOption({ label: 'Chat' });
    await coordinator.getByRole('button', { name: 'Save' }).press('Enter');
    await coordinator.getByText('Write a link that begins with https://').first().waitFor();
    assert.equal(await coordinator.evaluate(() => document.activeElement.id), 'line-value');
    await scene.look(coordinator, 'line-wrong');
  });

  await scene.step('what they write waits, seekers see nothing of it, and they cannot confirm it themselves', async () => {
    await coordinator.getByLabel('Link', { exact: true }).fill(LINK);
    const preview = coordinator.getByRole('group', { name: 'What seekers in United Kingdom will see' });
    await preview.getByRole('link', { name: LINE }).click();
    await preview.getByText('Samaritans', { exact: true }).first().waitFor();
    await scene.look(coordinator, 'line-preview');
    await coordinator.getByLabel('Day and night').check();
    await coordinator.getByLabel('For whom it is').selectOption({ label: 'Young people' });
    await preview.getByText('for young people', { exact: false }).waitFor();
    await coordinator.getByLabel('Spanish', { exact: true }).check();
    await coordinator.getByLabel('Note in English').fill(NOTE);
    await preview.getByText('Spanish', { exact: false }).first().waitFor();
    await preview.getByText(NOTE, { exact: true }).waitFor();
    await scene.look(coordinator, 'line-languages');
    await coordinator.getByLabel('Source', { exact: true }).fill(`${LINK}/about`);
    await coordinator.getByRole('button', { name: 'Save' }).press('Enter');
    await coordinator.getByText(`${LINE} waits for a second coordinator.`, { exact: false }).waitFor();
    await waiting(coordinator).getByRole('button', { name: 'Take back' }).waitFor();
    assert.equal(await waiting(coordinator).getByRole('button', { name: 'Confirm' }).count(), 0);
    assert.equal(await seekersHave(), false);
    await scene.look(coordinator, 'line-waits');
  });

  await scene.step('they invite a second coordinator, who comes in', async () => {
    await coordinator.getByRole('button', { name: 'Back to the desk' }).click();
    await becomesSecond(coordinator, second, { name: NAME, login: LOGIN });
    await scene.look(second, 'bar-of-a-coordinator');
  });

  await scene.step('the second one reads what waits, and confirms it', async () => {
    await second.getByRole('button', { name: 'Crisis lines' }).click();
    await waiting(second).getByText('a new line').waitFor();
    await waiting(second).getByText(NOTE, { exact: true }).waitFor();
    await scene.look(second, 'line-to-confirm');
    await waiting(second).getByRole('button', { name: 'Confirm' }).click();
    await second.getByText(`Seekers see it from now on: ${LINE}`, { exact: false }).waitFor();
    await waiting(second).waitFor({ state: 'detached' });
    await uk(second).getByText(LINE).waitFor();
    assert.equal(await seekersHave(), true);
  });

  await scene.step('taken away, it is gone from the pages at once', async () => {
    await uk(second).getByRole('button', { name: `Change: ${LINE}` }).click();
    await second.getByRole('heading', { name: `Change ${LINE}` }).waitFor();
    await scene.look(second, 'line-change');
    await second.getByRole('button', { name: 'Take it away' }).click();
    await second.getByText('No second person is needed', { exact: false }).waitFor();
    assert.equal(await second.evaluate(() => document.activeElement.textContent), `Keep ${LINE}`);
    await scene.look(second, 'line-remove');
    await second.getByRole('button', { name: `Take ${LINE} away` }).click();
    await second.getByText(`Taken away: ${LINE}`, { exact: false }).waitFor();
    assert.equal(await seekersHave(), false);
  });

  await scene.step('now that there are two, an invitation of a third waits, and its link says so', async () => {
    await coordinator.getByRole('button', { name: 'Invite another person' }).click();
    await coordinator.getByLabel('Name that others will see').fill(THIRD);
    await coordinator.getByRole('radio', { name: 'coordinator' }).check();
    await coordinator.getByRole('button', { name: 'Make a link' }).click();
    await coordinator.getByText('The link is good once a second coordinator has confirmed it', { exact: false }).waitFor();
    await scene.look(coordinator, 'grant-link');
    await seeker.goto(await coordinator.getByLabel('Link', { exact: true }).inputValue());
    await seeker.getByText('A second coordinator has to confirm this first.', { exact: false }).waitFor();
    await scene.look(seeker, 'grant-invitation-waits');
    await coordinator.getByRole('button', { name: 'Everybody' }).click();
    await coordinator.getByRole('button', { name: `Take back: ${THIRD} as coordinator` }).waitFor();
    assert.equal(await coordinator.getByRole('button', { name: `Confirm: ${THIRD} as coordinator` }).count(), 0);
    await scene.look(coordinator, 'grant-mine');
  });

  await scene.step('the second one confirms it, and the link is good', async () => {
    await second.getByRole('button', { name: 'Back to the desk' }).click();
    await second.getByRole('button', { name: 'People' }).click();
    await second.getByRole('button', { name: `Confirm: ${THIRD} as coordinator` }).waitFor();
    await scene.look(second, 'grant-to-confirm');
    await second.getByRole('button', { name: `Confirm: ${THIRD} as coordinator` }).click();
    await second.getByText(`Confirmed: the link of ${THIRD} is good from now on.`).waitFor();
    await seeker.reload();
    await seeker.getByRole('heading', { name: '1. Add Porchlight to an authenticator app' }).waitFor();
  });

  await scene.step('somebody who is here already stays what they are until it is confirmed; refused, they stay it', async () => {
    await second.getByRole('button', { name: `Open: ${PEER}`, exact: true }).click();
    await second.getByRole('radio', { name: 'coordinator' }).check();
    await second.getByText('Until then nothing is different, and nothing else in these lines is saved.', { exact: false }).waitFor();
    await scene.look(second, 'grant-person');
    await second.getByRole('button', { name: 'Save' }).click();
    await second.getByText(`${PEER} becomes coordinator once a second coordinator has confirmed it.`, { exact: false }).waitFor();
    await coordinator.getByRole('button', { name: 'Who is signed in' }).click();
    await coordinator.getByRole('button', { name: 'Everybody' }).click();
    await coordinator.getByRole('button', { name: `Say no: ${PEER} as coordinator` }).press('Enter');
    await coordinator.getByText(`Nothing comes of it: ${PEER} does not become coordinator.`).waitFor();
  });

  await scene.step('a copy of the audit needs a reason, and a second coordinator who reads it', async () => {
    await coordinator.getByRole('button', { name: 'What was done' }).click();
    await coordinator.getByRole('button', { name: 'Ask for a copy' }).press('Enter');
    await coordinator.getByLabel('First day').fill(TODAY);
    await coordinator.getByRole('button', { name: 'Ask', exact: true }).press('Enter');
    await coordinator.getByText('Write in a few words why you need it.').waitFor();
    await scene.look(coordinator, 'copy-ask');
    await coordinator.getByLabel('Why you need it').fill(WHY);
    await coordinator.getByRole('button', { name: 'Ask', exact: true }).press('Enter');
    await coordinator.getByText('Another coordinator reads your reason here', { exact: false }).waitFor();
    assert.equal(await coordinator.getByRole('button', { name: /^Confirm: / }).count(), 0);
    await second.getByRole('button', { name: 'What was done' }).click();
    const asked = second.getByRole('region', { name: 'Copies for elsewhere' }).getByRole('listitem').filter({ hasText: WHY });
    await asked.waitFor();
    await scene.look(second, 'copy-to-confirm');
    await asked.getByRole('button', { name: 'Confirm' }).click();
    await second.getByText('Confirmed.', { exact: false }).waitFor();
  });

  await scene.step('then whoever asked takes it, a file with an act on each line', async () => {
    await coordinator.getByRole('button', { name: 'Everybody' }).click();
    await coordinator.getByRole('button', { name: 'What was done' }).click();
    const mine = coordinator.getByRole('region', { name: 'Copies for elsewhere' }).getByRole('listitem').filter({ hasText: WHY });
    await mine.getByRole('button', { name: 'Take the copy' }).waitFor();
    await scene.look(coordinator, 'copy-to-take');
    const [file] = await Promise.all([coordinator.waitForEvent('download'), mine.getByRole('button', { name: 'Take the copy' }).click()]);
    assert.match(file.suggestedFilename(), /^porchlight-audit-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.ndjson$/);
    for (const line of readFileSync(await file.path(), 'utf8').trim().split('\n')) assert.ok(JSON.parse(line).act);
    await coordinator.getByText('Taken.', { exact: false }).waitFor();
    await mine.getByRole('button', { name: 'Take back' }).click();
    await mine.waitFor({ state: 'detached' });
    await coordinator.getByRole('button', { name: 'Everybody' }).click();
  });

  await scene.step('the second one leaves, so that the house is as it was', async () => {
    await leavesAgain(coordinator, second, { name: NAME });
  });
}

// A coordinator changes what holds for the house, and what it says; a seeker who has the notice open is shown the new one before they come in.
import assert from 'node:assert/strict';
import { arrive, networkOf } from '../meeting.mjs';

const SHIPS = 'Peers are trained volunteers with hard times of their own behind them.';
const OURS = 'The peers here are people of this neighbourhood.';

export default async function house(scene) {
  const { peer } = await scene.openTheDoor();
  const coordinator = await scene.person('coordinator', { width: 1280, height: 800 });
  const seeker = await scene.person('seeker', { width: 360, height: 740 });
  const network = await networkOf(coordinator);
  const sheet = coordinator.getByRole('dialog');
  const keep = (page, days) => page.getByText(`${days} days after the chat closes`, { exact: false });
  const change = () => sheet.getByRole('button', { name: 'Change', exact: true });
  const save = () => sheet.getByRole('button', { name: 'Save' }).press('Enter');
  const saved = () => sheet.getByText('Saved. It holds from now on.').waitFor();

  await scene.step('a coordinator reads what holds, in words', async () => {
    await scene.signIn(coordinator, 'coordinator');
    await coordinator.getByRole('button', { name: 'House' }).press('Enter');
    await sheet.getByText('Open while a peer and a supervisor are on duty.').waitFor();
    await sheet.getByText('Days after a chat has closed: 7. When it was flagged: 30.', { exact: false }).waitFor();
    await sheet.getByText('18 or over.').waitFor();
    await scene.look(coordinator, 'house');
  });

  await scene.step('a seeker has the notice open', async () => {
    await seeker.goto(scene.url);
    await seeker.getByRole('button', { name: 'Start a chat' }).click();
    await keep(seeker, 7).waitFor();
  });

  await scene.step('16 and 17 need somebody who answers for it, and hours need both times', async () => {
    await change().press('Enter');
    await sheet.getByText('Nothing so far.').waitFor();
    await sheet.getByLabel('People of 16 and 17 may come in').check();
    await sheet.getByRole('button', { name: 'Add hours: Monday' }).press('Enter');
    await sheet.getByLabel('Monday, from').first().fill('20:00');
    await save();
    await sheet.getByText('Write both times of each, or take it away.').waitFor();
    await sheet.getByText('Write a name of 1 to 60 characters.').waitFor();
    assert.equal(await coordinator.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Monday, until');
    await scene.look(coordinator, 'house-wrong');
    await sheet.getByLabel('People of 16 and 17 may come in').uncheck();
  });

  await scene.step('what it changes for seekers is said before it is saved', async () => {
    await sheet.getByLabel('Monday, until').first().fill('02:00');
    await sheet.getByLabel('Time zone').fill('Europe/Atlantis');
    await sheet.getByLabel('Days that a chat is kept').selectOption('3');
    await sheet.getByText('A closed door tells them other hours.').waitFor();
    await sheet.getByRole('figure').getByText('3 days after the chat closes', { exact: false }).waitFor();
    await sheet.getByText('Whoever has an older one open is shown the new one first.', { exact: false }).waitFor();
    await save();
    await sheet.getByText('Write the name of a time zone, such as Europe/Madrid.').waitFor();
    await sheet.getByLabel('Time zone').fill('Europe/Madrid');
    await scene.look(coordinator, 'house-changes');
    await save();
    await saved();
    await sheet.getByText('Monday 20:00–02:00').waitFor();
    await sheet.getByText('Days after a chat has closed: 3.', { exact: false }).waitFor();
    await sheet.getByRole('list', { name: 'The latest changes' }).getByRole('listitem').first().waitFor();
    await scene.look(coordinator, 'house-saved');
  });

  await scene.step('the seeker is shown the new notice first, and comes in with that', async () => {
    const go = async () => {
      await seeker.getByRole('radio', { name: '18 or over' }).check();
      await seeker.getByRole('button', { name: 'I understand. Find me someone' }).click();
    };
    await go();
    await seeker.getByText('What this page says has changed since you opened it.', { exact: false }).waitFor();
    await keep(seeker, 3).waitFor();
    await scene.look(seeker, 'notice-changed');
    await go();
    await seeker.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
    await seeker.getByRole('button', { name: 'Leave the line' }).click();
  });

  await scene.step('a topic is taken away: who comes is not asked about it, and there is one at least', async () => {
    await change().press('Enter');
    const topics = sheet.getByRole('group', { name: 'What a night may be about' }).getByRole('checkbox');
    for (const each of await topics.all()) await each.uncheck();
    await save();
    await sheet.getByText('Choose one at least.').waitFor();
    await scene.look(coordinator, 'house-topics-wrong');
    for (const each of await topics.all()) await each.check();
    await sheet.getByRole('checkbox', { name: 'money' }).uncheck();
    await sheet.getByText('They are asked about other topics.', { exact: false }).waitFor();
    await save();
    await saved();
    await scene.look(coordinator, 'house-topics');
    const next = await scene.person('the next seeker', { width: 360, height: 740 });
    await arrive(scene, next);
    await next.getByRole('checkbox', { name: 'grief' }).waitFor();
    assert.equal(await next.getByRole('checkbox', { name: 'money' }).count(), 0);
    await next.getByRole('button', { name: 'Leave the line' }).click();
  });

  await scene.step('who is on call has a name and a number', async () => {
    await change().press('Enter');
    await sheet.getByLabel('Name of who is on call').fill('Noor');
    await save();
    await sheet.getByText('Write a telephone number, such as +34 600 123 456.').waitFor();
    await scene.look(coordinator, 'house-call-wrong');
    await sheet.getByLabel('Telephone of who is on call').fill('+34 600 123 456');
    await save();
    await saved();
    await sheet.getByText('Noor, +34 600 123 456').waitFor();
    await scene.look(coordinator, 'house-call');
  });

  await scene.step('the house is changed elsewhere meanwhile: both are shown, and what was not touched is as it was saved', async () => {
    await change().press('Enter');
    await coordinator.evaluate(async () => {
      const { csrf } = await (await fetch('/api/staff/me')).json();
      const { version, hours, requireSupervisor, flagDays, minAge, topics, onCall, onCallPhone } = await (await fetch('/api/staff/house')).json();
      const body = JSON.stringify({ version, hours, requireSupervisor, flagDays, minAge, topics, onCall, onCallPhone, days: 5, zone: 'UTC' });
      await fetch('/api/staff/house', { method: 'POST', headers: { 'X-CSRF-TOKEN': csrf, 'Content-Type': 'application/json' }, body });
    });
    await sheet.getByLabel('Days that a chat is kept').selectOption('2');
    await save();
    await sheet.getByText('changed this', { exact: false }).waitFor();
    await scene.look(coordinator, 'house-conflict');
    await sheet.getByRole('button', { name: 'See both' }).press('Enter');
    await sheet.getByText('Saved meanwhile', { exact: true }).waitFor();
    assert.deepEqual(await sheet.getByRole('definition').allTextContents(), ['5', '2']);
    assert.equal(await sheet.getByLabel('Time zone').inputValue(), 'UTC');
    await scene.look(coordinator, 'house-both');
    await save();
    await saved();
    await sheet.getByText('Days after a chat has closed: 2.', { exact: false }).waitFor();
  });

  await scene.step('without a connection the house can be read and not saved, and what was written stays', async () => {
    await change().press('Enter');
    await sheet.getByLabel('Days that a chat is kept').selectOption('4');
    await network.lose();
    await sheet.getByText('No connection. You can read this', { exact: false }).first().waitFor();
    assert.equal(await sheet.getByRole('button', { name: 'Save', exact: true }).isDisabled(), true);
    await scene.look(coordinator, 'house-offline', { spanish: false });
    await network.giveBack(() => sheet.getByText('No connection. You can read this', { exact: false }).first().waitFor({ state: 'detached', timeout: 30_000 }));
    assert.equal(await sheet.getByLabel('Days that a chat is kept').inputValue(), '4');
    await save();
    await saved();
  });

  await scene.step('a sentence is written in both languages or not at all, and without a number', async () => {
    await sheet.getByRole('button', { name: 'Words of the house' }).press('Enter');
    await sheet.getByRole('button', { name: `Change: ${SHIPS}` }).waitFor();
    await scene.look(coordinator, 'words');
    await sheet.getByRole('button', { name: `Change: ${SHIPS}` }).press('Enter');
    await sheet.getByLabel('English').fill('Peers sit here from 8 on.');
    await sheet.getByLabel('Español').fill('');
    await save();
    await sheet.getByText('Write it in both languages.', { exact: false }).waitFor();
    assert.equal(await coordinator.evaluate(() => document.activeElement.id), 'words-en');
    await scene.look(coordinator, 'words-wrong');
  });

  await scene.step('seekers read the words of the house, in their language, and what ships once they are taken back', async () => {
    await sheet.getByLabel('English').fill(OURS);
    await sheet.getByLabel('Español').fill('Aquí te espera gente de este barrio.');
    await save();
    await sheet.getByText('Saved. Whoever opens the page from now on reads it.').waitFor();
    assert.equal(await coordinator.evaluate(() => document.activeElement.getAttribute('aria-label')), `Change: ${OURS}`);
    await scene.look(coordinator, 'words-saved');
    const reader = await scene.person('reader', { width: 360, height: 740 });
    await reader.goto(scene.url);
    await reader.getByText(OURS).waitFor();
    await scene.look(reader, 'words-read');
    await reader.getByRole('button', { name: 'Español' }).click();
    await reader.getByText('Aquí te espera gente de este barrio.').waitFor();
    await reader.getByRole('button', { name: 'English' }).click();
    await reader.getByText(OURS).waitFor();
    await sheet.getByRole('button', { name: /^Go back to before this/ }).first().press('Enter');
    await sheet.getByText('Everything says again what it said before that change.').waitFor();
    await sheet.getByRole('button', { name: `Change: ${SHIPS}` }).waitFor();
    await reader.reload();
    await reader.getByText(SHIPS).waitFor();
    await sheet.getByRole('button', { name: 'Back to the house' }).press('Enter');
  });

  await scene.step('the safety rules can be read, and nothing there switches one off', async () => {
    await sheet.getByRole('button', { name: 'Safety rules' }).press('Enter');
    await sheet.getByText('Nothing was added. The rules are as they ship.').waitFor();
    await sheet.getByText('What you add waits with them.', { exact: false }).waitFor();
    await sheet.getByText('Thoughts of suicide', { exact: true }).first().press('Enter');
    await sheet.getByText('too few were judged', { exact: false }).first().waitFor();
    await sheet.getByText('It takes no phrases.', { exact: false }).first().waitFor();
    await scene.look(coordinator, 'rules');
  });

  await scene.step('a phrase is tried before it is looked for, and can be taken back', async () => {
    await sheet.getByText('Contact outside', { exact: true }).first().press('Enter');
    await sheet.getByRole('list', { name: 'Contact outside' }).first().getByRole('button', { name: /^Add a phrase/ }).first().press('Enter');
    const field = sheet.getByRole('textbox', { name: 'Phrase' });
    const attempt = () => sheet.getByRole('button', { name: 'Try it' }).press('Enter');
    await field.fill('pigeon*');
    await attempt();
    await sheet.getByText('Write letters, digits, spaces, apostrophes and hyphens only.').waitFor();
    assert.equal(await coordinator.evaluate(() => document.activeElement.id), 'phrase');
    await scene.look(coordinator, 'rules-wrong');
    await field.fill('I am');
    await attempt();
    await sheet.getByText('Nearly every message has these words.', { exact: false }).waitFor();
    await field.fill('The blue pigeon post');
    await attempt();
    await sheet.getByText('None is flagged because of this phrase.', { exact: false }).waitFor();
    await scene.look(coordinator, 'rules-tried');
    await sheet.getByRole('button', { name: 'Look for it from now on' }).press('Enter');
    await sheet.getByText('Saved. It is looked for from now on.').waitFor();
    await sheet.getByRole('button', { name: 'Take away: the blue pigeon post' }).waitFor();
    await scene.look(coordinator, 'rules-added');
    await sheet.getByRole('button', { name: /^Go back to before this/ }).first().press('Enter');
    await sheet.getByText('What was looked for before that change is again.').waitFor();
    assert.equal(await sheet.getByRole('button', { name: 'Take away: the blue pigeon post' }).count(), 0);
    await sheet.getByRole('button', { name: 'Back to the house' }).press('Enter');
  });

  await scene.step('the house has its own name, a title that says nothing, and asks less', async () => {
    const heard = sheet.getByRole('checkbox', { name: 'Did you feel heard?' });
    await sheet.getByLabel('Name of the house').fill('<');
    await sheet.getByRole('button', { name: 'Save name and check-in' }).press('Enter');
    await sheet.getByText('Write a name of 1 to 24 characters', { exact: false }).waitFor();
    await scene.look(coordinator, 'house-name-wrong');
    await sheet.getByLabel('Name of the house').fill('The Long Night Lantern');
    await sheet.getByLabel('Title on the tab').fill('Notes');
    await heard.uncheck();
    await sheet.getByRole('button', { name: 'Save name and check-in' }).press('Enter');
    await sheet.getByText('Saved. Seekers see it from now on.').waitFor();
    const named = await scene.person('somebody new', { width: 360, height: 740 });
    await named.goto(scene.url);
    assert.equal(await named.title(), 'Notes');
    assert.equal(await named.locator('.brand [data-name]').textContent(), 'The Long Night Lantern');
    await scene.look(named, 'house-named');
    await sheet.getByLabel('Name of the house').fill('Porchlight');
    await sheet.getByLabel('Title on the tab').fill('Porchlight');
    await heard.check();
    await sheet.getByRole('button', { name: 'Save name and check-in' }).press('Enter');
    await sheet.getByText('Saved. Seekers see it from now on.').waitFor();
  });

  await scene.step('Quick exit leads elsewhere from one region, once the site was looked at', async () => {
    await sheet.getByText('Where Quick exit leads', { exact: true }).click();
    const uk = sheet.getByLabel('United Kingdom', { exact: true });
    await uk.fill('http://maps.example/');
    await sheet.getByRole('button', { name: 'Look at it: United Kingdom' }).press('Enter');
    await sheet.getByText('Choose an https page that greets nobody by name.', { exact: false }).waitFor();
    await scene.look(coordinator, 'house-exit-bad');
    await sheet.getByRole('button', { name: 'Save name and check-in' }).press('Enter');
    await sheet.getByText('Write links that begin with https:// and the name of a site', { exact: false }).waitFor();
    // Of this name there is nothing anywhere.
    await uk.fill('https://away.invalid/');
    await sheet.getByRole('button', { name: 'Look at it: United Kingdom' }).press('Enter');
    await sheet.getByText('This server could not reach it.', { exact: false }).waitFor();
    await sheet.getByRole('button', { name: 'Save name and check-in' }).press('Enter');
    await sheet.getByText('Saved. Seekers see it from now on.').waitFor();
    const leaving = await scene.person('somebody who leaves', { width: 360, height: 740 });
    await leaving.goto(scene.url);
    assert.equal(JSON.parse(await leaving.locator('#start').textContent()).exitSites.uk, 'https://away.invalid/');
    await uk.fill('');
    await sheet.getByRole('button', { name: 'Save name and check-in' }).press('Enter');
    await sheet.getByText('Saved. Seekers see it from now on.').waitFor();
  });

  await scene.step('and it is as it was', async () => {
    await change().press('Enter');
    await sheet.getByLabel('Name of who is on call').fill('');
    await sheet.getByLabel('Telephone of who is on call').fill('');
    await sheet.getByRole('checkbox', { name: 'money' }).check();
    await sheet.getByLabel('Days that a chat is kept').selectOption('7');
    await sheet.getByRole('button', { name: /^Take away: Monday/ }).first().press('Enter');
    await save();
    await saved();
    await scene.closeTheDoor(peer);
  });
}

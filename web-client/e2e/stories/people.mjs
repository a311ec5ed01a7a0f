// From a coordinator's invitation to somebody who signs in with a code, is recorded as something else, has a first conversation that is supervised, and leaves.
import assert from 'node:assert/strict';
import { arrive, goesOffDuty, hears, hurried, LAPTOP, part, PHONE, takesOffer, write } from '../meeting.mjs';
import { code } from '../totp.mjs';

const LOGIN = `noa-${Date.now().toString(36)}`;
// Of an earlier play on the same server there is another Noa.
const NAME = `Noa ${Date.now().toString(36).slice(-5)}`;
// Recent enough to be good, and never the last of February.
const TRAINED = `${new Date(Date.now() - 100 * 86_400_000).toISOString().slice(0, 8)}14`;
const PASSWORD = 'lantern by the harbour wall';

export default async function people(scene) {
  const coordinator = await scene.person('coordinator', { width: 1280, height: 800 });
  const invited = await hurried(scene.person('invited', PHONE, { hasTouch: true }));
  let link;
  let secret;
  let recovery;

  await scene.step('a coordinator invites a peer, with the keyboard alone', async () => {
    await scene.signIn(coordinator, 'coordinator');
    await coordinator.getByRole('button', { name: 'People' }).press('Enter');
    await coordinator.getByRole('button', { name: 'Invite someone' }).press('Enter');
    await coordinator.getByLabel('Name that others will see').fill(NAME);
    await coordinator.getByRole('radio', { name: 'independent' }).press('Space');
    await coordinator.getByLabel('grief').press('Space');
    await coordinator.getByRole('button', { name: 'Make a link' }).press('Enter');
    await coordinator.getByText('Supervised and independent need both days.').waitFor();
    assert.equal(await coordinator.evaluate(() => document.activeElement.type), 'date');
    await scene.look(coordinator, 'invite-days');
    await coordinator.getByLabel('Trained on').fill(TRAINED);
    assert.equal(await coordinator.getByLabel('Good until').inputValue(), `${Number(TRAINED.slice(0, 4)) + 1}${TRAINED.slice(4)}`);
    await scene.look(coordinator, 'invite');
    await coordinator.getByRole('button', { name: 'Make a link' }).press('Enter');
    link = await coordinator.getByLabel('Link', { exact: true }).inputValue();
    assert.match(link, /\/desk\/invitation#[A-Za-z0-9_-]{22,}$/);
    await scene.look(coordinator, 'people-link');
  });

  await scene.step('whoever opens the link sees who they will be, a picture and a key', async () => {
    await invited.goto(link);
    await invited.getByRole('heading', { name: `Welcome, ${NAME}` }).waitFor();
    secret = await invited.locator('code.key').textContent();
    assert.match(secret, /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    await scene.look(invited, 'invitation');
  });

  await scene.step('what is not good is said beside the line it is about', async () => {
    await invited.getByLabel('Sign-in name').fill(LOGIN);
    await invited.getByLabel('Password').fill('password1234');
    await invited.getByRole('textbox', { name: 'Code' }).fill(code(secret));
    await invited.getByRole('button', { name: "That's me" }).click();
    await invited.getByText('That one is easily guessed.', { exact: false }).waitFor();
    assert.equal(await invited.getByLabel('Password').getAttribute('aria-invalid'), 'true');
    assert.equal(await invited.evaluate(() => document.activeElement.id), 'password');
    await scene.look(invited, 'invitation-wrong');
  });

  await scene.step('with a good password and the code, ten recovery codes are shown once', async () => {
    await invited.getByLabel('Password').fill(PASSWORD);
    await invited.getByRole('textbox', { name: 'Code' }).fill(code(secret));
    await invited.getByRole('button', { name: "That's me" }).click();
    await invited.getByRole('heading', { name: 'Keep these ten codes' }).waitFor();
    assert.equal(new URL(invited.url()).hash, '');
    recovery = await invited.locator('.codes code').allTextContents();
    assert.equal(recovery.length, 10);
    await scene.look(invited, 'recovery-codes');
    await invited.getByRole('button', { name: "I've kept them" }).click();
  });

  await scene.step('they sign in with their password, and then a code', async () => {
    await invited.getByLabel('Sign-in name').fill(LOGIN);
    await invited.getByLabel('Password').fill(PASSWORD);
    await invited.getByRole('button', { name: 'Sign in' }).click();
    await invited.getByRole('textbox', { name: 'Code' }).fill('000000');
    await invited.getByRole('button', { name: 'Sign in' }).click();
    await invited.getByText("That code isn't good", { exact: false }).waitFor();
    await scene.look(invited, 'sign-in-code');
    await invited.getByRole('textbox', { name: 'Code' }).fill(recovery[0]);
    await invited.getByRole('button', { name: 'Sign in' }).click();
    await invited.getByRole('button', { name: 'Go on duty' }).waitFor();
  });

  await scene.step('they see where they are signed in, and Escape leads back to the desk', async () => {
    await invited.getByRole('button', { name: 'Sign-ins' }).click();
    await invited.getByText('this one', { exact: true }).waitFor();
    await scene.look(invited, 'sign-ins');
    await invited.keyboard.press('Escape');
    await invited.getByText('this one', { exact: true }).waitFor({ state: 'detached' });
    await invited.getByRole('button', { name: 'Go on duty' }).waitFor();
  });

  await scene.step('the coordinator sees who they are, and changes level and topics while they are on duty', async () => {
    await invited.getByRole('button', { name: 'Go on duty' }).click();
    await invited.getByText("You're on duty").waitFor();
    await coordinator.getByRole('button', { name: 'Everybody' }).click();
    const row = coordinator.getByRole('listitem').filter({ has: coordinator.getByRole('button', { name: `Open: ${NAME}` }) });
    await row.getByText('peer · independent').waitFor();
    await row.getByText('Topics: grief').waitFor();
    await scene.look(coordinator, 'people');
    await coordinator.getByRole('button', { name: `Open: ${NAME}` }).press('Enter');
    await coordinator.getByRole('heading', { name: NAME, exact: true }).waitFor();
    await coordinator.getByRole('radio', { name: 'supervised' }).press('Space');
    await coordinator.getByLabel('anxiety').press('Space');
    await scene.look(coordinator, 'person');
    await coordinator.getByRole('button', { name: 'Save' }).press('Enter');
    await coordinator.getByText(`Saved: ${NAME}.`).waitFor();
    await row.getByText('peer · supervised').waitFor();
    await row.getByText('anxiety').waitFor();
    assert.equal(await coordinator.evaluate(() => document.activeElement.getAttribute('aria-label')), `Open: ${NAME}`);
  });

  await scene.step('the peer is off duty, reads why, and may go on again', async () => {
    await invited.getByText('Your coordinator changed what is recorded about you', { exact: false }).first().waitFor();
    await scene.look(invited, 'duty-changed');
    await invited.getByRole('button', { name: 'Go on duty' }).click();
    await invited.getByText("You're on duty").waitFor();
    await goesOffDuty(invited);
  });

  const supervisor = await hurried(scene.person('supervisor', LAPTOP));
  const seeker = await scene.person('seeker', PHONE);
  await scene.step('supervised, they go on duty again and have their first conversation', async () => {
    await scene.signIn(supervisor, 'supervisor');
    await supervisor.getByRole('heading', { name: 'Live board' }).waitFor();
    await invited.setViewportSize({ width: 1280, height: 800 });
    await invited.getByRole('button', { name: 'Go on duty' }).click();
    await invited.getByText("You're on duty").waitFor();
    await invited.getByText('Nobody is beside you yet.').waitFor({ timeout: 30_000 });
    await invited.getByRole('button', { name: 'Talk to a supervisor now' }).waitFor();
    await scene.look(invited, 'nobody-beside');
    await arrive(scene, seeker);
    await takesOffer(invited);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    await write(seeker, 'Your message', 'It has been a long week.');
    await hears(invited, 'It has been a long week.');
    await write(invited, 'Write to', 'I am glad you came. What made it long?');
    await hears(seeker, 'I am glad you came. What made it long?');
  });

  await scene.step('a supervisor sees that it is somebody new, and reads along with a reason', async () => {
    const talk = supervisor.getByRole('region', { name: /^All conversations/ }).getByRole('row').filter({ hasText: `with ${NAME} · supervised` });
    await talk.waitFor();
    await supervisor.getByText('1 of their first 10 conversations').waitFor({ timeout: 30_000 });
    await scene.look(supervisor, 'board-supervised');
    await supervisor.getByRole('button', { name: `I'm beside ${NAME}` }).click();
    await invited.getByText('Supervisor beside you: ', { exact: false }).waitFor({ timeout: 30_000 });
    await invited.getByText('Nobody is beside you yet.').waitFor({ state: 'hidden' });
    await scene.look(invited, 'somebody-beside');
    await talk.getByRole('button', { name: /^Peek at/ }).click();
    await supervisor.getByLabel('Your reason').fill('Their first conversation.');
    await supervisor.getByRole('button', { name: 'Open it' }).click();
    await hears(supervisor, 'I am glad you came. What made it long?');
    await supervisor.getByRole('button', { name: 'Stop reading' }).click();
  });

  await part(scene, { seeker, peer: invited });
  await scene.step('what is over is put away', async () => {
    await invited.getByRole('button', { name: 'Put away' }).click();
    await invited.getByRole('button', { name: 'Put away' }).waitFor({ state: 'detached' });
    await invited.setViewportSize(PHONE);
    await invited.getByRole('button', { name: 'Go on duty' }).waitFor();
  });

  await scene.step('somebody else saves while a form is open: it says so, and gives back nothing of what they changed', async () => {
    await coordinator.getByRole('button', { name: `Open: ${NAME}` }).click();
    await coordinator.getByRole('heading', { name: NAME, exact: true }).waitFor();
    await coordinator.evaluate(async (name) => {
      const { csrf } = await (await fetch('/api/staff/me')).json();
      const { people: everybody } = await (await fetch('/api/staff/people')).json();
      const { id, ready: _ready, ...seen } = everybody.find((each) => each.name === name);
      await fetch('/api/staff/people/change', { method: 'POST', headers: { 'X-CSRF-TOKEN': csrf, 'Content-Type': 'application/json' }, body: JSON.stringify({ id, seen, person: { ...seen, clearedForMinors: true } }) });
    }, NAME);
    await coordinator.getByLabel('work', { exact: true }).press('Space');
    await coordinator.getByRole('button', { name: 'Save' }).press('Enter');
    await coordinator.getByText('Somebody changed this meanwhile.').waitFor();
    await coordinator.getByRole('button', { name: 'See both' }).press('Enter');
    await coordinator.getByText('Nothing that you wrote is in its way.', { exact: false }).waitFor();
    assert.ok(await coordinator.getByLabel('May talk with people of 16 and 17').isChecked());
    assert.ok(await coordinator.getByLabel('work', { exact: true }).isChecked());
    await scene.look(coordinator, 'person-both');
    await coordinator.getByRole('button', { name: 'Save' }).press('Enter');
    await coordinator.getByText(`Saved: ${NAME}.`).waitFor();
  });

  await scene.step('who only practises is told that they stay off duty, and that it is marked in the list', async () => {
    await coordinator.getByRole('button', { name: `Open: ${NAME}` }).click();
    await coordinator.getByRole('radio', { name: 'practice' }).check();
    await coordinator.getByRole('button', { name: 'Save' }).click();
    const row = coordinator.getByRole('listitem').filter({ has: coordinator.getByRole('button', { name: `Open: ${NAME}` }) });
    await row.getByText('practises only').waitFor();
    await invited.getByRole('button', { name: 'Go on duty' }).click();
    await invited.getByText("You're still off duty:", { exact: false }).first().waitFor();
    await scene.look(invited, 'duty-not-cleared');
  });

  await scene.step("one's own role stays, and nobody leaves by their own hand", async () => {
    const own = coordinator.getByRole('listitem').filter({ hasText: 'coordinator' }).filter({ has: coordinator.getByText('you', { exact: true }) });
    await own.getByRole('button').click();
    await coordinator.getByText('This is you.', { exact: false }).waitFor();
    assert.ok(await coordinator.getByRole('radio', { name: 'peer' }).isDisabled());
    assert.equal(await coordinator.getByRole('button', { name: 'They have left' }).count(), 0);
    await scene.look(coordinator, 'person-own');
    await coordinator.getByRole('button', { name: 'Back to everybody' }).click();
  });

  await scene.step('the coordinator ends their sign-in, and they are out at once', async () => {
    await coordinator.getByRole('button', { name: 'Who is signed in' }).click();
    const end = coordinator.getByRole('button', { name: `End it: the sign-in of ${NAME}` });
    await end.waitFor();
    await scene.look(coordinator, 'people-signed-in');
    await end.click();
    await end.waitFor({ state: 'detached' });
    await coordinator.getByText('Ended.').waitFor();
    await invited.getByText("You've been signed out", { exact: false }).waitFor();
  });

  await scene.step('when they leave, the coordinator reads first what follows, and then they are in no list', async () => {
    await coordinator.getByRole('button', { name: 'Everybody' }).click();
    await coordinator.getByRole('button', { name: `Open: ${NAME}` }).click();
    await coordinator.getByRole('button', { name: 'They have left' }).click();
    await coordinator.getByText('It cannot be undone.', { exact: false }).waitFor();
    assert.equal(await coordinator.evaluate(() => document.activeElement.textContent), `Keep ${NAME} here`);
    await scene.look(coordinator, 'person-leave');
    await coordinator.getByRole('button', { name: `${NAME} has left`, exact: true }).click();
    await coordinator.getByText('is signed out everywhere.', { exact: false }).waitFor();
    await coordinator.getByRole('button', { name: `Open: ${NAME}` }).waitFor({ state: 'detached' });
  });

  await scene.step('the link opens nothing any more', async () => {
    await invited.goto('about:blank');
    await invited.goto(link);
    await invited.getByRole('heading', { name: "This link isn't good any more" }).waitFor();
    await scene.look(invited, 'invitation-gone');
  });

  await scene.step('a coordinator looks at what was done, and at one kind of it', async () => {
    await coordinator.getByRole('button', { name: 'What was done' }).press('Enter');
    await coordinator.getByText('Nothing here can be changed quietly', { exact: false }).waitFor();
    const acts = coordinator.getByRole('region', { name: 'What was done' }).getByRole('listitem');
    await acts.filter({ hasText: 'changed what is recorded about somebody' }).first().waitFor();
    await scene.look(coordinator, 'acts');
    await coordinator.getByLabel('What', { exact: true }).selectOption({ label: 'read a chat' });
    await acts.filter({ hasText: 'changed what is recorded' }).first().waitFor({ state: 'detached' });
    await scene.look(coordinator, 'acts-one-kind');
  });
}

// From a coordinator's invitation to somebody who signs in with a code, and whose sign-in is ended.
import assert from 'node:assert/strict';
import { code } from '../totp.mjs';

const LOGIN = `noa-${Date.now().toString(36)}`;
const PASSWORD = 'lantern by the harbour wall';

export default async function people(scene) {
  const coordinator = await scene.person('coordinator', { width: 1280, height: 800 });
  const invited = await scene.person('invited', { width: 360, height: 740 }, { hasTouch: true });
  let link;
  let secret;
  let recovery;

  await scene.step('a coordinator invites a peer, with the keyboard alone', async () => {
    await scene.signIn(coordinator, 'coordinator');
    await coordinator.getByRole('button', { name: 'People' }).press('Enter');
    await coordinator.getByLabel('Name that others will see').fill('Noa');
    await coordinator.getByLabel('independent').press('Space');
    await coordinator.getByLabel('grief').press('Space');
    await scene.look(coordinator, 'people');
    await coordinator.getByRole('button', { name: 'Make a link' }).press('Enter');
    link = await coordinator.getByLabel('Link', { exact: true }).inputValue();
    assert.match(link, /\/desk\/invitation#[A-Za-z0-9_-]{22,}$/);
    await scene.look(coordinator, 'people-link');
  });

  await scene.step('whoever opens the link sees who they will be, a picture and a key', async () => {
    await invited.goto(link);
    await invited.getByRole('heading', { name: 'Welcome, Noa' }).waitFor();
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

  await scene.step('the coordinator ends it, and they are out at once', async () => {
    await coordinator.getByRole('button', { name: 'Back to the desk' }).click();
    await coordinator.getByRole('button', { name: 'People' }).click();
    await coordinator.getByRole('button', { name: /^End it: the sign-in of Noa/ }).first().waitFor();
    await scene.look(coordinator, 'people-signed-in');
    // Of an earlier play on the same server there may be more than one Noa.
    const ends = coordinator.getByRole('button', { name: /^End it: the sign-in of Noa/ });
    for (let left = await ends.count(); left > 0; left -= 1) {
      await ends.first().click();
      await ends.nth(left - 1).waitFor({ state: 'detached' });
    }
    await coordinator.getByText('Ended.').waitFor();
    await invited.getByText("You've been signed out", { exact: false }).waitFor();
  });

  await scene.step('the link opens nothing any more', async () => {
    await invited.goto('about:blank');
    await invited.goto(link);
    await invited.getByRole('heading', { name: "This link isn't good any more" }).waitFor();
    await scene.look(invited, 'invitation-gone');
  });
}

// The door: never open when nobody is there, and those who wait are told.
import assert from 'node:assert/strict';
import { look } from '../display-checks.mjs';
import { goesOffDuty, PHONE } from '../meeting.mjs';

export default async function door(scene) {
  const seeker = await scene.person('seeker', PHONE);
  const waiting = () => seeker.getByRole('heading', { name: "We're finding someone for you" });
  const start = () => seeker.getByRole('button', { name: 'Start a chat' });

  await scene.step('with nobody there the front page says so, and shows who can help instead', async () => {
    await seeker.goto(scene.url);
    await seeker.getByText("We can't take more people safely right now.").waitFor();
    assert.equal(await start().isVisible(), false);
    assert.ok((await seeker.locator('.hero .lines li').count()) >= 1);
    await seeker.getByLabel('Where are you?').filter({ visible: true }).selectOption('uk');
    await seeker.locator('.hero .lines').getByText('Samaritans').first().waitFor();
    await scene.look(seeker, 'landing-closed');
    await seeker.getByLabel('Where are you?').filter({ visible: true }).selectOption('us');
  });

  let supervisor;
  let peer;
  await scene.step('a supervisor and a peer come, and the front page opens', async () => {
    ({ supervisor, peer } = await scene.openTheDoor());
    await seeker.reload();
    await seeker.getByText('People are here now.', { exact: false }).waitFor();
    await start().waitFor();
    await scene.look(seeker, 'landing-open');
    await scene.look(peer, 'peer-breather');
  });

  await scene.step('the full privacy text opens beside the notice, which stays as it was', async () => {
    await start().click();
    const adult = seeker.getByRole('radio', { name: '18 or over' });
    await adult.check();
    // Whoever cannot read it changes the language there, and loses nothing.
    await seeker.getByRole('button', { name: 'Español' }).click();
    await seeker.getByRole('heading', { name: 'Antes de empezar' }).waitFor();
    assert.equal(await seeker.getByRole('radio', { name: '18 o más' }).isChecked(), true);
    await seeker.getByRole('button', { name: 'English' }).click();
    const opened = seeker.context().waitForEvent('page');
    await seeker.getByRole('link', { name: 'The full privacy page (new tab)' }).click();
    const text = await opened;
    await text.getByRole('heading', { name: 'Privacy: what we keep, and who reads it' }).waitFor();
    await text.getByText(/It is kept for \d+ days? after it closes/).waitFor();
    assert.deepEqual(await text.evaluate(() => [opener, sessionStorage.length, document.scripts.length]), [null, 0, 0]);
    assert.equal(await text.getByRole('link', { name: 'Quick exit' }).getAttribute('href'), '/leave');
    await scene.look(text, 'privacy');
    await look(text, 'the privacy page');
    await text.getByRole('link', { name: 'Español' }).click();
    await text.getByRole('heading', { name: 'Privacidad: qué guardamos y quién lo lee' }).waitFor();
    await text.getByText(/Se guarda \d+ días? desde que se cierra/).waitFor();
    await scene.look(text, 'privacy-spanish');
    await text.close();
    assert.equal(await adult.isChecked(), true);
    await scene.look(seeker, 'notice-with-privacy');
  });

  await scene.step('between the page and the line everybody goes: nobody waits for no one', async () => {
    await goesOffDuty(peer);
    await seeker.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await seeker.getByRole('heading', { name: "We can't take more people safely right now." }).waitFor();
    await scene.look(seeker, 'door-closed');
    await look(seeker, 'the closed door');
  });

  await scene.step('someone comes back, the page says so, and the seeker goes in', async () => {
    await peer.getByRole('button', { name: 'Go on duty' }).click();
    await scene.pressIfThere(peer, 'Take a breather', "I'm ready");
    await seeker.getByRole('heading', { name: 'Someone is here now.' }).waitFor();
    await start().click();
    await waiting().waitFor();
    await seeker.getByRole('main').getByText("You're next.").waitFor();
  });

  await scene.step('the wish can be changed while waiting, with a patience of one\'s own', async () => {
    await seeker.getByRole('radio', { name: "Someone who's been through it" }).check();
    await seeker.getByText('Choose one or more above').waitFor();
    await seeker.getByRole('checkbox', { name: 'grief' }).check();
    await seeker.getByRole('radio', { name: '20 min' }).check();
    await scene.look(seeker, 'waiting-lived');
    await seeker.reload();
    await waiting().waitFor();
    assert.equal(await seeker.getByRole('radio', { name: '20 min' }).isChecked(), true, 'the page knows it after a reload');
    assert.equal(await seeker.getByRole('checkbox', { name: 'grief' }).isChecked(), true);
  });

  await scene.step('the last supervisor goes: who waits and who is on duty are told', async () => {
    await supervisor.getByRole('button', { name: 'Sign out' }).click();
    await supervisor.getByRole('heading', { name: 'Come on in' }).waitFor();
    await seeker.getByRole('main').getByText('No one is free soon.', { exact: false }).waitFor();
    await peer.getByText('No supervisor is on shift.', { exact: false }).waitFor();
    await scene.look(seeker, 'waiting-alone');
    await scene.look(peer, 'peer-no-supervisor');
  });

  await scene.step('one comes back: told again, and the place was kept', async () => {
    await scene.signIn(supervisor, 'supervisor');
    await seeker.getByRole('main').getByText('Someone is here again. You kept your place.').waitFor();
    await seeker.getByRole('main').getByText("You're next.").waitFor();
    await peer.getByText('No supervisor is on shift.', { exact: false }).waitFor({ state: 'hidden' });
    await seeker.getByRole('button', { name: 'Leave the line' }).click();
    await scene.closeTheDoor(peer);
  });
}

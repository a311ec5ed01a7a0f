// The main screens as a screen reader finds them: landmarks, headings, and a name for everything that can be used.
import { reads, readsInOrder } from '../aria.mjs';
import { goesOffDuty, hears, PHONE, takesOffer, write } from '../meeting.mjs';

/** Where it is noon now: at night the front page has another heading. */
const hours = new Date().getUTCHours() - 12;
const NOON = `Etc/GMT${hours < 0 ? hours : `+${hours}`}`;

export default async function landmarks(scene) {
  const seeker = await scene.person('seeker', PHONE, { timezoneId: NOON });
  const people = {};
  let supervisor;
  let peer;

  await scene.step('the privacy page, the front page and the notice', async () => {
    ({ supervisor, peer } = await scene.openTheDoor());
    await seeker.goto(`${scene.url}/privacy`);
    await seeker.getByRole('heading', { name: 'Privacy: what we keep, and who reads it' }).waitFor();
    await reads(scene, seeker, 'privacy');
    await seeker.goto(scene.url);
    await seeker.getByText('People are here now.', { exact: false }).waitFor();
    await reads(scene, seeker, 'landing');
    await seeker.getByRole('button', { name: 'Start a chat' }).click();
    await seeker.getByRole('radio', { name: '18 or over' }).check();
    await reads(scene, seeker, 'notice');
    await seeker.reload();
  });

  await scene.step('the front page in Spanish, and Help now over it', async () => {
    await seeker.getByRole('button', { name: 'Español' }).click();
    await seeker.getByRole('heading', { name: 'No tienes que pasar por esto a solas.' }).waitFor();
    await reads(scene, seeker, 'landing-es');
    await seeker.getByRole('button', { name: 'English' }).click();
    await seeker.getByRole('link', { name: 'Help now' }).first().click();
    await seeker.getByRole('dialog').waitFor();
    await reads(scene, seeker, 'help-now');
    await seeker.keyboard.press('Escape');
    await seeker.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  await scene.step('who can help somebody under age', async () => {
    await seeker.getByRole('button', { name: 'Start a chat' }).click();
    await seeker.getByRole('radio', { name: '13–15' }).check();
    await seeker.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await seeker.getByText('Nothing you chose here was kept.').waitFor();
    await reads(scene, seeker, 'under-age');
    await seeker.getByRole('button', { name: 'Back to the start' }).click();
  });

  await scene.step('the line', async () => {
    await seeker.getByRole('button', { name: 'Start a chat' }).click();
    await seeker.getByRole('radio', { name: '18 or over' }).check();
    await seeker.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await seeker.getByRole('main').getByText("You're next.").waitFor();
    await reads(scene, seeker, 'waiting');
  });

  await scene.step('the chat, on either side, and the board meanwhile', async () => {
    await peer.getByRole('button', { name: "I'm ready" }).click();
    await takesOffer(peer);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    await write(seeker, 'Your message', 'It has been a long week.');
    await hears(peer, 'It has been a long week.');
    await write(peer, 'Write to', 'Hi. I am here.');
    await hears(seeker, 'Hi. I am here.');
    people[await seeker.getByRole('heading', { level: 1 }).locator('[aria-hidden]').textContent()] = 'THEIR PEER';
    people[/"Write to (.+)"/.exec(await peer.getByRole('textbox', { name: /^Write to / }).ariaSnapshot())[1]] = 'THEIR SEEKER';
    await reads(scene, seeker, 'chat', people);
    await readsInOrder(seeker, 'the chat');
    await reads(scene, peer, 'desk', people);
    await supervisor.getByRole('region', { name: /^All conversations/ }).getByRole('row').first().waitFor({ timeout: 30_000 });
    await reads(scene, supervisor, 'board', people);
  });

  await scene.step('the question before the end, and the page after it', async () => {
    await seeker.getByText('More', { exact: true }).click();
    await seeker.getByRole('button', { name: 'End chat' }).click();
    await seeker.getByRole('button', { name: 'Stay' }).waitFor();
    await reads(scene, seeker, 'end-confirm', people);
    await seeker.getByRole('button', { name: 'End chat' }).last().click();
    await seeker.getByRole('heading', { name: 'Before you go' }).waitFor();
    await reads(scene, seeker, 'after', people);
    await peer.getByText('ended the chat.', { exact: false }).first().waitFor();
    await goesOffDuty(peer);
  });

  await scene.step('the door, which closed behind the notice', async () => {
    await seeker.getByRole('button', { name: 'Clear this page' }).click();
    await peer.locator('button:enabled', { hasText: 'Go on duty' }).click();
    await peer.getByText("You're on duty").waitFor();
    await seeker.reload();
    await seeker.getByRole('button', { name: 'Start a chat' }).click();
    await seeker.getByRole('radio', { name: '18 or over' }).check();
    await goesOffDuty(peer);
    await seeker.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await seeker.getByRole('heading', { name: "We can't take more people safely right now." }).waitFor();
    await reads(scene, seeker, 'door-closed');
  });
}

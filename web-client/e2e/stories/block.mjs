// Somebody threatens a volunteer: a supervisor ends it and blocks the pass, the seeker keeps every crisis line, and a second person looks at it.
import assert from 'node:assert/strict';
import { reads } from '../aria.mjs';
import { look } from '../display-checks.mjs';
import { focused } from '../keys.mjs';
import { hears, LAPTOP, meet, part, PHONE, takesOffer, write } from '../meeting.mjs';

const THREAT = 'I know where your kind works. Watch your back.';
const CARD = 'Nights are hard.';

export default async function block(scene) {
  const { seeker, peer, supervisor } = await meet(scene);
  const coordinator = await scene.person('coordinator', LAPTOP);
  let words = '';
  const reading = supervisor.getByRole('region', { name: /^(Conversation with|Conversación con) / });

  await part(scene, { seeker, peer });
  await scene.step('the seeker keeps a way back, and comes again with it', async () => {
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    await seeker.getByLabel('Your card, in your words').fill(CARD);
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    words = await seeker.getByRole('group', { name: 'Your four words' }).locator('.words').innerText();
    await peer.locator('button:enabled', { hasText: 'Go on duty' }).click();
    await peer.getByText("You're on duty").waitFor();
    await seeker.getByRole('button', { name: 'Talk to someone again' }).click();
    await takesOffer(peer);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
  });

  await scene.step('the peer raises a hand, and the supervisor reads along', async () => {
    await write(seeker, 'Your message', THREAT);
    await hears(peer, THREAT);
    await peer.getByRole('button', { name: 'Raise hand' }).click();
    await peer.getByRole('button', { name: "I'm being mistreated" }).click();
    const flag = supervisor.getByRole('row').filter({ hasText: 'being mistreated' }).first();
    await flag.getByRole('button', { name: /^Peek at/ }).click();
    await reading.getByText(THREAT, { exact: true }).waitFor();
  });

  await scene.step('blocking is quiet, asks why, and says what it can and cannot do', async () => {
    const open = reading.getByRole('button', { name: /^Block / });
    await open.click();
    const form = reading.getByRole('form', { name: /^Block / });
    await form.getByText('Never for words about suicide', { exact: false }).waitFor();
    await form.getByText('comes in as somebody new, unless they bring the come-back words', { exact: false }).waitFor();
    await scene.look(supervisor, 'block-form');
    await form.getByRole('button', { name: /^End the chat and block/ }).click();
    await form.getByRole('alert').getByText('Say why first.').waitFor();
    await supervisor.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    assert.equal(await focused(open), true, 'the focus is back where it was, and the reading goes on');
    await supervisor.getByRole('button', { name: 'Español' }).click();
    await reading.getByRole('button', { name: /^Bloquear a/ }).click();
    await reading.getByText('Nunca por palabras sobre el suicidio', { exact: false }).waitFor();
    await scene.look(supervisor, 'block-form-spanish');
    await supervisor.getByRole('button', { name: 'English' }).click();
    await form.getByRole('radio', { name: 'Threats' }).check();
    await form.getByRole('button', { name: /^End the chat and block/ }).click();
    await reading.getByText('Somebody else has to look at it.', { exact: false }).waitFor();
    await scene.look(supervisor, 'block-done');
  });

  await scene.step('the seeker reads why, and keeps crisis lines, deleting and the way out', async () => {
    const heading = seeker.getByRole('heading', { name: "We've ended this chat." });
    await heading.waitFor();
    assert.equal(await focused(heading), true, 'it is what is read first');
    await seeker.getByText('read as a threat', { exact: false }).waitFor();
    await seeker.getByText("can't start another chat on this visit before", { exact: false }).waitFor();
    await seeker.getByRole('main').getByRole('link', { name: /988/ }).first().waitFor();
    await seeker.getByRole('link', { name: 'Help now' }).first().waitFor();
    await seeker.getByRole('button', { name: 'Delete this conversation now' }).waitFor();
    assert.equal(await seeker.getByText('Sam', { exact: false }).filter({ visible: true }).count(), 0, 'not who did it');
    await scene.look(seeker, 'blocked');
    await look(seeker, 'the page of somebody who is blocked');
    await reads(scene, seeker, 'blocked');
    await seeker.getByRole('button', { name: 'Español' }).first().click();
    await seeker.getByRole('heading', { name: 'Hemos terminado este chat.' }).waitFor();
    await scene.look(seeker, 'blocked-spanish');
    await seeker.getByRole('button', { name: 'English' }).first().click();
  });

  await scene.step('a reload does not change it', async () => {
    await seeker.reload();
    await seeker.getByRole('heading', { name: "We've ended this chat." }).waitFor();
    await seeker.getByText('read as a threat', { exact: false }).waitFor();
  });

  const elsewhere = await scene.person('whoever has the same words', PHONE);
  await scene.step('whoever comes with the same words is blocked too, and keeps the crisis lines', async () => {
    await elsewhere.goto(scene.url);
    await elsewhere.getByRole('button', { name: 'I have come-back words' }).click();
    await elsewhere.getByLabel('Your four come-back words').fill(words);
    await elsewhere.getByRole('button', { name: 'Continue' }).click();
    await elsewhere.getByText(CARD, { exact: true }).waitFor();
    await elsewhere.getByRole('button', { name: 'Share it with my peer' }).click();
    await elsewhere.getByRole('radio', { name: '18 or over' }).check();
    await elsewhere.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await elsewhere.getByRole('heading', { name: "We've ended this chat." }).waitFor();
    await elsewhere.getByText('read as a threat', { exact: false }).waitFor();
    await elsewhere.getByRole('main').getByRole('link', { name: /988/ }).first().waitFor();
    await scene.look(elsewhere, 'blocked-by-words');
  });

  await scene.step('the peer is told, without blame', async () => {
    await peer.getByText('You did nothing wrong.', { exact: false }).first().waitFor();
    await scene.look(peer, 'peer-block');
  });

  await scene.step('whoever blocked does not decide about it', async () => {
    await supervisor.getByRole('button', { name: 'Blocks to look at' }).click();
    await supervisor.getByText('so somebody else has to look at it', { exact: false }).waitFor();
    assert.equal(await supervisor.getByRole('button', { name: 'Lift it' }).count(), 0);
    await scene.look(supervisor, 'blocks-own');
  });

  await scene.step('a second person finds it on the board and lifts it, and the seeker may come in again', async () => {
    await scene.signIn(coordinator, 'coordinator');
    await coordinator.getByText('A block waits for a second person.').waitFor();
    await scene.look(coordinator, 'board-block');
    await coordinator.getByRole('button', { name: 'Look at it' }).click();
    await coordinator.getByText('Sam blocked them at', { exact: false }).waitFor();
    await scene.look(coordinator, 'blocks');
    await coordinator.getByRole('button', { name: 'Lift it' }).click();
    await coordinator.getByText('No block waits for a second look.').waitFor();
    await seeker.getByRole('heading', { name: 'You can start a chat.', exact: false }).waitFor();
    await scene.look(seeker, 'let-in');
    await elsewhere.getByRole('heading', { name: 'You can start a chat.', exact: false }).waitFor();
    await seeker.getByRole('button', { name: 'Start a chat' }).click();
    // A hard conversation may have ended with a breather.
    const ready = peer.getByRole('button', { name: "I'm ready" });
    if (await ready.isVisible()) await ready.click();
    await takesOffer(peer);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
  });

  await scene.step('the flag is closed with what it was', async () => {
    await supervisor.getByRole('button', { name: 'Back to the board' }).click();
    const flag = supervisor.getByRole('row').filter({ hasText: 'being mistreated' }).first();
    await flag.getByRole('button', { name: "I've got it" }).click();
    await flag.getByRole('button', { name: 'Close this' }).click();
    await flag.getByRole('radio', { name: 'Yes, it was right' }).check();
    await flag.getByLabel('How did it end?').selectOption('abuse');
    await flag.getByRole('button', { name: 'Close it' }).click();
    await flag.waitFor({ state: 'detached' });
  });

  await part(scene, { seeker, peer });
}

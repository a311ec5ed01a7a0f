// A supervisor who has joined offers to connect a seeker with help: not now, shared, taken back, and passed on with a second person.
import assert from 'node:assert/strict';
import { look } from '../display-checks.mjs';
import { hears, LAPTOP, log, meet, part, write } from '../meeting.mjs';

const PHONE = '0199 quokka 42';
const PLACE = 'The house by the numbat mill';

export default async function handoff(scene) {
  const { seeker, peer, supervisor } = await meet(scene);
  const second = await scene.person('coordinator', LAPTOP);
  /** Everything that the server sends to the peer's page from the next reload on. */
  const heard = [];
  const reading = supervisor.getByRole('region', { name: /^(Conversation with|Conversación con) / });
  const room = seeker.getByRole('main');
  const desk = (name) => reading.getByRole('button', { name, exact: true });
  const share = async (consent) => {
    await room.getByLabel('A phone number', { exact: true }).fill(PHONE);
    await room.getByLabel('A place', { exact: true }).fill(PLACE);
    await room.getByRole('radio', { name: 'Text only' }).check();
    await room.getByRole('radio', { name: consent }).check();
    await room.getByRole('button', { name: /^Share with / }).click();
  };
  /** The coordinator names who is on call, or nobody. */
  const onCall = async (name, phone) => {
    const sheet = second.getByRole('dialog');
    await second.getByRole('button', { name: 'House' }).press('Enter');
    await sheet.getByRole('button', { name: 'Change', exact: true }).press('Enter');
    await sheet.getByLabel('Name of who is on call').fill(name);
    await sheet.getByLabel('Telephone of who is on call').fill(phone);
    await sheet.getByRole('button', { name: 'Save' }).press('Enter');
    await sheet.getByText('Saved. It holds from now on.').waitFor();
    await second.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  };
  const takeBack = () => room.getByRole('button', { name: 'Take it back' }).click();

  await scene.step('a second supervisor is at the board, and the first one joins', async () => {
    await scene.signIn(second, 'coordinator');
    // A coordinator's desk opens with the board.
    await second.getByRole('heading', { name: 'Live board' }).waitFor();
    await onCall('Noor', '+34 600 123 456');
    peer.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
    await peer.reload();
    await hears(peer, 'It has been a long week.');
    await supervisor.getByRole('region', { name: /^All conversations/ }).getByRole('button', { name: /^Peek at/ }).click();
    await reading.getByRole('textbox').fill('Their peer is new.');
    await reading.getByRole('button', { name: 'Open' }).click();
    await hears(supervisor, 'It has been a long week.');
    const danger = reading.getByText(/^If .+ is in danger$/);
    await danger.click();
    await reading.getByText("We can't see where they are.", { exact: false }).waitFor();
    await reading.getByText('can call these themselves', { exact: false }).waitFor();
    assert.equal(await reading.getByRole('button', { name: 'Offer a way to be connected' }).count(), 0, 'only who takes part offers one');
    await scene.look(supervisor, 'checklist-watching');
    await danger.click();
    await desk('Join').click();
    await desk('Join now').click();
    await log(seeker).getByText('has joined to help', { exact: false }).waitFor();
  });

  await scene.step('the steps are a checklist for oneself', async () => {
    await reading.getByText(/^If .+ is in danger$/).click();
    await reading.getByText("We can't see where they are.", { exact: false }).waitFor();
    await reading.getByRole('checkbox', { name: 'Asked directly?' }).check();
    await reading.getByText('can call these themselves', { exact: false }).waitFor();
    await scene.look(supervisor, 'checklist');
  });

  await scene.step('until they say where they are that is not known; once they do, their numbers are there', async () => {
    await reading.getByText('Where they are is not known', { exact: false }).waitFor();
    await seeker.getByRole('link', { name: 'Help now' }).first().click();
    await seeker.getByRole('dialog').getByLabel('Where are you?').selectOption({ label: 'United Kingdom' });
    await seeker.getByRole('dialog').getByText('Samaritans', { exact: true }).first().waitFor();
    await seeker.keyboard.press('Escape');
    await reading.getByText('can call these themselves (United Kingdom)', { exact: false }).waitFor();
    await scene.look(supervisor, 'checklist-elsewhere');
  });

  await scene.step('and leave room for what is said', async () => {
    for (const text of ['I am here.', 'It is loud outside.']) await write(seeker, 'Your message', text);
    await hears(peer, 'It is loud outside.');
    for (const text of ['I hear you.', 'I am with you.']) await write(peer, 'Write to', text);
    await hears(seeker, 'I am with you.');
    await write(seeker, 'Your message', 'Thank you.');
    await hears(supervisor, 'Thank you.');
    const seen = await log(supervisor).evaluate((box) => {
      const { top, bottom } = box.getBoundingClientRect();
      return [...box.querySelectorAll('.said')].map((each) => each.getBoundingClientRect()).filter((each) => each.top >= top - 1 && each.bottom <= bottom + 1).length;
    });
    assert.ok(seen >= 5, `${seen} messages are in sight`);
  });

  await scene.step('the card is offered, never required, and a no is a no', async () => {
    await desk('Offer a way to be connected').click();
    await room.getByText('to connect you with help?', { exact: false }).first().waitFor();
    assert.equal(await room.getByRole('radio', { name: 'Ask me first' }).isChecked(), true);
    await scene.look(seeker, 'contact');
    await look(seeker, 'the card of a way to be connected');
    await seeker.getByText('More', { exact: true }).click();
    await seeker.getByRole('button', { name: 'Español' }).click();
    await seeker.keyboard.press('Escape');
    await room.getByText('te ponga en contacto con ayuda?', { exact: false }).first().waitFor();
    await scene.look(seeker, 'card-spanish');
    await seeker.getByText('Más', { exact: true }).click();
    await seeker.getByRole('button', { name: 'English' }).click();
    await seeker.keyboard.press('Escape');
    await room.getByRole('button', { name: /^Share with / }).click();
    await room.getByRole('alert').getByText('Write a phone number or a place', { exact: false }).waitFor();
    await room.getByRole('button', { name: 'Not now' }).click();
    await reading.getByText("Not now. You can't offer it again", { exact: false }).waitFor();
    assert.equal(await desk('Offer a way to be connected').count(), 0);
    await write(seeker, 'Your message', 'I would rather just talk.');
    await hears(supervisor, 'I would rather just talk.');
  });

  await scene.step('they share it after all, and take it back: it is gone at once, also while it is read', async () => {
    await room.getByRole('button', { name: 'Share a phone number or a place after all' }).click();
    await share('Ask me first');
    await room.getByText('You can take it back until it is passed on.', { exact: false }).waitFor();
    await room.getByText("can't see it.", { exact: false }).waitFor();
    await scene.look(seeker, 'shared');
    assert.equal(await reading.getByText(PHONE).count(), 0, 'it is behind a tap');
    await desk('Show it').click();
    await reading.getByText(PHONE).waitFor();
    await reading.getByText(PLACE).waitFor();
    await scene.look(supervisor, 'shown');
    await takeBack();
    await reading.getByText('has taken it back.', { exact: false }).waitFor();
    assert.equal(await reading.getByText(PHONE).count(), 0);
    await room.getByText("Taken back. It's deleted.").waitFor();
  });

  await scene.step('asked before it is passed on, they say no, and nothing is', async () => {
    await room.getByRole('button', { name: 'Share a phone number or a place after all' }).click();
    await share('Ask me first');
    await reading.getByText('They chose: ask me first').waitFor();
    await reading.getByLabel('Pass it on to').selectOption('line');
    await desk('Pass on').click();
    await room.getByText('would like to pass this to a crisis line.', { exact: false }).waitFor();
    await scene.look(seeker, 'asked');
    await room.getByRole('button', { name: 'No', exact: true }).click();
    await desk('Pass on').waitFor();
    assert.equal(await desk('I have passed it on').count(), 0);
  });

  await scene.step('a reload keeps where it stands, for both', async () => {
    await seeker.reload();
    await room.getByRole('button', { name: 'Take it back' }).waitFor();
    await supervisor.reload();
    await reading.getByText(/^If .+ is in danger$/).click();
    await desk('Show it').waitFor();
    await takeBack();
  });

  await scene.step('in danger of their life: a second supervisor confirms, and the seeker is told to whom it was passed', async () => {
    await room.getByRole('button', { name: 'Share a phone number or a place after all' }).click();
    await share('Pass it on if my life is in danger');
    await reading.getByText('They chose: pass it on if my life is in danger').waitFor();
    await desk('Pass on').click();
    await reading.getByText('Wait with the call.', { exact: false }).waitFor();
    assert.equal(await desk('I have passed it on').count(), 0);
    await scene.look(supervisor, 'confirming');
    await second.getByRole('button', { name: 'Confirm', exact: true }).waitFor({ timeout: 30_000 });
    assert.equal(await second.getByText(PHONE).count(), 0);
    await scene.look(second, 'second');
    // Only this page's clock is ahead: it shows whom to call, and the server would still say that it is too soon.
    await supervisor.clock.install();
    await supervisor.clock.fastForward('02:05');
    await reading.getByText('Call Noor, who is on call', { exact: false }).waitFor();
    await reading.getByRole('link', { name: '+34 600 123 456' }).waitFor();
    await scene.look(supervisor, 'on-call');
    await second.getByRole('button', { name: 'Confirm', exact: true }).click();
    await reading.getByText('has confirmed.', { exact: false }).waitFor();
    await scene.look(supervisor, 'confirmed');
    await desk('I have passed it on').click();
    await room.getByText('has passed this to emergency services.', { exact: false }).waitFor();
    assert.equal(await room.getByRole('button', { name: 'Take it back' }).count(), 0);
    await scene.look(seeker, 'passed');
    await scene.look(supervisor, 'supervisor-passed');
    await onCall('', '');
  });

  await scene.step('nothing of it ever came to the peer', async () => {
    await write(seeker, 'Your message', 'Thank you, all of you.');
    await hears(peer, 'Thank you, all of you.');
    assert.equal(await peer.getByText(PHONE).count(), 0);
    assert.ok(heard.length > 0);
    assert.ok(heard.every((frame) => !frame.includes('quokka') && !frame.includes('numbat') && !frame.includes('"card')));
  });

  await part(scene, { seeker, peer });
}

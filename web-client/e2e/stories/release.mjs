// A peer's way to be reached outside waits for a supervisor: one is given back with a word, one is let go.
import assert from 'node:assert/strict';
import { PHONE, hears, log, meet, part, write } from '../meeting.mjs';

const CONTACT = 'Add me on WhatsApp';
const AGAIN = 'Find me on WhatsApp, then';

export default async function release(scene) {
  const { seeker, peer, supervisor } = await meet(scene);
  const held = (text) => supervisor.getByRole('row').filter({ hasText: text });

  await scene.step('the peer is nudged first, and may ask a supervisor to let it go', async () => {
    await write(peer, 'Write to', CONTACT);
    await peer.getByRole('button', { name: 'Ask a supervisor to let it go' }).waitFor();
    await peer.getByText('In your training:', { exact: false }).waitFor();
    await scene.look(peer, 'firm-hint');
    await peer.getByRole('button', { name: 'Ask a supervisor to let it go' }).click();
    await log(peer).getByText('This waits until a supervisor has looked at it.').waitFor();
    await scene.look(peer, 'peer-withheld');
  });

  await scene.step('the seeker reads nothing of it, and the talk goes on', async () => {
    await write(seeker, 'Your message', 'Are you there?');
    await hears(peer, 'Are you there?');
    assert.equal(await log(seeker).getByText(CONTACT).count(), 0);
  });

  await scene.step('a reload of the peer keeps it where it was', async () => {
    await peer.reload();
    await log(peer).getByText('This waits until a supervisor has looked at it.').waitFor();
    await log(peer).getByText(CONTACT, { exact: true }).waitFor();
  });

  await scene.step('the supervisor sees it with its reason and gives it back with a word', async () => {
    await held(CONTACT).getByText("message is waiting for you", { exact: false }).waitFor();
    await scene.look(supervisor, 'board-held');
    await held(CONTACT).getByRole('button', { name: "Don't send it" }).click();
    await supervisor.getByLabel(/^A word for/).fill("Let's keep it here. I'll write to you after.");
    await scene.look(supervisor, 'board-word');
    await supervisor.getByRole('button', { name: 'Give it back' }).click();
    await held(CONTACT).getByText('gave this back', { exact: false }).waitFor();
  });

  await scene.step('the peer reads who and why, and takes the words back', async () => {
    await log(peer).getByText("Let's keep it here. I'll write to you after.", { exact: false }).waitFor();
    await scene.look(peer, 'peer-returned');
    await log(peer).getByRole('button', { name: 'Change it', exact: true }).click();
    assert.equal(await peer.getByLabel('Write to').inputValue(), CONTACT);
    await peer.getByLabel('Write to').fill('');
    assert.equal(await log(peer).getByText(CONTACT, { exact: true }).count(), 0);
  });

  await scene.step('another is let go, and the seeker gets it once', async () => {
    await write(peer, 'Write to', AGAIN);
    await peer.getByRole('button', { name: 'Ask a supervisor to let it go' }).click();
    await held(AGAIN).getByRole('button', { name: 'Let it go' }).click();
    await hears(seeker, AGAIN);
    await log(peer).getByText('· Sent', { exact: true }).waitFor();
    await held(AGAIN).getByText('A supervisor let this go.').waitFor();
    assert.equal(await log(seeker).getByText(AGAIN).count(), 1);
    assert.equal(await log(seeker).getByText(CONTACT, { exact: true }).count(), 0);
    await scene.look(seeker, 'chat-released');
  });

  await scene.step('on a phone the board can be worked as well', async () => {
    await supervisor.setViewportSize(PHONE);
    await held(AGAIN).getByRole('button', { name: 'Close this' }).click();
    await held(AGAIN).getByRole('radio', { name: 'No, it was a false alarm' }).check();
    await held(AGAIN).getByRole('button', { name: 'Close it' }).click();
    await held(AGAIN).waitFor({ state: 'detached' });
  });

  await scene.step('so is the one that was given back', async () => {
    await held(CONTACT).getByRole('button', { name: 'Close this' }).click();
    await held(CONTACT).getByRole('radio', { name: 'Yes, it was right' }).check();
    await held(CONTACT).getByRole('button', { name: 'Close it' }).click();
    await held(CONTACT).waitFor({ state: 'detached' });
  });

  await part(scene, { seeker, peer });
}

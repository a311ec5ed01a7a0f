// A line with which a peer introduces themselves: looked at like everything that a peer writes, and read by whoever they meet.
import assert from 'node:assert/strict';
import { meet, part } from '../meeting.mjs';

const LINE = 'Peer for two years. Night owl.';

export default async function intro(scene) {
  const peer = await scene.person('peer', { width: 1280, height: 800 });
  await scene.signIn(peer, 'peer');
  const line = peer.getByLabel('A line about you');
  const settings = async (text) => {
    await peer.getByRole('button', { name: 'Keys and settings' }).click();
    await line.fill(text);
    await peer.getByRole('button', { name: 'Save the line' }).click();
  };
  const close = () => peer.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  await scene.step('a line with contact details is not kept, and the desk says why', async () => {
    await settings('Write to me on robin@example.org');
    await peer.getByText("This isn't kept: something in it reads like contact details").waitFor();
    assert.equal(await line.evaluate((field) => field === document.activeElement), true);
    await scene.look(peer, 'line-not-kept');
    await close();
  });

  await scene.step('a short line is kept', async () => {
    await settings(LINE);
    await peer.getByText('Saved.', { exact: false }).waitFor();
    await scene.look(peer, 'line-about-oneself');
    await close();
  });

  await peer.getByRole('button', { name: 'Sign out' }).click();
  await peer.getByLabel('Sign-in name').waitFor();
  const { seeker } = await meet(scene, { peer });
  await scene.step('the seeker reads it as the words of the peer, after a reload too', async () => {
    await seeker.getByText(LINE, { exact: false }).waitFor();
    await scene.look(seeker, 'introduced');
    await seeker.reload();
    await seeker.getByText(LINE, { exact: false }).waitFor();
  });
  await part(scene, { seeker, peer });

  await scene.step('and it can be taken away again', async () => {
    await settings('');
    await peer.getByText('Saved.', { exact: false }).waitFor();
    await close();
    await peer.getByRole('button', { name: 'Keys and settings' }).click();
    // It can be written in once what stands is known.
    await line.and(peer.locator('input:read-write')).waitFor();
    assert.equal(await line.inputValue(), '');
  });
}

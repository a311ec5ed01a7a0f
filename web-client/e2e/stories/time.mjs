// The usual time: said at the start, ten minutes before, and added to by the peer. Its minutes are not waited for: what the server would say of them is put into the sockets.
import assert from 'node:assert/strict';
import { look } from '../display-checks.mjs';
import { hears, meet, overheard, part, PHONE, write } from '../meeting.mjs';

export default async function time(scene) {
  const seeker = await scene.person('seeker', PHONE);
  const peer = await scene.person('peer', { width: 1280, height: 800 });
  const ofSeeker = await overheard(seeker);
  const ofPeer = await overheard(peer);
  const people = await meet(scene, { seeker, peer });
  const says = (frame) => [ofSeeker, ofPeer].forEach((each) => each.say({ type: 'time', ...frame }));
  const ofPage = (page, words) => page.getByText(words, { exact: false });

  await scene.step('the seeker reads at the start how long there is, and nothing counts', async () => {
    await ofPage(seeker, 'You have up to about 50 minutes.').waitFor();
    assert.equal(await ofPage(seeker, 'minutes left').count(), 0);
  });

  await scene.step('about ten minutes before, both read it once', async () => {
    says({ stage: 'ten', minutes: 10 });
    await ofPage(seeker, 'About 10 minutes left.').waitFor();
    await ofPage(peer, 'About 10 minutes of the usual time are left.').waitFor();
    await scene.look(seeker, 'ten-minutes');
    await scene.look(peer, 'peer-ten-minutes');
  });

  await scene.step('the peer adds time, and the seeker reads who did', async () => {
    await peer.getByRole('button', { name: '20 more minutes' }).press('Enter');
    await ofPage(peer, '20 minutes were added.').waitFor();
    await ofPage(seeker, 'added 20 minutes.').waitFor();
    assert.deepEqual(ofPeer.sent.filter(({ type }) => type === 'more-time').map(({ minutes }) => minutes), [20]);
    await scene.look(seeker, 'more-time');
    await seeker.getByRole('status').filter({ hasText: 'added 20 minutes.' }).getByRole('button', { name: 'Close' }).press('Enter');
    await ofPage(seeker, 'added 20 minutes.').waitFor({ state: 'hidden' });
  });

  await scene.step('when it is over nobody is thrown out: they go on', async () => {
    says({ stage: 'over' });
    await ofPage(seeker, 'The usual time is over.').waitFor();
    await ofPage(peer, 'The usual time is over;').waitFor();
    await scene.look(seeker, 'time-is-over');
    await scene.look(peer, 'peer-time-is-over');
    await write(seeker, 'Your message', 'There is one more thing.');
    await hears(peer, 'There is one more thing.');
  });

  await scene.step('before the service closes the seeker reads when, who is there after that, and goes on', async () => {
    ofSeeker.say({ type: 'door', state: 'open', closesAt: Date.now() + 20 * 60_000 });
    const closing = seeker.getByRole('region', { name: 'Help now' }).filter({ hasText: 'We close at' });
    await closing.waitFor();
    await scene.look(seeker, 'service-closes');
    await closing.getByRole('button', { name: 'Close' }).press('Enter');
    await closing.waitFor({ state: 'hidden' });
  });

  await part(scene, people);

  await scene.step('after a reload nothing of it is shown, and it can still be deleted', async () => {
    await seeker.reload();
    await seeker.getByRole('heading', { name: 'This conversation has closed.', exact: false }).waitFor();
    assert.equal(await seeker.getByText('There is one more thing.').count(), 0);
    await seeker.getByRole('button', { name: 'Delete this conversation now' }).click();
    await scene.look(seeker, 'past');
    await look(seeker, 'the page of a chat that is over');
    await seeker.getByRole('button', { name: 'Delete it' }).click();
    await seeker.getByText('Deleted. Nobody here can open it now.', { exact: false }).waitFor();
  });
}

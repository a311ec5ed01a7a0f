// Nobody writes: the seeker is asked and warned, and one tap is an answer. The minutes until then are not waited for: what the server would say is put into the sockets.
import assert from 'node:assert/strict';
import { hears, meet, overheard, part, PHONE, write } from '../meeting.mjs';

const quietly = (stage) => ({ type: 'quiet', stage, ...(stage === 'closing' || stage === 'held' ? { closesAt: Date.now() + 120_000 } : {}) });

export default async function quiet(scene) {
  const seeker = await scene.person('seeker', PHONE);
  const peer = await scene.person('peer', { width: 1280, height: 800 });
  const ofSeeker = await overheard(seeker);
  const ofPeer = await overheard(peer);
  const people = await meet(scene, { seeker, peer });

  await scene.step('the seeker is asked kindly, and one tap says that they are there', async () => {
    ofSeeker.say(quietly('still'));
    await seeker.getByText('Still with us? No rush.').waitFor();
    await scene.look(seeker, 'still-with-us');
    await seeker.getByRole('button', { name: "I'm here" }).press('Enter');
    await seeker.getByText('Still with us? No rush.').waitFor({ state: 'hidden' });
    assert.equal(ofSeeker.sent.filter(({ type }) => type === 'still-here').length, 1);
  });

  await scene.step('before it closes they are warned, and may keep it open; a word does the same', async () => {
    ofSeeker.say(quietly('closing'));
    await seeker.getByRole('button', { name: 'Keep it open' }).waitFor();
    await scene.look(seeker, 'closing-soon');
    await write(seeker, 'Your message', 'I was making tea.');
    await hears(peer, 'I was making tea.');
    await seeker.getByRole('button', { name: 'Keep it open' }).waitFor({ state: 'hidden' });
  });

  await scene.step('the peer is told, and warned', async () => {
    ofPeer.say(quietly('peer'));
    await peer.getByText('It has been quiet for a while.', { exact: false }).waitFor();
    await scene.look(peer, 'peer-told');
    ofPeer.say(quietly('closing'));
    await peer.getByText('It is still quiet.', { exact: false }).waitFor();
    ofPeer.say(quietly('over'));
    await peer.getByText('It is still quiet.', { exact: false }).waitFor({ state: 'hidden' });
  });

  await scene.step('whoever fell asleep is waited for, and goes on with one tap', async () => {
    ofSeeker.say(quietly('held'));
    ofPeer.say({ type: 'presence', who: 'seeker', state: 'left' });
    ofPeer.say(quietly('held'));
    await seeker.getByText('We paused this because it went quiet.', { exact: false }).waitFor();
    await peer.getByText('they may be asleep.', { exact: false }).waitFor();
    await scene.look(seeker, 'paused');
    await scene.look(peer, 'peer-may-be-asleep');
    await seeker.getByRole('button', { name: "I'm here" }).click();
    await seeker.getByText('We paused this because it went quiet.', { exact: false }).waitFor({ state: 'hidden' });
    ofPeer.say({ type: 'presence', who: 'seeker', state: 'here' });
    await peer.getByText('they may be asleep.', { exact: false }).waitFor({ state: 'hidden' });
  });

  await scene.step('the seeker needs a moment, and the peer knows', async () => {
    await seeker.getByRole('button', { name: 'I need a moment' }).press('Enter');
    await seeker.getByText('knows that you need a moment.', { exact: false }).waitFor();
    await peer.getByText('They need a moment.').waitFor();
    await scene.look(seeker, 'a-moment');
    await scene.look(peer, 'peer-a-moment');
    await write(peer, 'Write to', 'Take your time.');
    await hears(seeker, 'Take your time.');
    await seeker.getByText('knows that you need a moment.', { exact: false }).waitFor({ state: 'hidden' });
  });

  await scene.step('where nobody writes any more it is closed, and the seeker reads that they did nothing wrong', async () => {
    ofSeeker.say({ type: 'closed', why: 'quiet' });
    await seeker.getByRole('main').getByText('We closed this because it went quiet.', { exact: false }).waitFor();
    await scene.look(seeker, 'closed-because-quiet');
    // The server knows nothing of it: loaded anew, the page is in the chat.
    await seeker.reload();
    await hears(seeker, 'Take your time.');
  });

  await part(scene, people);
}

// A peer is gone in the middle of a chat, and another is not the right one: the seeker waits, or goes on with somebody else. The minutes until they are asked are not waited for: since when the peer is gone is put into the socket.
import assert from 'node:assert/strict';
import { focused } from '../keys.mjs';
import { BACK_MS, goesOffDuty, hears, LAPTOP, log, meet, networkOf, overheard, part, PHONE, takesOffer, write } from '../meeting.mjs';

/** A page asks after three minutes. */
const LONG_MS = 200_000;
const ALONE = 'This is for Robin alone.';

export default async function lost(scene) {
  const seeker = await scene.person('seeker', PHONE);
  const peer = await scene.person('peer', LAPTOP);
  const next = await scene.person('next', LAPTOP);
  const ofSeeker = await overheard(seeker);
  const ofPeer = await networkOf(peer);
  await meet(scene, { seeker, peer });
  const main = seeker.getByRole('main');
  const asked = main.getByRole('group', { name: 'has been away for a few minutes.' });
  const gone = main.getByText("lost connection. It's nothing you did.", { exact: false });
  const inLine = seeker.getByRole('heading', { name: "We're finding someone for you" });
  const goes = async () => {
    await ofPeer.lose();
    await gone.waitFor();
    ofSeeker.say({ type: 'presence', who: 'peer', state: 'away', since: Date.now() - LONG_MS });
    await asked.waitFor();
  };

  await scene.step('the peer is gone for minutes, and the seeker is asked what they would like', async () => {
    await write(peer, 'Write to', "Hi, I'm Robin.");
    await hears(seeker, "Hi, I'm Robin.");
    await goes();
    await scene.look(seeker, 'wait-or-someone-else');
  });

  await scene.step('they wait, are not asked again, and the peer comes back', async () => {
    await asked.getByRole('button', { name: 'Wait' }).click();
    await asked.waitFor({ state: 'hidden' });
    assert.equal(await focused(seeker.getByLabel('Your message')), true);
    assert.equal(await gone.isVisible(), true);
    await ofPeer.giveBack(() => gone.waitFor({ state: 'hidden', timeout: BACK_MS }));
    await write(peer, 'Write to', 'There I am again.');
    await hears(seeker, 'There I am again.');
  });

  await scene.step('the next time they would rather have someone else, who may read what was said', async () => {
    await goes();
    await asked.getByRole('checkbox', { name: "They may read what we've said so far" }).check();
    await asked.getByRole('button', { name: 'Someone else' }).click();
    await inLine.waitFor();
    await main.getByText("lost connection. You kept your place; we're finding someone.", { exact: false }).waitFor();
    await scene.look(seeker, 'someone-else-is-looked-for');
  });

  await scene.step('somebody comes, and nothing has to be said twice', async () => {
    await scene.signIn(next, 'peer2');
    await scene.pressIfThere(next, 'Go on duty', 'Go off duty');
    await takesOffer(next);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    await hears(next, 'It has been a long week.');
    await hears(next, 'There I am again.');
    await write(next, 'Write to', 'I read what you wrote.');
    await hears(seeker, 'I read what you wrote.');
    await scene.look(seeker, 'someone-else-is-here');
  });

  await scene.step('the first peer comes back, and is thanked', async () => {
    await ofPeer.giveBack(() => peer.getByText('This chat goes on without you now', { exact: false }).first().waitFor({ timeout: BACK_MS }));
    assert.equal(await peer.getByRole('main').getByText('It has been a long week.', { exact: true }).count(), 0);
    await scene.look(peer, 'goes-on-without-the-peer');
    await peer.getByRole('button', { name: 'Put away' }).click();
  });
  await part(scene, { seeker, peer: next });

  const other = main.getByRole('group', { name: 'We can look for someone else.' });
  const asks = async () => {
    await seeker.getByText('More', { exact: true }).click();
    await main.locator('.menu').getByRole('button', { name: 'A different person' }).click();
    await other.waitFor();
  };
  await scene.step('in another chat they ask for a different person: no reason is asked, and what happens is said first', async () => {
    await scene.pressIfThere(peer, 'Go on duty', 'Go off duty');
    await seeker.getByRole('button', { name: 'Talk to someone again' }).click();
    await takesOffer(peer);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    await write(seeker, 'Your message', ALONE);
    await hears(peer, ALONE);
    await asks();
    const stay = other.getByRole('button', { name: /^Stay with / });
    assert.equal(await focused(stay), true, 'the focus is on the harmless button');
    await scene.look(seeker, 'a-different-person');
    await stay.click();
    await other.waitFor({ state: 'hidden' });
  });

  await scene.step('they do, and keep their place; the peer is out at once', async () => {
    await asks();
    await other.getByRole('button', { name: 'A different person' }).click();
    await inLine.waitFor();
    await main.getByText('You asked for someone else.', { exact: false }).waitFor();
    await scene.look(seeker, 'a-different-person-is-looked-for');
    await peer.getByText('This chat goes on without you now', { exact: false }).first().waitFor();
    assert.equal(await peer.getByRole('main').getByText(ALONE, { exact: true }).count(), 0);
  });

  await scene.step('another peer comes, and reads nothing of before', async () => {
    await scene.pressIfThere(next, 'Go on duty', 'Go off duty');
    await takesOffer(next);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    await write(seeker, 'Your message', 'Hello again.');
    await hears(next, 'Hello again.');
    assert.equal(await log(next).getByText(ALONE, { exact: true }).count(), 0);
    await goesOffDuty(peer);
  });

  await scene.step('they ask for somebody else once more, and leave the line: what was said before can still be deleted', async () => {
    await asks();
    await other.getByRole('button', { name: 'A different person' }).click();
    await inLine.waitFor();
    await seeker.getByRole('button', { name: 'Leave the line' }).click();
    await seeker.getByRole('heading', { name: "You've left the line. What you wrote there was deleted.", exact: false }).waitFor();
    await seeker.getByText('The chat before it can still be deleted here.', { exact: true }).waitFor();
    await scene.look(seeker, 'left-the-line-after-a-chat');
    await seeker.getByRole('button', { name: 'Delete this conversation now' }).click();
    await seeker.getByRole('button', { name: 'Delete it', exact: true }).click();
    await seeker.getByText('Deleted. Nobody here can open it now.', { exact: false }).waitFor();
    await goesOffDuty(next);
  });
}

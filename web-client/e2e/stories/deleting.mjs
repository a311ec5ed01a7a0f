// A chat is deleted while it goes on: at once, without a connection, where the server has trouble, where something in it is flagged, and with everything else that is kept.
import assert from 'node:assert/strict';
import { focused } from '../keys.mjs';
import { arrive, BACK_MS, goesOffDuty, hears, meet, networkOf, PHONE, takesOffer, write } from '../meeting.mjs';

const WEEK = 'It has been a long week.';
const SAD = 'Some nights I wish I was dead, and nobody knows';
/** The archive takes what has closed after a few seconds, or half a minute later. */
const ARCHIVED_MS = 90_000;
const FAILED = "We couldn't delete it just now. It is still there. Try again.";

export default async function deleting(scene) {
  const first = await scene.person('seeker', PHONE);
  const network = await networkOf(first);
  const { peer, supervisor } = await meet(scene, { seeker: first });
  const sheet = supervisor.getByRole('dialog');

  const take = async (page) => {
    await takesOffer(peer);
    await page.getByRole('heading', { name: 'Chat with' }).waitFor();
  };
  const question = (page) => page.getByRole('group', { name: /^This ends the chat and deletes everything in it\./ });
  const ask = async (page) => {
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('button', { name: 'Delete this conversation now' }).click();
    await question(page).waitFor();
  };
  const deleteIt = (page) => question(page).getByRole('button', { name: 'Delete it', exact: true }).click();
  const isGone = (page) => page.getByText('Deleted. Nobody here can open it now.', { exact: false }).waitFor();
  /** For the peer it is over too, and there is room for the next one. */
  const putAway = async () => {
    await peer.getByRole('button', { name: 'Put away' }).click();
    await peer.getByRole('button', { name: 'Put away' }).waitFor({ state: 'detached' });
  };

  await scene.step('what goes is said before, the harmless button has the focus, and nothing has happened yet', async () => {
    await ask(first);
    const keep = question(first).getByRole('button', { name: 'Keep it for now' });
    assert.equal(await focused(keep), true);
    await scene.look(first, 'delete-asked');
    await keep.click();
    assert.equal(await focused(first.getByRole('button', { name: 'Delete this conversation now' })), true);
    await first.keyboard.press('Escape');
    await write(first, 'Your message', 'I am still here.');
    await hears(peer, 'I am still here.');
  });

  await scene.step('without a connection it is said that nothing was deleted, and the way to try again is there', async () => {
    await network.lose();
    await first.getByText("You've lost connection.", { exact: false }).first().waitFor();
    await ask(first);
    await deleteIt(first);
    await question(first).getByText(FAILED).waitFor();
    await scene.look(first, 'delete-offline', { spanish: false });
    await network.giveBack(() => first.getByText("You're back.", { exact: false }).first().waitFor({ timeout: BACK_MS }));
    await hears(first, 'I am still here.');
  });

  await scene.step('tried again it is gone at once, for both, and a reload shows nothing of it', async () => {
    await deleteIt(first);
    await first.getByRole('heading', { name: 'Before you go' }).waitFor();
    await isGone(first);
    await scene.look(first, 'deleted');
    await putAway();
    await first.reload();
    await first.getByRole('heading', { name: 'This conversation has closed.', exact: false }).waitFor();
    assert.equal((await first.content()).includes(WEEK), false);
    assert.equal(await first.getByRole('button', { name: 'Delete this conversation now' }).count(), 0, 'there is nothing left to delete');
  });

  const second = await scene.person('seeker who writes that it is bad', PHONE);
  /** Whether the server takes what is to be deleted. */
  let takes = false;
  await second.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      const { type, conversation } = JSON.parse(text);
      if (type === 'delete' && !takes) socket.send(JSON.stringify({ type: 'refused', re: 'delete', conversation, reason: 'trouble' }));
      else server.send(text);
    });
    server.onMessage((text) => socket.send(text));
  });
  // Of what is with the closed chats the board has no words any more.
  const flag = supervisor
    .getByRole('region', { name: /^Check soon/ })
    .getByRole('row')
    .filter({ hasText: new RegExp(`${SAD}|A chat that has ended`) })
    .first();

  await scene.step('where the server has trouble that is said too, and the chat goes on', async () => {
    await arrive(scene, second);
    await take(second);
    await write(second, 'Your message', SAD);
    await hears(peer, SAD);
    await flag.waitFor();
    await ask(second);
    await deleteIt(second);
    await question(second).getByText(FAILED).waitFor();
    await scene.look(second, 'delete-refused');
    await write(peer, 'Write to', 'I am here.');
    await hears(second, 'I am here.');
  });

  await scene.step('what is flagged is looked at first, and the seeker reads so', async () => {
    takes = true;
    await deleteIt(second);
    await second.getByRole('heading', { name: 'Before you go' }).waitFor();
    await second.getByText('This conversation was flagged for safety, and a supervisor is still checking it.', { exact: false }).waitFor();
    assert.equal(await second.getByRole('button', { name: 'Delete this conversation now' }).count(), 0);
    await scene.look(second, 'delete-flagged');
    await putAway();
  });

  const mark = sheet.getByText('deletion asked', { exact: true });
  /** Opens the closed chats until it is among them, or is not any more. */
  const isListed = async (wanted) => {
    const until = Date.now() + ARCHIVED_MS;
    for (;;) {
      await supervisor.getByRole('button', { name: 'Closed chats' }).click();
      await sheet.getByRole('button', { name: /^Open the chat that closed/ }).or(sheet.getByText('Nothing that has closed is kept.')).first().waitFor();
      if (((await mark.count()) > 0) === wanted) return;
      assert.ok(Date.now() < until, wanted ? 'it is never listed' : 'it is never gone');
      await sheet.getByRole('button', { name: 'Back to the desk' }).click();
      await supervisor.waitForTimeout(1_000);
    }
  };

  await scene.step('until then it is kept, and supervisors read that it is to go', async () => {
    await isListed(true);
    await scene.look(supervisor, 'closed-deletion-asked');
    await sheet.getByRole('button', { name: 'Back to the desk' }).click();
    await supervisor.reload();
    await flag.getByText('Delete asked for').waitFor();
    await flag.getByRole('button', { name: 'Close this' }).click();
    await flag.getByText('Deletion was asked for.', { exact: false }).waitFor();
    await scene.look(supervisor, 'board-delete-asked');
  });

  await scene.step('it goes with the last flag', async () => {
    await flag.getByRole('radio', { name: 'Yes, it was right' }).check();
    await flag.getByRole('button', { name: 'Close it' }).click();
    await flag.waitFor({ state: 'detached' });
    await isListed(false);
    await sheet.getByRole('button', { name: 'Back to the desk' }).click();
  });

  const third = await scene.person('seeker with a way back', PHONE);
  let words = '';
  await scene.step('somebody keeps a way back, and comes again with it', async () => {
    await arrive(scene, third);
    await take(third);
    await third.getByText('More', { exact: true }).click();
    assert.equal(await third.getByRole('button', { name: 'Delete everything about me' }).count(), 0, 'there is nothing else');
    await third.getByRole('button', { name: 'End chat' }).click();
    await third.getByRole('button', { name: 'End chat' }).last().click();
    await third.getByRole('button', { name: 'Keep a way back' }).click();
    await third.getByLabel('Your card, in your words').fill('Nights are hard.');
    await third.getByRole('button', { name: 'Keep a way back' }).click();
    words = await third.getByRole('group', { name: 'Your four words' }).locator('.words').innerText();
    await putAway();
    await third.getByRole('button', { name: 'Talk to someone again' }).click();
    await take(third);
  });

  await scene.step('in the chat everything can be deleted: the chat, the card and the words', async () => {
    await third.getByText('More', { exact: true }).click();
    await third.getByRole('button', { name: 'Delete everything about me' }).click();
    const everything = third.getByRole('group', { name: /^This ends your way back and deletes/ });
    assert.equal(await focused(everything.getByRole('button', { name: 'Keep it for now' })), true);
    await scene.look(third, 'delete-everything');
    await everything.getByRole('button', { name: 'Delete it', exact: true }).click();
    await third.getByRole('heading', { name: 'Before you go' }).waitFor();
    await third.getByText('Deleted. Your four words open nothing now.', { exact: true }).waitFor();
    await isGone(third);
    await scene.look(third, 'deleted-everything');
    await putAway();
  });

  await scene.step('the words open nothing any more, and the peer goes home', async () => {
    const later = await scene.person('somebody with the words', PHONE);
    await later.goto(scene.url);
    await later.getByRole('button', { name: 'I have come-back words' }).click();
    await later.getByLabel('Your four come-back words').fill(words);
    await later.getByRole('button', { name: 'Continue' }).click();
    await later.getByText("Those words don't open anything.", { exact: false }).waitFor();
    await goesOffDuty(peer);
  });
}

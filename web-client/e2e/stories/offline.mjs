// The network goes and comes back in the middle of a chat, has things twice, late or not at all: what was written waits, goes once and in order, and what was said meanwhile is there. On both sides.
import assert from 'node:assert/strict';
import { arrive, BACK_MS, endsChat, goesOffDuty, hears, LAPTOP, log, meet, networkOf, PHONE, write } from '../meeting.mjs';

export default async function offline(scene) {
  const seeker = await scene.person('seeker', PHONE);
  const peer = await scene.person('peer', LAPTOP);
  const ofSeeker = await networkOf(seeker);
  const ofPeer = await networkOf(peer);
  const supervisor = await scene.person('supervisor', LAPTOP);
  const ofSupervisor = await networkOf(supervisor);
  await meet(scene, { seeker, peer, supervisor });
  const said = (page) => log(page).locator('.said').allTextContents();
  const once = async (page, text) => assert.equal((await said(page)).filter((each) => each === text).length, 1, `"${text}" is there once`);
  const waiting = () => log(seeker).getByText('Waiting to send');

  await scene.step('the peer says who they are', async () => {
    await write(peer, 'Write to', "Hi, I'm Robin.");
    await hears(seeker, "Hi, I'm Robin.");
  });

  await scene.step('without a connection the seeker goes on writing, and nothing looks sent', async () => {
    await ofSeeker.lose();
    await seeker.getByText("You've lost connection.", { exact: false }).first().waitFor();
    await peer.getByText('They lost connection.', { exact: false }).first().waitFor();
    await write(seeker, 'Your message', 'I am on a train.');
    await write(seeker, 'Your message', 'There is a tunnel.');
    await waiting().nth(1).waitFor();
    assert.equal(await waiting().count(), 2);
    assert.equal((await said(peer)).includes('I am on a train.'), false);
    await scene.look(seeker, 'offline', { spanish: false });
  });

  await scene.step('what cannot be done without one says so, and the chat stays', async () => {
    await endsChat(seeker);
    await seeker.getByText("We couldn't end it just now.", { exact: false }).first().waitFor();
    await scene.look(seeker, 'offline-end', { spanish: false });
    await seeker.getByRole('button', { name: 'Stay' }).click();
  });

  await scene.step('nor can another language be fetched, and the switch says so in both', async () => {
    await seeker.getByText('More', { exact: true }).click();
    await seeker.getByRole('button', { name: 'Español' }).first().click();
    await seeker.getByText("The other language can't be fetched just now.", { exact: false }).first().waitFor();
    await seeker.getByText('El otro idioma no se puede cargar ahora mismo.', { exact: false }).first().waitFor();
    await scene.look(seeker, 'offline-language', { spanish: false });
    await seeker.keyboard.press('Escape');
  });

  await scene.step('the peer writes meanwhile', async () => {
    await write(peer, 'Write to', 'Take your time.');
    await log(peer).getByText('· Sent', { exact: true }).waitFor();
    assert.equal((await said(seeker)).includes('Take your time.'), false);
  });

  await scene.step('back: both sides have everything, once and in the same order', async () => {
    await ofSeeker.giveBack(() => seeker.getByText("You're back.", { exact: false }).first().waitFor({ timeout: BACK_MS }));
    await hears(peer, 'There is a tunnel.');
    await hears(seeker, 'Take your time.');
    await waiting().first().waitFor({ state: 'hidden' });
    for (const text of ['I am on a train.', 'There is a tunnel.', 'Take your time.']) {
      await once(seeker, text);
      await once(peer, text);
    }
    const ofBoth = await said(peer);
    assert.deepEqual(await said(seeker), ofBoth);
    assert.ok(ofBoth.indexOf('I am on a train.') < ofBoth.indexOf('There is a tunnel.'));
  });

  await scene.step('the peer\'s computer sleeps: the seeker is told, and nobody is said to be there who is not', async () => {
    await ofPeer.lose();
    await peer.getByText("You're disconnected.", { exact: false }).first().waitFor();
    await peer.getByText("Your chats are told that you're reconnecting.", { exact: false }).first().waitFor();
    await seeker.getByText("lost connection. It's nothing you did.", { exact: false }).first().waitFor();
    await write(seeker, 'Your message', 'Are you there?');
    await log(seeker).getByText('· Sent', { exact: true }).waitFor();
    await write(peer, 'Write to', 'I was thinking of you.');
    await scene.look(seeker, 'peer-asleep');
    await scene.look(peer, 'desk-offline');
  });

  await scene.step('it wakes, and the chat goes on where it was', async () => {
    await ofPeer.giveBack(() => hears(peer, 'Are you there?'));
    await hears(seeker, 'I was thinking of you.');
    await seeker.getByText("lost connection. It's nothing you did.", { exact: false }).first().waitFor({ state: 'hidden' });
    for (const text of ['Are you there?', 'I was thinking of you.']) {
      await once(seeker, text);
      await once(peer, text);
    }
    assert.deepEqual(await said(seeker), await said(peer));
  });

  await scene.step("the peer's page is dropped while they write: half a sentence is in the field again, and what was not known to be there goes once", async () => {
    const field = peer.getByLabel('Write to');
    // What says that it is kept is lost on its way.
    ofPeer.disturb(() => []);
    await write(peer, 'Write to', 'I have time tonight.');
    await hears(seeker, 'I have time tonight.');
    await field.fill('Half a sent');
    // Sealed, with what was written last.
    await peer.waitForFunction(
      () => {
        const before = globalThis.sealed;
        globalThis.sealed = sessionStorage.getItem('porchlight.shift');
        return before !== undefined && before !== null && before === globalThis.sealed;
      },
      undefined,
      { polling: 1_000 },
    );
    for (const words of ['Half a sent', 'I have time tonight.']) assert.equal(await peer.evaluate((text) => JSON.stringify(sessionStorage).includes(text), words), false, 'what lies in the tab is sealed');
    ofPeer.calm();
    await peer.reload();
    await peer.waitForFunction((words) => [...document.querySelectorAll('textarea')].some(({ value }) => value === words), 'Half a sent');
    await log(peer).getByRole('listitem').filter({ hasText: 'I have time tonight.' }).getByText('· Sent', { exact: true }).waitFor();
    for (const page of [seeker, peer]) await once(page, 'I have time tonight.');
    assert.deepEqual(await said(seeker), await said(peer));
    await field.fill('');
    await peer.waitForFunction(() => sessionStorage.getItem('porchlight.shift') === null);
  });

  await scene.step('what comes twice is there once, and what comes late stands where it belongs', async () => {
    const late = [];
    ofSeeker.disturb((frame) => {
      // Whatever the page asks for again meanwhile is late too.
      if (!String(frame).includes('This I said first.')) return [frame, frame];
      late.push(frame);
      return [];
    });
    await write(peer, 'Write to', 'This I said first.');
    await hears(peer, 'This I said first.');
    await write(peer, 'Write to', 'This I said second.');
    await hears(seeker, 'This I said second.');
    assert.equal((await said(seeker)).includes('This I said first.'), false);
    assert.ok(late.length > 0);
    ofSeeker.calm();
    ofSeeker.deliver([...late, ...late]);
    await hears(seeker, 'This I said first.');
    for (const text of ['This I said first.', 'This I said second.']) {
      await once(seeker, text);
      await once(peer, text);
    }
    assert.deepEqual(await said(seeker), await said(peer));
  });

  await scene.step('a socket that falls silent: the page says that nothing gets through, and what was written is there once', async () => {
    ofSeeker.disturb(() => []);
    await write(seeker, 'Your message', 'Does this get through?');
    await hears(peer, 'Does this get through?');
    await write(peer, 'Write to', 'It does.');
    await seeker.getByText('Connection is slow.', { exact: false }).first().waitFor({ timeout: BACK_MS });
    await seeker.getByText("You've lost connection.", { exact: false }).first().waitFor({ timeout: BACK_MS });
    await waiting().first().waitFor();
    assert.equal((await said(seeker)).includes('It does.'), false);
    ofSeeker.calm();
    await seeker.getByText("You're back.", { exact: false }).first().waitFor({ timeout: 2 * BACK_MS });
    await hears(seeker, 'It does.');
    await waiting().first().waitFor({ state: 'hidden' });
    for (const text of ['Does this get through?', 'It does.']) {
      await once(seeker, text);
      await once(peer, text);
    }
    assert.deepEqual(await said(seeker), await said(peer));
  });

  await scene.step("a supervisor's computer sleeps while they read: the board is paused, and half a whisper stays", async () => {
    await supervisor.getByRole('region', { name: /^All conversations/ }).getByRole('button', { name: /^Peek at/ }).click();
    await supervisor.getByLabel('Your reason').fill('Their peer is new.');
    await supervisor.getByRole('button', { name: 'Open it' }).click();
    await hears(supervisor, 'I was thinking of you.');
    const whisper = supervisor.getByRole('textbox').last();
    await supervisor.getByRole('button', { name: /^Whisper to/ }).waitFor();
    await whisper.fill('You are doing');
    await ofSupervisor.lose();
    await supervisor.getByText('Board paused: reconnecting.', { exact: false }).first().waitFor();
    await write(peer, 'Write to', 'I am still here.');
    await scene.look(supervisor, 'board-paused');
    await ofSupervisor.giveBack(() => hears(supervisor, 'I am still here.'));
    await supervisor.getByText('Board paused: reconnecting.', { exact: false }).first().waitFor({ state: 'detached' });
    assert.equal(await whisper.inputValue(), 'You are doing');
    await whisper.pressSequentially(' well.');
    await supervisor.getByRole('button', { name: /^Whisper to/ }).click();
    await peer.getByText('You are doing well.', { exact: false }).first().waitFor();
    await once(supervisor, 'I am still here.');
  });

  await scene.step('a socket that never says anything: there are numbers, and a way to try again', async () => {
    const other = await scene.person('other seeker', PHONE);
    let up = false;
    await other.routeWebSocket(/\/ws$/, (socket) => void (up && socket.connectToServer()));
    await arrive(scene, other);
    await other.getByText("We can't get through yet.", { exact: false }).waitFor();
    await other.getByRole('main').getByText('If you need someone now:').waitFor();
    await scene.look(other, 'cannot-get-in', { spanish: false });
    up = true;
    await other.getByRole('button', { name: 'Try again' }).click();
    await other.getByRole('heading', { name: "We're finding someone for you" }).waitFor({ timeout: BACK_MS });
    await other.getByRole('button', { name: 'Leave the line' }).click();
    await other.getByRole('heading', { name: "You've left the line.", exact: false }).waitFor();
  });

  await scene.step('Quick exit out of the chat: the peer reads it, and writes no more', async () => {
    seeker.leaving = true;
    // Nothing stands in for the site that they go to: where requests are held up, what a page sends as it goes is lost.
    seeker.failing = /^(https|chrome-error):/;
    const token = await seeker.evaluate(() => sessionStorage.getItem('porchlight.token'));
    await seeker.getByRole('link', { name: /Quick exit/ }).last().click();
    await peer.getByText('They left quickly.', { exact: false }).first().waitFor();
    assert.equal(await peer.getByLabel('Write to').getAttribute('readonly'), '');
    await scene.look(peer, 'peer-left-quickly');
    // Whoever had copied the pass gets nowhere with it.
    await seeker.goto(scene.url);
    assert.equal(await seeker.evaluate(() => sessionStorage.length), 0);
    await seeker.evaluate((copied) => sessionStorage.setItem('porchlight.token', copied), token);
    await seeker.reload();
    await seeker.getByRole('heading', { name: 'This conversation has closed.', exact: false }).waitFor();
    assert.equal(await seeker.getByText('I am on a train.').count(), 0);
  });

  await scene.step('the peer ends it, and goes off duty', async () => {
    await peer.getByRole('button', { name: 'End chat' }).click();
    await peer.getByRole('button', { name: 'End chat' }).last().click();
    await peer.getByRole('button', { name: 'Put away' }).click();
    await goesOffDuty(peer);
  });
}

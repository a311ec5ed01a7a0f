// What a screen reader says: everything that is put into a live region, in its order, and nothing twice. Lost connections in the middle of it, and a supervisor who comes and carries on.
import assert from 'node:assert/strict';
import { arrive, BACK_MS, endsChat, goesOffDuty, hears, LAPTOP, log, meet, networkOf, PHONE, write } from '../meeting.mjs';

/** Longer than messages that come together are waited for; ms. */
const SETTLED_MS = 1_500;

/** Notes what is added to live regions, as a screen reader would be told of it. Runs in the page, before it. */
function listen() {
  globalThis.spoken = [];
  const note = (node) => {
    if (node.nodeType === Node.COMMENT_NODE) return;
    const region = (node instanceof Element ? node : node.parentElement)?.closest('[role="alert"], [role="status"], [role="log"]');
    const words = (node.textContent ?? '').replace(/\s+/g, ' ').trim();
    // Under an open dialog nothing is heard.
    if ([...document.querySelectorAll('dialog:modal')].some((dialog) => !dialog.contains(region))) return;
    if (!region || region.getAttribute('aria-live') === 'off' || words === '') return;
    globalThis.spoken.push(`${region.getAttribute('role') === 'alert' ? 'now' : 'then'}: ${words}`);
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) (type === 'characterData' ? [target] : addedNodes).forEach(note);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

export default async function spoken(scene) {
  const seeker = await scene.person('seeker', PHONE);
  const peer = await scene.person('peer', LAPTOP);
  const waits = await scene.person('seeker who waits', PHONE);
  for (const page of [seeker, peer, waits]) await page.addInitScript(listen);
  const ofPeer = await networkOf(peer);

  /** The seeker's network, which can be gone, a server that takes no message, and what it is to have said. */
  const net = { up: true, takes: true, drop: undefined, say: undefined };
  let conversation;
  await seeker.routeWebSocket(/\/ws$/, (socket) => {
    if (!net.up) return void socket.close();
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      const { type, id, conversation: into } = JSON.parse(text);
      if (type === 'say' && !net.takes) socket.send(JSON.stringify({ type: 'refused', re: 'say', id, conversation: into, reason: 'trouble' }));
      else server.send(text);
    });
    server.onMessage((text) => {
      const frame = JSON.parse(text);
      if (frame.type === 'opened') conversation = frame.conversation;
      socket.send(text);
    });
    net.say = (frame) => socket.send(JSON.stringify({ conversation, ...frame }));
    net.drop = () => {
      net.up = false;
      void server.close();
      void socket.close();
    };
  });

  /** A line that is as long as the story says. */
  const line = { position: 9, moves: undefined };
  await waits.routeWebSocket(/\/ws$/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((text) => server.send(text));
    server.onMessage((text) => {
      const frame = JSON.parse(text);
      socket.send(frame.type === 'place' ? JSON.stringify({ ...frame, position: line.position }) : text);
    });
    line.moves = (position) => {
      line.position = position;
      socket.send(JSON.stringify({ type: 'place', position, asOf: Date.now(), topics: [], wants: 'anyone', patience: 10 }));
    };
  });

  /** What was said since the last time, once it is quiet again. */
  const since = async (page) => {
    await page.waitForTimeout(SETTLED_MS);
    return page.evaluate(() => globalThis.spoken.splice(0));
  };
  const now = (all) => all.filter((words) => words.startsWith('now: '));
  const times = (all, part) => all.filter((words) => words.includes(part)).length;
  let name;

  await scene.step('in line: the fifth place, half way and the next one are said once each, and no other place', async () => {
    const there = await scene.openTheDoor();
    await arrive(scene, waits);
    await waits.getByRole('main').getByText("You're 9th in line.", { exact: true }).waitFor();
    assert.equal(times(await since(waits), 'in line'), 0);
    for (const position of [8, 5, 5, 4, 4, 3, 2, 1, 1]) line.moves(position);
    await waits.getByRole('main').getByText("You're next.", { exact: true }).waitFor();
    const all = await since(waits);
    assert.deepEqual(all.filter((words) => /in line|next/.test(words)), ["then: You're 5th in line.", "then: You're half way. 4th in line.", "then: You're next."]);
    await waits.getByRole('button', { name: 'Leave the line' }).click();
    await waits.getByRole('heading', { name: "You've left the line.", exact: false }).waitFor();
    assert.equal(times(await since(waits), "You've left the line."), 1);
    await scene.closeTheDoor(there.peer);
  });

  const { supervisor } = await meet(scene, { seeker, peer });

  await scene.step('on the way in: the next one, who is here, and "Sent" once; nothing interrupts', async () => {
    const all = await since(seeker);
    name = (await seeker.getByRole('heading', { level: 1 }).locator('[aria-hidden]').textContent()) ?? '';
    const order = ["then: You're next.", `then: ${name} is here.`, 'then: Sent'];
    assert.deepEqual(all.filter((words) => order.includes(words)), order);
    assert.deepEqual(now(all), []);
    assert.equal(times(all, 'It has been a long week.'), 0, 'own words are not read back');
    assert.equal(times(await since(peer), 'It has been a long week.'), 1);
  });

  await scene.step('a message is read once, with its name, and typing is not', async () => {
    await peer.getByLabel('Write to').pressSequentially('Hi. I am here.', { delay: 5 });
    await seeker.getByText('is writing…', { exact: false }).waitFor();
    await peer.getByRole('button', { name: 'Send', exact: true }).click();
    await hears(seeker, 'Hi. I am here.');
    assert.deepEqual(await since(seeker), [`then: ${name}: Hi. I am here.`]);
    assert.equal(times(await since(peer), 'Hi. I am here.'), 0);
  });

  await scene.step('it is read with Help now open too', async () => {
    await seeker.getByRole('link', { name: 'Help now' }).first().click();
    await seeker.getByRole('dialog').waitFor();
    await write(peer, 'Write to', 'Take your time.');
    await log(seeker).getByText('Take your time.', { exact: true }).waitFor({ state: 'attached' });
    assert.deepEqual(await since(seeker), [`then: ${name}: Take your time.`]);
    await seeker.keyboard.press('Escape');
    await seeker.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  await scene.step('on a page in Spanish the words of an English chat are read as English, and those about them as Spanish', async () => {
    await seeker.getByText('More', { exact: true }).click();
    await seeker.getByRole('button', { name: 'Español' }).click();
    await seeker.getByText('Más', { exact: true }).click();
    await seeker.waitForFunction(() => document.documentElement.lang === 'es');
    await since(seeker);
    await write(peer, 'Write to', 'No hurry at all.');
    const spoken = seeker.locator('.vh[role="log"] span[lang]', { hasText: 'No hurry at all.' });
    await spoken.waitFor({ state: 'attached' });
    assert.equal(await spoken.evaluate((each) => each.lang), 'en');
    assert.deepEqual(await since(seeker), [`then: ${name}: No hurry at all.`]);
    await seeker.getByText('Más', { exact: true }).click();
    await seeker.getByRole('button', { name: 'English' }).click();
    await seeker.getByText('More', { exact: true }).click();
    await since(seeker);
  });

  await scene.step('what cannot be sent interrupts, and goes when it is tried again', async () => {
    net.takes = false;
    await write(seeker, 'Your message', 'Do you hear me?');
    const again = log(seeker).getByRole('button', { name: 'Not sent. Try again' });
    await again.waitFor();
    assert.deepEqual(await since(seeker), ['now: Not sent. Try again']);
    net.takes = true;
    await again.click();
    await hears(peer, 'Do you hear me?');
    assert.deepEqual(await since(seeker), ['then: Sent']);
  });

  await scene.step('a lost connection is said; what was written meanwhile goes once, in order, and what came is counted', async () => {
    net.drop();
    await seeker.getByText("You've lost connection.", { exact: false }).waitFor();
    await write(seeker, 'Your message', 'First.');
    await write(seeker, 'Your message', 'Second.');
    await log(seeker).getByText('Waiting to send').first().waitFor();
    for (const words of ['One.', 'Two.', 'Three.', 'Four.']) {
      await write(peer, 'Write to', words);
      await log(peer).getByText(words, { exact: true }).waitFor();
    }
    const lost = await since(seeker);
    assert.deepEqual([now(lost), times(lost, "You've lost connection."), times(lost, 'First.')], [[], 1, 0]);
    await since(peer);
    net.up = true;
    // By now it may have tried by itself.
    await seeker.evaluate(() => document.querySelector('.conn button')?.click());
    await hears(peer, 'Second.');
    await hears(seeker, 'Four.');
    const back = await since(seeker);
    assert.deepEqual([now(back), times(back, 'then: Sent'), times(back, `4 new messages from ${name}`), times(back, 'Four.')], [[], 1, 1, 0]);
    const heard = await since(peer);
    assert.deepEqual([times(heard, 'First.'), times(heard, 'Second.')], [1, 1]);
    const all = await log(peer).locator('.said').allTextContents();
    assert.deepEqual(all.filter((words) => words === 'First.' || words === 'Second.'), ['First.', 'Second.']);
  });

  await scene.step('a reload reads nothing of what was said', async () => {
    await seeker.reload();
    await hears(seeker, 'Second.');
    const all = await since(seeker);
    assert.deepEqual([now(all), ...['Hi. I am here.', 'Four.', 'Second.', 'new messages', 'Sent'].map((words) => times(all, words))], [[], 0, 0, 0, 0, 0]);
  });

  await scene.step('a peer who lost connection is told of once, and not when they are back', async () => {
    const lost = "lost connection. It's nothing you did.";
    const strip = seeker.getByText(lost, { exact: false }).first();
    await ofPeer.lose();
    await strip.waitFor();
    await peer.getByText("You're disconnected.", { exact: false }).first().waitFor();
    const all = await since(seeker);
    assert.deepEqual([now(all), times(all, lost)], [[], 1]);
    await ofPeer.giveBack(() => peer.getByText("You're disconnected.", { exact: false }).first().waitFor({ state: 'hidden', timeout: BACK_MS }));
    await strip.waitFor({ state: 'hidden' });
    assert.equal(times(await since(seeker), 'lost connection'), 0);
  });

  await scene.step('a quiet chat: asked once and warned once, and neither interrupts', async () => {
    net.say({ type: 'quiet', stage: 'still' });
    await seeker.getByText('Still with us? No rush.').waitFor();
    net.say({ type: 'quiet', stage: 'closing', closesAt: Date.now() + 120_000 });
    await seeker.getByRole('button', { name: 'Keep it open' }).waitFor();
    const all = await since(seeker);
    assert.deepEqual([now(all), times(all, 'Still with us?'), times(all, 'This pauses in 2 minutes')], [[], 1, 1]);
    await write(seeker, 'Your message', 'I was making tea.');
    await hears(peer, 'I was making tea.');
    await since(seeker);
  });

  const reading = supervisor.getByRole('region', { name: /^Conversation with / });

  await scene.step('a supervisor who reads along is told of once, and once more when they join', async () => {
    await supervisor.getByRole('region', { name: /^All conversations/ }).getByRole('button', { name: /^Peek at/ }).click();
    await reading.getByRole('textbox').fill('Their peer asked me to look.');
    await reading.getByRole('button', { name: 'Open' }).click();
    await hears(supervisor, 'I was making tea.');
    await seeker.getByText('is reading along.', { exact: false }).waitFor();
    const read = await since(seeker);
    assert.deepEqual([now(read), times(read, 'is reading along.')], [[], 1]);
    await reading.getByRole('button', { name: 'Join', exact: true }).click();
    await reading.getByRole('button', { name: 'Join now', exact: true }).click();
    await log(seeker).getByText('has joined to help', { exact: false }).waitFor();
    const joined = await since(seeker);
    assert.deepEqual([now(joined), times(joined, 'has joined to help'), times(joined, 'is reading along.')], [[], 1, 0]);
  });

  await scene.step('they ask to carry on, and do: each is said once, and nothing that was said before is read again', async () => {
    const yes = seeker.getByRole('main').getByRole('button', { name: "Yes, that's OK", exact: true });
    await reading.getByRole('button', { name: 'Take over', exact: true }).click();
    const form = reading.getByRole('form', { name: 'Take over' });
    await form.getByLabel('Why are you taking over?').fill('They asked for somebody else.');
    await form.getByRole('radio', { name: /^Remove / }).check();
    await form.getByRole('button', { name: /^Ask / }).click();
    await yes.waitFor();
    const asked = await since(seeker);
    assert.deepEqual([now(asked), times(asked, 'could carry on with you')], [[], 1]);
    await yes.click();
    await log(seeker).getByText("has left and can't read this.", { exact: false }).waitFor();
    await hears(seeker, 'I was making tea.');
    const all = await since(seeker);
    assert.deepEqual([now(all), times(all, 'will carry on with you now.')], [[], 1]);
    for (const before of ['Hi. I am here.', 'Four.', 'I was making tea.', 'new messages', 'has joined to help', 'could carry on']) assert.equal(times(all, before), 0, `"${before}" is not read again`);
  });

  await scene.step('the end interrupts, once, and the peer goes off duty', async () => {
    await endsChat(seeker);
    await seeker.getByRole('heading', { name: 'Before you go' }).waitFor();
    assert.deepEqual(now(await since(seeker)), ['now: You ended the chat.']);
    await goesOffDuty(peer);
  });
}

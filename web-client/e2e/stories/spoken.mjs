// What a screen reader says: everything that is put into a live region, in its order, and nothing twice. One lost connection in the middle of it.
import assert from 'node:assert/strict';
import { hears, LAPTOP, log, meet, part, PHONE, write } from '../meeting.mjs';

/** Longer than messages that come together are waited for; ms. */
const SETTLED_MS = 1_500;

/** Notes what is added to live regions, as a screen reader would be told of it. Runs in the page, before it. */
function listen() {
  globalThis.spoken = [];
  const note = (node) => {
    if (node.nodeType === Node.COMMENT_NODE) return;
    const region = (node instanceof Element ? node : node.parentElement)?.closest('[role="alert"], [role="status"], [role="log"]');
    const words = (node.textContent ?? '').replace(/\s+/g, ' ').trim();
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
  for (const page of [seeker, peer]) await page.addInitScript(listen);

  /** The seeker's network, which can be gone, and a server that takes no message. */
  const net = { up: true, takes: true, drop: undefined };
  await seeker.routeWebSocket(/\/ws$/, (socket) => {
    if (!net.up) return void socket.close();
    const server = socket.connectToServer();
    socket.onMessage((text) => {
      const { type, id, conversation } = JSON.parse(text);
      if (type === 'say' && !net.takes) socket.send(JSON.stringify({ type: 'refused', re: 'say', id, conversation, reason: 'trouble' }));
      else server.send(text);
    });
    server.onMessage((text) => socket.send(text));
    net.drop = () => {
      net.up = false;
      void server.close();
      void socket.close();
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

  await meet(scene, { seeker, peer });

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

  await part(scene, { seeker, peer });

  await scene.step('the end interrupts, once', async () => {
    assert.deepEqual(now(await since(seeker)), ['now: You ended the chat.']);
  });
}

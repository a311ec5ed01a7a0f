// The seeker's pages over 400 kbit/s and 400 ms there and back, as an old phone has them in a valley.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { endsChat, goesOffDuty, PHONE } from '../meeting.mjs';

const SLOW = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
/** What a page may take on that network until it can be read, and until there is a place to write; ms. */
const READ_WITHIN = 3_000;
const WRITE_WITHIN = 6_000;
/** Until the first message is kept, when somebody takes the chat at once; ms, house judgement. */
const KEPT_WITHIN = 10_000;
/** What a server may send before it has heard how fast the way is; bytes. */
const FIRST_BYTES = 14_000;
/** Browsers call less than .1 good. What is left here are the words of the night, which take a line more than those of the day. */
const MOST_SHIFT = 0.05;

export default async function network(scene) {
  const seeker = await scene.person('seeker', PHONE);
  let began;
  const within = (what, limit) => {
    const taken = Math.round(performance.now() - began);
    console.log(`    ${what} after ${taken} ms (at most ${limit})`);
    assert.ok(taken <= limit, `${what} after ${taken} ms (expected: at most ${limit})`);
  };
  let peer;

  await scene.step('somebody is there', async () => {
    ({ peer } = await scene.openTheDoor());
  });

  await scene.step('the front page as it is served, with its numbers and without its script, is sent in one go', async () => {
    const text = async (path) => (await fetch(new URL(path, scene.url))).text();
    const html = await text('/');
    const sheets = [...html.matchAll(/<link rel="stylesheet"[^>]*href="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
    assert.ok(sheets.length > 0);
    const bytes = [html, ...(await Promise.all(sheets.map(text)))].reduce((sum, part) => sum + gzipSync(part, { level: 9 }).length, 0);
    assert.ok(bytes <= FIRST_BYTES, `the first page weighs ${bytes} bytes (expected: at most ${FIRST_BYTES})`);
  });

  await scene.step('the front page can be read soon, with who can help now, and nothing on it jumps', async () => {
    const devtools = await seeker.context().newCDPSession(seeker);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', SLOW);
    await seeker.addInitScript(() => {
      globalThis.shifted = { by: 0, moved: [] };
      new PerformanceObserver((seen) => {
        for (const { value, sources } of seen.getEntries()) {
          globalThis.shifted.by += value;
          globalThis.shifted.moved.push(...sources.map(({ node }) => node?.textContent.trim().slice(0, 40)));
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    began = performance.now();
    await seeker.goto(scene.url, { waitUntil: 'commit' });
    await seeker.getByRole('heading', { level: 1 }).waitFor();
    await seeker.getByRole('link', { name: 'Help now' }).or(seeker.getByRole('button', { name: 'Help now' })).first().waitFor();
    within('to be read', READ_WITHIN);
    await seeker.getByRole('button', { name: 'Start a chat' }).waitFor();
    const shifted = await seeker.evaluate(() => globalThis.shifted);
    assert.ok(shifted.by <= MOST_SHIFT, `the page jumped by ${shifted.by} (expected: at most ${MOST_SHIFT}): ${shifted.moved.join(', ')}`);
  });

  await scene.step('and there is a place to write soon after', async () => {
    await seeker.getByRole('button', { name: 'Start a chat' }).click();
    await seeker.getByRole('radio', { name: '18 or over' }).check();
    await seeker.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await seeker.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
    await seeker.getByLabel('Your message').fill('It has been a long week.');
    within('a place to write', WRITE_WITHIN);
    await seeker.getByRole('button', { name: 'Send when they join' }).click();
  });

  await scene.step('a peer takes the chat, and what was written waits for them there', async () => {
    await peer.getByRole('button', { name: "I'm ready" }).click();
    await peer.getByRole('button', { name: 'Take this chat' }).click();
    await peer.getByText('It has been a long week.').first().waitFor();
    within('the first message', KEPT_WITHIN);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
  });

  await scene.step('they part, and the peer goes home', async () => {
    await endsChat(seeker);
    await seeker.getByRole('heading', { name: 'Before you go' }).waitFor();
    await goesOffDuty(peer);
  });
}

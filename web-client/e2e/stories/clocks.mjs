// Computers whose clocks are a day wrong: what they show of times is true all the same.
import assert from 'node:assert/strict';
import { arrive, hears, LAPTOP, meet, part, PHONE, write } from '../meeting.mjs';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Nothing in this story is older. */
const OLDEST_MS = 10 * 60_000;

/** Puts a page's clock so much ahead, for as long as it lives. Runs in the page, before it. */
function putAhead(by) {
  const { now } = Date;
  globalThis.Date = class extends Date {
    constructor(...parts) {
      super(...(parts.length === 0 ? [now() + by] : parts));
    }

    static now() {
      return now() + by;
    }
  };
}

/** Every moment that is shown is one of this story. */
async function showsNow(page) {
  const times = await page.locator('time').evaluateAll((all) => all.map(({ dateTime }) => dateTime));
  assert.ok(times.length > 0);
  const now = Date.now();
  assert.deepEqual(times.filter((time) => Math.abs(Date.parse(time) - now) > OLDEST_MS), []);
}

export default async function clocks(scene) {
  const seeker = await scene.person('seeker a day ahead', PHONE);
  const peer = await scene.person('peer a day behind', LAPTOP);
  const late = await scene.person('seeker a day behind', PHONE);
  for (const [page, by] of [[seeker, DAY_MS], [peer, -DAY_MS], [late, -DAY_MS]]) await page.addInitScript(putAhead, by);

  await scene.step('when the chat opens is told as it is: with its day where that is far, without where it is soon', async () => {
    const closed = /\/api\/door/;
    for (const page of [seeker, late]) {
      for (const [hours, day] of [[30, true], [2, false]]) {
        const now = Date.now();
        const opensAt = now + hours * HOUR_MS;
        const time = (options) => new Intl.DateTimeFormat('en', options).format(opensAt);
        await page.route(closed, (route) => route.fulfill({ json: { state: 'no_peer', opensAt, now } }));
        await page.goto(scene.url);
        const at = time({ hour: 'numeric', minute: '2-digit' });
        await page.getByText(`We're closed until ${day ? `${time({ weekday: 'long' })}, ` : ''}${at} (your time).`).waitFor();
        await page.unroute(closed);
      }
    }
  });

  const people = await meet(scene, { seeker, peer });

  await scene.step('the messages have the time at which they were said, on both sides and after a reload', async () => {
    await write(peer, 'Write to', 'Hi. I am here.');
    await hears(seeker, 'Hi. I am here.');
    for (const page of [seeker, peer]) await showsNow(page);
    await seeker.reload();
    await hears(seeker, 'Hi. I am here.');
    await showsNow(seeker);
  });

  await scene.step('a place in line is as new as it is', async () => {
    await arrive(scene, late);
    await late.getByRole('main').getByText("You're next.").waitFor();
    await late.getByText('Updated just now.').waitFor();
    await late.reload();
    await late.getByText('Updated just now.').waitFor();
    await late.getByRole('button', { name: 'Leave the line' }).click();
    await late.getByRole('heading', { name: "We're finding someone for you" }).waitFor({ state: 'hidden' });
  });

  await part(scene, people);
}

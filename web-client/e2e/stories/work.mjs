// Many people come at once, and the server asks for some work before it gives a pass: the page does it, or waits, and the person comes in.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { arrive, PHONE } from '../meeting.mjs';

const WAIT_MS = 15_000;
/** More than the wait: axe looks at the page meanwhile. */
const AT_MOST_MS = 60_000;

/** Stands in for a server under load: asks for this work once, and lets the request through when it comes back. What was sent with it is kept in `shown`. */
async function busy(page, { number, numbers }) {
  const salt = randomBytes(16).toString('base64url');
  const hash = createHash('sha256').update(`${salt}.${number}`).digest('base64url');
  const told = { shown: undefined };
  await page.route(/\/api\/seekers$/, (route) => {
    const { work, ...arrival } = route.request().postDataJSON();
    if (work === undefined) {
      const problem = { title: 'Unauthorized', status: 401, reason: 'work_needed', work: { challenge: 'a-challenge', salt, hash, numbers, waitMs: WAIT_MS } };
      return route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    }
    told.shown = work;
    return route.continue({ postData: JSON.stringify(arrival) });
  });
  return told;
}

const inLine = (page) => page.getByRole('heading', { name: "We're finding someone for you" });
const leaves = (page) => page.getByRole('button', { name: 'Leave the line' }).click();

export default async function work(scene) {
  const { peer } = await scene.openTheDoor();

  await scene.step('the page finds the number, and the seeker is in line', async () => {
    const seeker = await scene.person('seeker', PHONE);
    const told = await busy(seeker, { number: 1_234, numbers: 10_000 });
    await arrive(scene, seeker);
    await inLine(seeker).waitFor();
    assert.deepEqual(told.shown, { challenge: 'a-challenge', number: 1_234 });
    await leaves(seeker);
  });

  await scene.step('a page that does not find it says what goes on, keeps the numbers at hand, and waits', async () => {
    const seeker = await scene.person('seeker', PHONE);
    const told = await busy(seeker, { number: 5_000, numbers: 100 });
    await arrive(scene, seeker);
    await seeker.getByRole('main').getByText('your browser is doing a small check', { exact: false }).waitFor();
    await seeker.getByRole('link', { name: 'Help now' }).or(seeker.getByRole('button', { name: 'Help now' })).first().waitFor();
    await scene.look(seeker, 'checking');
    await inLine(seeker).waitFor({ timeout: AT_MOST_MS });
    assert.deepEqual(told.shown, { challenge: 'a-challenge' });
    await leaves(seeker);
    await scene.closeTheDoor(peer);
  });
}

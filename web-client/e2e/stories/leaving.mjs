// Leaving at once: Quick exit by button and by keys, and the page without JavaScript.
import assert from 'node:assert/strict';
import { openBrowser } from '../browser.mjs';
import { look } from '../display-checks.mjs';
import { arrive, PHONE } from '../meeting.mjs';

const WORDS = 'nobody may see this';

export default async function leaving(scene) {
  const seeker = await scene.person('seeker', PHONE);
  seeker.leaving = true;
  const gone = [];
  await seeker.route(/^https:/, (route) => {
    gone.push(route.request().url());
    return route.fulfill({ status: 200, contentType: 'text/html', body: '<title>Weather</title><p>Rain later.' });
  });

  const goIn = async (page = seeker) => {
    await arrive(scene, page);
    await page.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
    await page.getByLabel('Your message').fill(WORDS);
  };

  let peer;
  await scene.step('somebody is there', async () => {
    ({ peer } = await scene.openTheDoor());
  });

  await scene.step('Quick exit leaves at once, tells the server, and Back shows an empty start page', async () => {
    // Another entry of this site, for Back to come to.
    await seeker.goto(`${scene.url}/#main-landing`);
    await goIn();
    const entries = await seeker.evaluate(() => history.length);
    const told = seeker.waitForRequest((request) => request.url().endsWith('/api/seekers/exit'));
    await seeker.getByRole('link', { name: /Quick exit/ }).last().click();
    assert.match((await told).postData() ?? '', /^\{"token":"[\w-]+"\}$/);
    await seeker.getByText('Rain later.').waitFor();
    assert.equal(gone.length, 1);
    assert.equal(await seeker.evaluate(() => history.length), entries, 'leaving takes the place of the page in the history');
    await seeker.goBack();
    await seeker.getByRole('heading', { name: 'What happens' }).waitFor();
    assert.equal((await seeker.content()).includes(WORDS), false);
    assert.deepEqual(await seeker.evaluate(async () => [sessionStorage.length, localStorage.length, document.cookie, (await caches.keys()).length, (await indexedDB.databases()).length]), [0, 0, '', 0, 0]);
  });

  await scene.step('a reload loses no words, and Quick exit leaves none of them in the tab', async () => {
    await goIn();
    await seeker.waitForFunction(() => sessionStorage.getItem('porchlight.words') !== null);
    assert.equal(await seeker.evaluate((words) => JSON.stringify(sessionStorage).includes(words), WORDS), false, 'what lies in the tab is sealed');
    await seeker.reload();
    await seeker.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
    await seeker.waitForFunction((words) => [...document.querySelectorAll('textarea')].some(({ value }) => value === words), WORDS);
    await seeker.getByRole('link', { name: /Quick exit/ }).last().click();
    await seeker.getByText('Rain later.').waitFor();
    await seeker.goto(scene.url);
    assert.equal(await seeker.evaluate((words) => JSON.stringify(sessionStorage).includes(words), WORDS), false);
  });

  await scene.step('Shift three times leaves; capitals and other keys do not', async () => {
    await goIn();
    const field = seeker.getByLabel('Your message');
    await field.press('Shift+A');
    await field.press('Shift+B');
    await field.press('Shift+C');
    assert.match(seeker.url(), new RegExp(`^${scene.url}`));
    await seeker.keyboard.press('Shift');
    // Help now, which is closed, has its own.
    const told = (words) => seeker.getByText(words).filter({ visible: true });
    await told('Shift, press 2 more times to leave.').waitFor();
    await seeker.keyboard.press('x');
    await told('Quick exit cancelled.').waitFor();
    // Alt and Shift change the keyboard's language, and Shift with a press of the mouse marks words.
    for (let press = 0; press < 3; press++) await seeker.keyboard.press('Alt+Shift');
    for (let press = 0; press < 3; press++) await field.click({ modifiers: ['Shift'] });
    // Leaving empties the page at once; its address changes later.
    assert.equal(await field.count(), 1);
    for (let press = 0; press < 3; press++) await seeker.keyboard.press('Shift');
    await seeker.getByText('Rain later.').waitFor();
  });

  await scene.step('Help now covers everything, and Quick exit is in it too', async () => {
    await seeker.goto(scene.url);
    await seeker.getByRole('link', { name: 'Help now' }).first().click();
    await scene.look(seeker, 'help-now');
    await seeker.keyboard.press('Shift');
    await seeker.getByRole('dialog').getByText('Shift, press 2 more times to leave.').waitFor();
    await seeker.getByRole('dialog').getByRole('link', { name: /Quick exit/ }).click();
    await seeker.getByText('Rain later.').waitFor();
  });

  await scene.step('where somebody says they are outlives a reload, and Quick exit forgets it', async () => {
    const danger = () => seeker.locator('#danger').textContent();
    await seeker.goto(scene.url);
    await seeker.locator('#help-now').getByLabel('Where are you?').selectOption({ label: 'United Kingdom' });
    assert.match(await danger(), /Samaritans/);
    await seeker.reload();
    await seeker.locator('#help-now').getByText('116 123').waitFor();
    assert.match(await danger(), /Samaritans/);
    await seeker.getByRole('link', { name: /Quick exit/ }).last().click();
    await seeker.getByText('Rain later.').waitFor();
    await seeker.goto(scene.url);
    await seeker.locator('#help-now').getByLabel('Where are you?').waitFor();
    assert.doesNotMatch(await danger(), /Samaritans/);
  });

  await scene.step('without JavaScript there are the words, the numbers, and a way out', async () => {
    const plain = await scene.person('without JavaScript', { width: 360, height: 740 }, { javaScriptEnabled: false });
    await plain.goto(scene.url);
    await plain.locator('noscript p').waitFor();
    assert.equal(await plain.getByRole('button', { name: 'Start a chat' }).isVisible(), false);
    assert.ok((await plain.locator('#help-now li').count()) >= 1);
    await plain.getByText('United Kingdom', { exact: true }).click();
    await plain.getByRole('link', { name: 'Samaritans: 116 123' }).waitFor();
    assert.equal(await plain.getByRole('link', { name: /Quick exit/ }).last().getAttribute('href'), '/leave');
    await plain.getByRole('link', { name: 'Español' }).click();
    await plain.getByRole('heading', { name: 'No tienes que pasar por esto a solas.' }).waitFor();
    assert.equal(await plain.locator('html').getAttribute('lang'), 'es');
    await plain.getByRole('link', { name: 'English' }).click();
    await plain.getByRole('heading', { name: "You don't have to be alone with it." }).waitFor();
  });

  await scene.step('a browser in which no script of the page runs is told so after a while, beside the numbers', async () => {
    const old = await scene.person('with an old browser', { width: 360, height: 740 });
    old.failing = /\.js$/;
    await old.route(/\.js$/, (route) => route.abort());
    await old.goto(scene.url);
    const told = old.getByText("This browser can't open the chat.", { exact: false });
    assert.equal(await told.isVisible(), false);
    await told.waitFor({ timeout: 25_000 });
    await scene.look(old, 'old-browser');
    assert.equal(await seeker.locator('#too-old').count(), 0, 'where the script runs nobody is told');
  });

  await scene.step('leaving empties the tab, leaves nothing to go back through, and ends the place in line', async () => {
    await goIn();
    const [token, entries] = await seeker.evaluate(() => [sessionStorage.getItem('porchlight.token'), history.length]);
    await seeker.getByRole('link', { name: /Quick exit/ }).last().click();
    await seeker.getByText('Rain later.').waitFor();
    assert.equal(await seeker.evaluate(() => history.length), entries, 'the exit site takes the place of the page');
    await seeker.goto(scene.url);
    const remains = await seeker.evaluate(async () => ({
      session: sessionStorage.length,
      local: localStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
    assert.deepEqual(remains, { session: 0, local: 0, databases: 0, caches: 0, workers: 0 });
    assert.deepEqual(await seeker.context().cookies(), []);
    // Whoever had copied the pass gets nowhere with it.
    await seeker.evaluate((copied) => sessionStorage.setItem('porchlight.token', copied), token);
    await seeker.reload();
    await seeker.getByRole('heading', { name: 'This conversation has closed.', exact: false }).waitFor();
    await scene.look(seeker, 'gone');
    await look(seeker, 'the page of a chat that is gone');
    await seeker.getByRole('button', { name: 'Back to the start' }).click();
  });

  await scene.step('a page that the browser kept whole and brings back starts over', async () => {
    await goIn();
    const token = await seeker.evaluate(() => sessionStorage.getItem('porchlight.token'));
    // A browser under test keeps no page; this is what it would tell one whose pass is gone.
    await seeker.evaluate(() => {
      sessionStorage.clear();
      setTimeout(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    });
    await seeker.getByRole('button', { name: 'Start a chat' }).waitFor();
    await seeker.evaluate((old) => navigator.sendBeacon('/api/seekers/exit', new Blob([JSON.stringify({ token: old })], { type: 'application/json' })), token);
    assert.equal((await seeker.content()).includes(WORDS), false);
  });

  await scene.step('a browser that keeps pages for Back keeps none of ours, and after Quick exit none is there to come back to', async () => {
    const browser = await openBrowser({ keepsPages: true });
    try {
      const page = await browser.newPage({ viewport: PHONE, locale: 'en-US' });
      await page.route(/^https:/, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<title>Weather</title><p>Rain later.' }));
      const mark = () => page.evaluate(() => void Object.assign(globalThis, { kept: true }));
      const backTo = async (host) => {
        await page.evaluate(() => void setTimeout(() => history.back()));
        await page.waitForFunction((wanted) => location.host === wanted && document.readyState === 'complete', host);
        return page.evaluate(() => globalThis.kept === true);
      };
      await page.goto('https://before.example/');
      await mark();
      await page.goto('https://weather.example/');
      assert.equal(await backTo('before.example'), true, 'this browser keeps pages');
      await goIn(page);
      await mark();
      await page.goto('https://weather.example/');
      assert.equal(await backTo(new URL(scene.url).host), false, 'a page with a conversation is not kept');
      await page.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
      await page.getByRole('link', { name: /Quick exit/ }).last().click();
      await page.getByText('Rain later.').waitFor();
      await backTo('before.example');
    } finally {
      await browser.close();
    }
  });

  await scene.step('leaving while a pass is on its way: it comes too late for anybody to use', async () => {
    let letGo;
    const held = new Promise((resolve) => (letGo = resolve));
    let arrived;
    const answered = new Promise((resolve) => (arrived = resolve));
    await seeker.route(/\/api\/seekers$/, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
      arrived();
    });
    const slow = /^https:/;
    let goOn;
    const loads = new Promise((resolve) => (goOn = resolve));
    await seeker.unroute(slow);
    await seeker.route(slow, async (route) => {
      await loads;
      await route.fulfill({ status: 200, contentType: 'text/html', body: '<title>Weather</title><p>Rain later.' });
    });
    let sockets = 0;
    const count = () => (sockets += 1);
    seeker.on('websocket', count);
    await arrive(scene, seeker);
    await seeker.getByRole('heading', { name: 'Joining the line' }).waitFor();
    await seeker.getByRole('link', { name: /Quick exit/ }).last().click({ noWaitAfter: true });
    letGo();
    // The page may be gone before the answer is there; then there is nobody to take it.
    await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, 2_000))]);
    goOn();
    await seeker.getByText('Rain later.').waitFor();
    seeker.off('websocket', count);
    await seeker.unroute(/\/api\/seekers$/);
    assert.equal(sockets, 0);
    await seeker.goto(scene.url);
    assert.equal(await seeker.evaluate(() => sessionStorage.length), 0);
    await seeker.getByRole('button', { name: 'Start a chat' }).waitFor();
  });

  await scene.step('whoever was there goes home', () => scene.closeTheDoor(peer));
}

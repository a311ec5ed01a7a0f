// A seeker's whole visit by keys alone, and what people do to a page: paste far too much, go back, open it twice, guess at words.
import assert from 'node:assert/strict';
import { focused, goesRound, inSight, press, tabTo } from '../keys.mjs';
import { goesOffDuty, hears, log, PHONE, sameTab, takesOffer } from '../meeting.mjs';

const MARKUP = '<b>bold</b> <img src=x onerror="document.title=1"> 👩‍👩‍👧 שלום, أهلا.';

const atHeading = (page) => page.waitForFunction(() => /^main/.test(document.activeElement?.id ?? ''));

export default async function keyboard(scene) {
  const seeker = await scene.person('seeker', PHONE);
  const keys = seeker.keyboard;
  const button = (name) => seeker.getByRole('button', { name, exact: true });
  const main = seeker.getByRole('main');
  const field = seeker.getByLabel('Your message');
  const more = main.locator('summary', { hasText: 'More' });
  const said = log(seeker).locator('.said');
  const pass = () => seeker.evaluate(() => sessionStorage.getItem('porchlight.token'));
  let sockets = 0;
  let entries;
  let peer;
  seeker.on('websocket', () => (sockets += 1));

  await scene.step('the first stop skips to what matters, the second leaves, and Tab goes round', async () => {
    ({ peer } = await scene.openTheDoor());
    await seeker.goto(scene.url);
    await button('Start a chat').waitFor();
    entries = await seeker.evaluate(() => history.length);
    await keys.press('Tab');
    assert.equal(await focused(seeker.getByRole('link', { name: 'Skip to chat' })), true);
    await keys.press('Tab');
    assert.deepEqual(await seeker.evaluate(() => [document.activeElement.textContent, document.activeElement.getAttribute('href')]), ['Quick exit', '/leave']);
    await inSight(seeker);
    await goesRound(seeker);
    await press(seeker, seeker.getByRole('link', { name: 'Skip to chat' }));
    await atHeading(seeker);
    assert.equal(await seeker.evaluate(() => history.length), entries, 'and adds nothing to the history');
  });

  await scene.step('Help now opens, keeps the focus, and Esc gives it back', async () => {
    const help = seeker.locator('#help-open');
    const sheet = seeker.getByRole('dialog');
    await press(seeker, help);
    await sheet.waitFor();
    for (let stop = 0; stop < 12; stop += 1) {
      assert.equal(await seeker.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null), true);
      await keys.press('Tab');
    }
    await keys.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    assert.equal(await focused(help), true);
  });

  await scene.step('ten wrong words for a way back: told plainly, then slowed down, and the field keeps the focus', async () => {
    await press(seeker, button('I have come-back words'));
    await atHeading(seeker);
    const words = seeker.getByLabel('Your four come-back words');
    await tabTo(seeker, words);
    for (let tries = 1; tries <= 10; tries += 1) {
      await words.fill(`no such words ${tries}`);
      await keys.press('Enter');
      await main.getByText(tries <= 5 ? "Those words don't open anything." : 'Too many tries.', { exact: false }).waitFor();
      assert.deepEqual([await focused(words), await words.getAttribute('aria-invalid')], [true, 'true']);
    }
    await scene.look(seeker, 'too-many-tries');
    await press(seeker, button('Back to the start'));
    await atHeading(seeker);
  });

  await scene.step('through the notice: what is missing is where the focus goes', async () => {
    await press(seeker, button('Start a chat'));
    await atHeading(seeker);
    await press(seeker, button('I understand. Find me someone'));
    await main.getByText('Choose one, or "Prefer not to say".').waitFor();
    const first = seeker.getByRole('radio').first();
    await seeker.waitForFunction(() => document.activeElement?.getAttribute('type') === 'radio');
    assert.equal(await focused(first), true);
    await keys.press('Space');
    for (let down = 0; down < 3; down += 1) await keys.press('ArrowDown');
    assert.equal(await seeker.getByRole('radio', { name: '18 or over' }).isChecked(), true);
    await press(seeker, button('I understand. Find me someone'));
    await seeker.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
    await atHeading(seeker);
  });

  await scene.step('in line: a first message is left, taken back and left again, and the focus is never lost', async () => {
    await tabTo(seeker, field);
    await keys.type('It has been');
    await press(seeker, button('Send when they join'));
    const back = button('Keep writing');
    await back.waitFor();
    assert.equal(await focused(field), true);
    await press(seeker, back);
    assert.deepEqual([await focused(field), await field.inputValue()], [true, 'It has been']);
    await keys.press('End');
    await keys.type(' a long week.');
    await press(seeker, button('Send when they join'));
    await back.waitFor();
    await goesRound(seeker);
    await tabTo(seeker, back);
  });

  await scene.step('matched: whoever was on what has gone is at the name of their peer', async () => {
    await peer.getByRole('button', { name: "I'm ready" }).click();
    await takesOffer(peer);
    await hears(peer, 'It has been a long week.');
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    await atHeading(seeker);
  });

  await scene.step('in the chat: log, what the peer sees, short answers, field, Send; up to the last message and back', async () => {
    await tabTo(seeker, log(seeker));
    await keys.press('Tab');
    assert.equal(await focused(log(seeker).locator('summary', { hasText: 'can see' })), true);
    await keys.press('Tab');
    assert.equal(await focused(button('I need a moment')), true);
    await tabTo(seeker, field);
    await keys.type('Is anybody there?');
    await keys.press('Enter');
    await hears(peer, 'Is anybody there?');
    await keys.press('Alt+ArrowUp');
    assert.match(await seeker.evaluate(() => document.activeElement.textContent), /Is anybody there\?/);
    await inSight(seeker);
    await keys.press('Escape');
    assert.equal(await focused(field), true);
    await keys.press('Tab');
    assert.equal(await focused(button('Send')), true);
    await goesRound(seeker);
  });

  await scene.step('capitals and new lines stay, and the language changes over the same connection', async () => {
    await tabTo(seeker, field);
    await keys.type('Half A');
    await keys.press('Shift+Enter');
    await keys.type('SENT');
    const before = sockets;
    await press(seeker, more);
    await press(seeker, main.getByRole('button', { name: 'Español' }));
    await seeker.getByRole('button', { name: 'Enviar', exact: true }).waitFor();
    assert.deepEqual([await seeker.getByLabel('Tu mensaje').inputValue(), await seeker.evaluate(() => document.documentElement.lang), sockets], ['Half A\nSENT', 'es', before]);
    await keys.press('Shift+Tab');
    await keys.press('Enter');
    await button('Send').waitFor();
    await keys.press('Escape');
    assert.equal(await focused(more), true);
    await press(seeker, more);
    await tabTo(seeker, field);
    assert.equal(await main.locator('details[open]').count(), 0, 'an open menu lies over nothing that Tab comes to');
    await field.fill('');
  });

  await scene.step('markup, emoji and words from right to left arrive as they were written', async () => {
    await field.fill(MARKUP);
    await keys.press('Enter');
    await hears(peer, MARKUP);
    for (const page of [seeker, peer]) assert.deepEqual([await log(page).locator('.said *').count(), await log(page).locator('.said').last().textContent()], [0, MARKUP]);
  });

  await scene.step('ten thousand characters are too many, which is said; nothing goes and nothing is lost', async () => {
    const before = await said.count();
    await field.fill('ten thousand '.repeat(770).slice(0, 10_000));
    await keys.press('Enter');
    await main.getByText('8000 characters too many.', { exact: false }).waitFor();
    await scene.look(seeker, 'too-long');
    assert.deepEqual([await said.count(), (await field.inputValue()).length, await focused(field)], [before, 10_000, true]);
    await field.fill('');
  });

  await scene.step('Back leaves, Forward comes back to the same chat, and the visit is still one entry', async () => {
    await seeker.goBack();
    await seeker.goForward();
    await hears(seeker, MARKUP);
    assert.equal(await seeker.evaluate(() => history.length), entries);
  });

  await scene.step('of two tabs one has the chat, and it is taken back when asked', async () => {
    const twin = await sameTab(scene, seeker, await pass());
    await hears(twin, MARKUP);
    await seeker.getByText('This conversation is open in another tab.').waitFor();
    await press(seeker, button('Use it here'));
    await twin.getByText('This conversation is open in another tab.').waitFor();
    assert.equal(await focused(field), true);
    await keys.type('Here again.');
    await keys.press('Enter');
    await hears(peer, 'Here again.');
    await twin.close();
  });

  await scene.step('the end is asked about on the harmless button, and every screen after it begins at its heading', async () => {
    const token = await pass();
    await press(seeker, more);
    await press(seeker, main.locator('.menu').getByRole('button', { name: 'End chat' }));
    assert.equal(await focused(button('Stay')), true);
    await keys.press('Tab');
    await keys.press('Enter');
    await seeker.getByRole('heading', { name: 'Before you go' }).waitFor();
    await atHeading(seeker);
    await goesRound(seeker);
    await press(seeker, button('Clear this page'));
    await seeker.getByRole('heading', { name: 'What happens' }).waitFor();
    await atHeading(seeker);
    const closedTab = await sameTab(scene, seeker, token);
    await closedTab.getByRole('heading', { name: 'This conversation has closed.', exact: false }).waitFor();
    assert.equal(await closedTab.getByText('Is anybody there?').count(), 0);
    await scene.look(closedTab, 'gone');
    await peer.getByText('ended the chat.', { exact: false }).first().waitFor();
    await goesOffDuty(peer);
  });
}

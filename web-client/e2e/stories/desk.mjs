// A peer's desk with two people at once: worked by keys alone, side by side and on a phone, with a break after it.
import assert from 'node:assert/strict';
import { focused } from '../keys.mjs';
import { arrive, bellsOf, endsChat, hears, hurried, LAPTOP, log, meet, OFFER_BELL, OFFER_MS, PHONE, write } from '../meeting.mjs';

export default async function desk(scene) {
  const peer = await scene.person('peer', LAPTOP);
  const ringing = await bellsOf(peer);
  const { seeker, supervisor } = await meet(scene, { places: 2, peer, supervisor: await hurried(scene.person('supervisor', LAPTOP)) });
  const other = await scene.person('another seeker', PHONE);
  const keys = peer.keyboard;
  const main = peer.getByRole('main');
  const list = peer.getByRole('region', { name: 'Your chats' });
  const rows = list.getByRole('button');
  const chosen = list.locator('[aria-current="true"]');
  const guide = peer.getByRole('region', { name: 'Guide' });
  const phrases = peer.getByRole('region', { name: 'Words to begin from' });
  const field = peer.getByLabel('Write to');
  const names = () => rows.locator('strong').allTextContents();
  const speak = (page, words) => page.getByRole('button', { name: words, exact: true }).click();

  await scene.step('a second person comes, which rings until it is answered, and is taken by keys alone', async () => {
    assert.equal(await ringing(OFFER_BELL), 0, 'the first one was answered');
    await arrive(scene, other);
    await other.getByRole('checkbox', { name: 'grief' }).check();
    const offer = peer.getByRole('region', { name: 'Offer', exact: true });
    await offer.getByText('grief', { exact: false }).waitFor({ timeout: OFFER_MS });
    assert.equal(await ringing(OFFER_BELL), 1);
    await field.focus();
    assert.equal(await focused(field), true, 'an offer takes the focus from nobody');
    await keys.press('Alt+KeyO');
    assert.equal(await focused(offer), true, 'on the card and on no button');
    await keys.press('Tab');
    await keys.press('Enter');
    await other.getByRole('heading', { name: 'Chat with' }).waitFor();
    await rows.nth(1).waitFor();
    assert.equal(await ringing(OFFER_BELL), 0);
    assert.equal(await rows.nth(1).getAttribute('aria-current'), 'true');
    assert.equal(await focused(peer.locator('.talk h2')), true, 'and begins at the name of who was taken');
  });

  await scene.step('each keeps what was begun in it, and no row moves', async () => {
    const before = await names();
    await keys.press('Alt+KeyK');
    assert.equal(await focused(field), true);
    await keys.type('Half a sent');
    await keys.press('Alt+KeyJ');
    assert.equal(await field.inputValue(), '');
    await write(seeker, 'Your message', 'Are you still there?');
    await rows.first().getByText('1 new').waitFor();
    await rows.first().getByText('you had begun to write').waitFor();
    await rows.first().getByText('Are you still there?').waitFor();
    assert.deepEqual(await names(), before);
    await scene.look(peer, 'two-chats');
    await keys.press('Alt+KeyJ');
    assert.equal(await field.inputValue(), 'Half a sent');
    assert.equal(await rows.first().getByText('1 new').count(), 0);
    await field.fill('');
  });

  await scene.step('a slash brings words with a gap, which is filled before they go', async () => {
    await keys.press('Slash');
    await phrases.waitFor();
    assert.equal(await focused(phrases.getByRole('listitem').first().getByRole('button')), true);
    await scene.look(peer, 'phrases');
    await keys.press('ArrowDown');
    await keys.press('ArrowUp');
    await keys.press('Enter');
    await phrases.waitFor({ state: 'detached' });
    assert.equal(await field.inputValue(), 'It sounds like … has been a lot to carry.');
    assert.deepEqual(await field.evaluate(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd)), '…');
    await keys.press('Enter');
    await main.getByText('Make it yours?').waitFor();
    await scene.look(peer, 'make-it-yours');
    assert.equal(await log(peer).getByText('has been a lot to carry').count(), 0, 'nothing went');
    await keys.type('this week');
    await keys.press('Enter');
    await hears(seeker, 'It sounds like this week has been a lot to carry.');
  });

  await scene.step('a slash within a line is a slash, Esc goes back, and a second one types it', async () => {
    await keys.type('and/or');
    assert.equal(await field.inputValue(), 'and/or');
    await field.fill('');
    await keys.press('Slash');
    await keys.press('Escape');
    assert.deepEqual([await phrases.count(), await field.inputValue(), await focused(field)], [0, '', true]);
    await keys.press('Slash');
    await keys.press('Slash');
    assert.equal(await field.inputValue(), '/');
    await field.fill('');
  });

  await scene.step('lines and small things are cards that go into the field, and nowhere else', async () => {
    await keys.press('Slash');
    await phrases.getByRole('button', { name: 'Crisis lines' }).click();
    await phrases.getByLabel('Lines for').waitFor();
    await scene.look(peer, 'crisis-lines');
    await phrases.getByRole('listitem').filter({ hasText: '988' }).first().getByRole('button').click();
    assert.match(await field.inputValue(), /988/);
    await keys.press('Enter');
    await log(seeker).getByText('988', { exact: false }).waitFor();
    await keys.press('Slash');
    await phrases.getByRole('button', { name: 'Back to the room' }).click();
    await phrases.getByText('five things you can see', { exact: false }).waitFor();
    await scene.look(peer, 'grounding');
    await keys.press('Escape');
  });

  await scene.step('something that may help is offered: the seeker is asked, and it is a card after their yes', async () => {
    const offer = async (what) => {
      await main.getByRole('button', { name: 'Offer something that may help' }).click();
      const form = main.getByRole('group', { name: 'Offer something that may help' });
      await form.getByRole('button', { name: what, exact: true }).click();
      await form.getByText('is it OK to send you', { exact: false }).waitFor();
      await scene.look(peer, `offer-${what.split(' ')[0].toLowerCase()}`);
      await form.getByRole('button', { name: /^Ask / }).click();
      await main.getByText('A no is fine.', { exact: false }).waitFor();
    };
    const card = log(seeker).getByRole('group', { name: 'Here are numbers that may help.' });
    await offer('Crisis lines for where they are');
    await seeker.getByRole('group', { name: 'is it OK to send you numbers that may help?' }).waitFor();
    assert.equal(await card.count(), 0, 'nothing comes without a yes');
    await scene.look(seeker, 'resource-ask');
    await seeker.getByRole('button', { name: 'Yes, send it' }).press('Enter');
    await card.getByText('988', { exact: false }).first().waitFor();
    await scene.look(seeker, 'resource-card');
    await log(peer).getByText('said yes. On their page now: Crisis lines', { exact: false }).waitFor();
    await offer('Cold water');
    await seeker.getByRole('button', { name: 'No, thanks' }).press('Enter');
    await log(seeker).getByText("That's fine. Nothing was sent.", { exact: false }).waitFor();
    assert.equal(await log(seeker).getByText('Run cold water', { exact: false }).count(), 0);
    await log(peer).getByText('would rather not, and that is fine.', { exact: false }).waitFor();
    await scene.look(seeker, 'resource-no');
    await field.focus();
  });

  await scene.step('the guide is reached by a key, shows one card at a time, and gives words for the field', async () => {
    await keys.press('Alt+KeyJ');
    await keys.press('Alt+KeyG');
    assert.equal(await focused(guide.getByRole('heading', { name: 'Guide' })), true);
    const grief = guide.locator('details', { hasText: 'Someone they lost' });
    await guide.getByText('they asked about this').waitFor();
    await grief.locator('summary').focus();
    await keys.press('Enter');
    await guide.getByRole('button', { name: 'Would you like to tell me about them?' }).waitFor();
    await guide.locator('details', { hasText: 'They have gone quiet' }).locator('summary').focus();
    await keys.press('Enter');
    await guide.getByRole('button', { name: 'Is it still OK to write?' }).waitFor();
    assert.equal(await grief.evaluate((details) => details.open), false);
    await scene.look(peer, 'guide');
    await guide.getByRole('button', { name: 'Is it still OK to write?' }).focus();
    await keys.press('Enter');
    assert.deepEqual([await field.inputValue(), await focused(field)], ['Is it still OK to write?', true]);
    await field.fill('');
    await keys.press('Alt+KeyG');
    await keys.press('Escape');
    assert.equal(await focused(field), true);
  });

  await scene.step('whoever waits is said in words, and a nudge is gentle', async () => {
    await write(other, 'Your message', 'It is so quiet here.');
    await hears(peer, 'It is so quiet here.');
    await peer.clock.install();
    await peer.clock.fastForward('04:10');
    // The page looks at the time four times a minute.
    await chosen.getByText('waiting on you 4 min').waitFor({ timeout: 30_000 });
    await main.getByText("It's been 4 minutes. A short line is enough.").waitFor();
    await scene.look(peer, 'nudge');
    await peer.clock.fastForward('03:00');
    await main.getByText('Need a hand?', { exact: false }).waitFor({ timeout: 30_000 });
    await field.focus();
    await keys.type('I am here.');
    await keys.press('Enter');
    await hears(other, 'I am here.');
    await main.getByText('Need a hand?', { exact: false }).waitFor({ state: 'detached' });
  });

  await scene.step('keys and settings: last lines hidden, chats side by side, and all of it in Spanish', async () => {
    const sheet = peer.getByRole('dialog');
    await keys.type('?');
    assert.equal(await field.inputValue(), '?', 'in a field it is a question mark');
    await field.fill('');
    await chosen.focus();
    await keys.press('Shift+Slash');
    await sheet.waitFor();
    await scene.look(peer, 'settings');
    const chime = sheet.getByRole('group', { name: 'Someone is waiting' });
    await chime.getByLabel('Off').check();
    await chime.getByRole('button', { name: /^Listen/ }).click();
    await sheet.getByLabel('Hide the last lines').check();
    await sheet.getByLabel('Show all chats side by side').check();
    await keys.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    assert.equal(await list.getByText('I am here.').count(), 0);
    const silent = main.locator('.strip', { hasText: 'Sound is off' });
    await silent.waitFor();
    await scene.look(peer, 'sound-off');
    await silent.getByRole('button', { name: 'Turn it on' }).click();
    await silent.waitFor({ state: 'detached' });
    await peer.getByRole('button', { name: 'Raise hand' }).nth(1).waitFor();
    await scene.look(peer, 'side-by-side');
    await write(seeker, 'Your message', 'Thank you for asking.');
    await hears(peer.locator('.talk').first(), 'Thank you for asking.');
    assert.equal(await list.getByText('new').count(), 0, 'what is in sight is not unread');
    await speak(peer, 'Español');
    await peer.getByRole('button', { name: 'Descanso después de esta' }).waitFor();
    await scene.look(peer, 'side-by-side-spanish');
    await speak(peer, 'English');
    await peer.reload();
    await peer.getByRole('button', { name: 'Raise hand' }).nth(1).waitFor();
    assert.equal(await peer.evaluate(() => localStorage.length), 0);
    await silent.or(main.getByText("You're on duty")).first().waitFor();
    await keys.press('Shift');
    await silent.waitFor({ state: 'detached' });
    assert.equal(await list.getByText('Thank you for asking.').count(), 0);
  });

  await scene.step('for those who want it a message waits a moment, and can be taken back', async () => {
    const settings = async (does) => {
      await peer.getByRole('button', { name: 'Keys and settings' }).click();
      await does(peer.getByRole('dialog').getByLabel('Wait 3 seconds'));
      await peer.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    };
    await settings((hold) => hold.check());
    const first = field.first();
    await first.fill('Not like this.');
    await first.press('Enter');
    await peer.getByRole('button', { name: 'Take it back' }).click();
    assert.equal(await first.inputValue(), 'Not like this.');
    await first.fill('');
    await settings((hold) => hold.uncheck());
  });

  await scene.step('switched off, no key does anything', async () => {
    await peer.getByRole('button', { name: 'Keys and settings' }).click();
    const sheet = peer.getByRole('dialog');
    await sheet.getByLabel('Switch all keys of this list off').check();
    await sheet.getByLabel('Show all chats side by side').uncheck();
    await sheet.getByRole('button', { name: 'Close' }).click();
    const before = await chosen.locator('strong').textContent();
    await field.focus();
    for (const key of ['Alt+KeyJ', 'Alt+KeyO', 'Alt+KeyM', 'Alt+KeyR']) await keys.press(key);
    await keys.press('Slash');
    assert.deepEqual([await chosen.locator('strong').textContent(), await field.inputValue(), await focused(field)], [before, '/', true]);
    await field.fill('');
    await peer.getByRole('button', { name: 'Keys and settings' }).click();
    await sheet.getByLabel('Switch all keys of this list off').uncheck();
    await sheet.getByLabel('Hide the last lines').uncheck();
    await sheet.getByRole('button', { name: 'Close' }).click();
  });

  await scene.step('on a phone there are three parts, and a key or a thumb goes from one to the next', async () => {
    await peer.setViewportSize(PHONE);
    const parts = peer.getByRole('navigation', { name: 'Parts of the desk' });
    await parts.getByRole('button', { name: 'Guide' }).click();
    await guide.getByText('What a peer does').waitFor();
    assert.equal(await field.isVisible(), false);
    await scene.look(peer, 'guide-on-a-phone');
    await peer.locator('main > button.hand').click();
    await peer.getByRole('group', { name: 'What do you need?' }).waitFor();
    await keys.press('Escape');
    await parts.getByRole('button', { name: 'Guide' }).click();
    await guide.getByText('What a peer does').waitFor();
    await parts.getByRole('button', { name: 'Chats' }).click();
    assert.equal(await field.isVisible(), true);
    assert.equal(await guide.isVisible(), false);
    await keys.press('Alt+KeyO');
    await peer.getByRole('button', { name: 'Break after this' }).waitFor();
    await keys.press('Alt+KeyJ');
    await field.waitFor();
    assert.equal(await focused(field), true);
    const covered = await field.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return !element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    assert.equal(covered, false, 'nothing hides where one writes');
    await peer.setViewportSize({ width: 1280, height: 800 });
  });

  await scene.step('not OK tonight: off duty with one tap, and a hand only when the peer wants it', async () => {
    await peer.getByRole('button', { name: "I'm not OK tonight" }).click();
    await main.getByText('Nobody is told why.', { exact: false }).waitFor();
    await scene.look(peer, 'not-ok');
    assert.equal(await supervisor.getByText('needs to get out', { exact: false }).count(), 0);
    await peer.getByRole('button', { name: "Tell the supervisor I'm off" }).click();
    await peer.getByText('The supervisors have been told.', { exact: false }).waitFor();
    await supervisor.getByText('is off tonight.', { exact: false }).first().waitFor({ timeout: 30_000 });
    await peer.getByRole('button', { name: 'Take it back' }).click();
    await peer.getByRole('button', { name: 'Ask a supervisor to reach me' }).waitFor();
    await peer.getByRole('button', { name: /^Raise a hand: I need out/ }).first().click();
    await supervisor.getByText('needs to get out of this conversation', { exact: false }).first().waitFor();
    await peer.locator('.strip').getByRole('button', { name: 'Close' }).first().click();
  });

  await scene.step('back on duty, a break after this: no offers, and off duty when the last one ends', async () => {
    await peer.getByRole('button', { name: 'Stay on duty' }).click();
    await main.getByText("You're on duty").waitFor();
    await field.focus();
    await keys.press('Alt+KeyM');
    await main.getByText('No new offers come now.', { exact: false }).first().waitFor();
    await scene.look(peer, 'break-after');
    await peer.getByRole('button', { name: 'Stay on duty' }).click();
    await main.getByText("You're on duty").waitFor();
    await keys.press('Alt+KeyM');
    await peer.getByRole('button', { name: 'Stay on duty' }).waitFor();
    for (const page of [seeker, other]) {
      await endsChat(page);
      await page.getByRole('heading', { name: 'Before you go' }).waitFor();
    }
    await main.getByText("You're off duty now.", { exact: false }).waitFor();
    await scene.look(peer, 'off-duty-after');
    await peer.getByRole('button', { name: 'Go on duty' }).waitFor();
  });

  await scene.step('what is put away leaves nothing, and the board is left as it was found', async () => {
    await peer.getByRole('button', { name: 'Put away' }).click();
    await peer.getByRole('button', { name: 'Put away' }).click();
    await list.waitFor({ state: 'detached' });
    const flag = supervisor.getByRole('row').filter({ hasText: 'needs to get out' }).first();
    await flag.getByRole('button', { name: "I've got it" }).click();
    await flag.getByText('You have it').waitFor();
    await flag.getByRole('button', { name: 'Close this' }).click();
    await flag.getByRole('radio', { name: 'Yes, it was right' }).check();
    await flag.getByLabel('How did it end?').selectOption({ label: 'Supported, no further action' });
    await flag.getByRole('button', { name: 'Close it' }).click();
    await flag.waitFor({ state: 'detached' });
  });
}

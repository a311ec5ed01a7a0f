// A whole night: a seeker, a peer and a supervisor, each in a browser of their own.
import assert from 'node:assert/strict';
import { look } from '../display-checks.mjs';
import { hears, LAPTOP, log, OFFER_MS, PHONE, write } from '../meeting.mjs';

/** What a seeker's page fetches once it stands. */
const LATER = /assets\/Inside-[^/]+\.js$/;

export default async function night(scene) {
  const seeker = await scene.person('seeker', PHONE);
  const peer = await scene.person('peer', LAPTOP);
  const supervisor = await scene.person('supervisor', LAPTOP);
  const flagged = supervisor.getByRole('row').filter({ hasText: "I don't want to be here any more" });

  await scene.step('a wrong password is told kindly', async () => {
    await peer.goto(`${scene.url}/desk`);
    await scene.look(peer, 'sign-in');
    await peer.getByLabel('Sign-in name').fill('peer');
    await peer.getByLabel('Password').fill('not the password');
    const answered = peer.waitForResponse((response) => response.url().endsWith('/api/staff/sign-in'));
    await peer.getByRole('button', { name: 'Sign in' }).click();
    assert.equal((await answered).status(), 401);
    await peer.getByText("That didn't match.").waitFor();
  });

  await scene.step('the peer goes on duty with grief', async () => {
    await scene.signIn(peer, 'peer');
    await scene.look(peer, 'peer-off-duty');
    await peer.getByRole('checkbox', { name: 'grief' }).check();
    await peer.getByRole('button', { name: 'Go on duty' }).click();
    await peer.getByText("You're on duty").waitFor();
    await scene.look(peer, 'peer-on-duty');
  });

  await scene.step('the supervisor has a calm board', async () => {
    await scene.signIn(supervisor, 'supervisor');
    await supervisor.getByRole('heading', { name: 'Live board' }).waitFor();
    await supervisor.getByText('Waiting', { exact: true }).waitFor();
    await scene.look(supervisor, 'board-calm');
  });

  await scene.step('the seeker arrives on a bad network, and Help now has numbers', async () => {
    seeker.failing = LATER;
    await seeker.route(LATER, (route) => route.abort());
    await seeker.goto(scene.url);
    await scene.look(seeker, 'landing');
    await seeker.getByRole('link', { name: 'Help now' }).first().click();
    await seeker.getByRole('dialog').waitFor();
    await scene.look(seeker, 'help-now');
    await seeker.keyboard.press('Escape');
    await seeker.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  await scene.step('the notice asks for an age, and someone under age is shown help without any request', async () => {
    await seeker.getByRole('button', { name: 'Start a chat' }).click();
    await seeker.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await seeker.getByText('Choose one, or "Prefer not to say".').waitFor();
    await scene.look(seeker, 'notice');
    let asked = 0;
    const count = () => (asked += 1);
    seeker.on('request', count);
    await seeker.getByRole('radio', { name: '13–15' }).check();
    await seeker.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await seeker.getByText('Nothing you chose here was kept.').waitFor();
    await scene.look(seeker, 'under-age');
    const where = seeker.getByRole('main').getByLabel('Where are you?');
    await where.selectOption({ label: 'Australia' });
    await seeker.getByRole('heading', { name: 'These people are there for you, day and night:' }).waitFor();
    assert.match(await seeker.getByRole('main').getByRole('listitem').nth(1).textContent(), /Kids Helpline[^]*for young people/);
    await scene.look(seeker, 'under-age-with-a-youth-line');
    await where.selectOption({ label: 'United States' });
    seeker.off('request', count);
    assert.equal(asked, 0, 'an age under the minimum leaves the browser with no request');
    await seeker.getByRole('button', { name: 'Back to the start' }).click();
  });

  await scene.step('the seeker goes in, what the network lost comes by itself, and they are in line', async () => {
    await seeker.getByRole('button', { name: 'Start a chat' }).click();
    await seeker.getByRole('radio', { name: 'Prefer not to say' }).check();
    await seeker.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await seeker.getByText('this chat is for people 18 or over').waitFor();
    await seeker.getByRole('button', { name: "I'm 18 or over" }).click();
    await seeker.getByRole('heading', { name: 'Joining the line' }).waitFor();
    await seeker.unroute(LATER);
    await seeker.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
    await seeker.getByRole('main').getByText("You're next.").waitFor();
    await seeker.getByRole('checkbox', { name: 'grief' }).check();
    await seeker.getByRole('radio', { name: "Someone who's been through it" }).check();
    await seeker.getByLabel('Your message').fill('It has been a long week.');
    await seeker.getByRole('button', { name: 'Send when they join' }).click();
    await seeker.getByText('Ready. Your peer gets it when they join.', { exact: false }).waitFor();
  });

  await scene.step('the peer sees an offer and takes it', async () => {
    const take = peer.getByRole('button', { name: 'Take this chat' });
    await take.waitFor({ timeout: OFFER_MS });
    await scene.look(seeker, 'waiting');
    await take.waitFor({ timeout: OFFER_MS });
    await scene.look(peer, 'peer-offer');
    await take.waitFor({ timeout: OFFER_MS });
    await take.click();
    await hears(peer, 'It has been a long week.');
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
    await seeker.getByText(/^Trained peer, since \w+ \d{4}\.$/).waitFor();
  });

  await scene.step('they talk both ways, and only what is kept says Sent', async () => {
    await write(peer, 'Write to', "Hi, I'm Robin. I read what you wrote.");
    await hears(seeker, "Hi, I'm Robin. I read what you wrote.");
    await log(peer).getByText('· Sent', { exact: true }).waitFor();
    await seeker.getByLabel('Your message').pressSequentially('My brother died', { delay: 10 });
    await peer.getByText('is writing…').waitFor();
    await seeker.keyboard.press('Enter');
    await hears(peer, 'My brother died');
    await log(seeker).getByText('· Sent', { exact: true }).waitFor();
  });

  await scene.step('personal data is asked about before it goes, and goes when meant', async () => {
    await write(seeker, 'Your message', 'My number is 555 123 4567');
    await seeker.getByRole('main').getByText('This looks like contact details.', { exact: false }).waitFor();
    await scene.look(seeker, 'personal-data');
    await look(seeker, 'the question about personal data');
    await seeker.getByRole('button', { name: 'Send it anyway' }).click();
    await hears(peer, 'My number is 555 123 4567');
  });

  await scene.step('the peer is nudged before advice goes, and chooses gentler words', async () => {
    await peer.getByLabel('Write to').fill('You should stop taking your pills');
    await peer.getByRole('button', { name: 'Use this wording' }).waitFor();
    await scene.look(peer, 'peer-hint');
    await peer.getByRole('button', { name: 'Use this wording' }).click();
    const gentler = await peer.getByLabel('Write to').inputValue();
    assert.ok(gentler.length > 0 && gentler !== 'You should stop taking your pills');
    await peer.getByRole('button', { name: 'Send', exact: true }).click();
    await hears(seeker, gentler);
    assert.equal(await log(seeker).getByText('stop taking your pills').count(), 0);
  });

  await scene.step('something worrying brings lines to the seeker and a reason to the board', async () => {
    await write(seeker, 'Your message', "I don't want to be here any more");
    await seeker.getByRole('main').getByText('If a voice would help too:').waitFor();
    await hears(peer, "I don't want to be here any more");
    await flagged.getByRole('button', { name: /^Peek at .*conversation/ }).waitFor();
    await scene.look(seeker, 'chat-support');
    await look(seeker, 'the numbers in a chat');
    await scene.look(supervisor, 'board-flag');
  });

  await scene.step('the supervisor opens the conversation, and both are told', async () => {
    await flagged.getByRole('button', { name: /^Peek at .*conversation/ }).click();
    await hears(supervisor, 'It has been a long week.');
    await hears(supervisor, "I don't want to be here any more");
    await seeker.getByText('a supervisor, is reading along.', { exact: false }).waitFor();
    await peer.getByText('is reading along.', { exact: false }).waitFor();
    await scene.look(supervisor, 'board-reading');
    await scene.look(seeker, 'chat-watched');
    await scene.look(peer, 'peer-chat');
  });

  await scene.step('a reload of the seeker\'s tab resumes exactly', async () => {
    const said = () => log(seeker).locator('.said').allTextContents();
    const before = await said();
    await seeker.reload();
    await hears(seeker, "I don't want to be here any more");
    await seeker.waitForFunction((n) => document.querySelectorAll('.said').length === n, before.length);
    assert.deepEqual(await said(), before);
    assert.deepEqual(
      await seeker.evaluate(() => Object.keys(sessionStorage).filter((key) => key !== 'porchlight.look').sort()),
      ['porchlight.last', 'porchlight.region', 'porchlight.token'],
    );
    assert.equal(await seeker.evaluate(() => localStorage.length + document.cookie.length), 0);
    await write(seeker, 'Your message', 'I am still here');
    await hears(peer, 'I am still here');
    await hears(supervisor, 'I am still here');
  });

  await scene.step('the language changes without a reload and without losing what is being written', async () => {
    await seeker.getByLabel('Your message').fill('half a sent');
    await seeker.getByText('More', { exact: true }).click();
    await seeker.getByRole('button', { name: 'Español' }).click();
    await seeker.getByRole('button', { name: 'Enviar', exact: true }).waitFor();
    assert.equal(await seeker.getByLabel('Tu mensaje').inputValue(), 'half a sent');
    assert.equal(await seeker.evaluate(() => document.documentElement.lang), 'es');
    await seeker.getByRole('main').getByText('Por ahora el chat es en inglés.', { exact: true }).waitFor();
    await scene.look(seeker, 'chat-menu-spanish');
    await seeker.getByRole('button', { name: 'English' }).click();
    await seeker.getByRole('button', { name: 'Send', exact: true }).waitFor();
    await seeker.getByRole('main').getByLabel('Text size').selectOption('Largest');
    await scene.look(seeker, 'chat-menu-largest');
    await seeker.getByRole('main').getByLabel('Text size').selectOption('Usual');
    await seeker.keyboard.press('Escape');
    await seeker.getByLabel('Your message').fill('');
  });

  await scene.step('somebody comes into the room: the chat is covered, and only two seconds of pressing lift that', async () => {
    await seeker.getByText('More', { exact: true }).click();
    await seeker.getByRole('button', { name: 'Cover' }).click();
    const page = seeker.getByRole('button', { name: /^Notes/ });
    await page.waitFor();
    assert.equal(await seeker.locator('dialog:modal').count(), 1, 'nothing below the cover can be reached or is read out');
    await write(peer, 'Write to', 'Are you still there?');
    await scene.look(seeker, 'covered');
    await page.click();
    await seeker.keyboard.press('Escape');
    await seeker.keyboard.press('Escape');
    assert.equal(await page.isVisible(), true);
    await page.click({ delay: 2_300 });
    await hears(seeker, 'Are you still there?');
    await seeker.keyboard.press('Alt+KeyC');
    await page.waitFor();
    await seeker.keyboard.press('Enter', { delay: 2_300 });
    await page.waitFor({ state: 'hidden' });
  });

  await scene.step('the seeker ends, and everyone sees it', async () => {
    await seeker.getByText('More', { exact: true }).click();
    await seeker.getByRole('button', { name: 'End chat' }).click();
    const stay = seeker.getByRole('button', { name: 'Stay' });
    await stay.waitFor();
    assert.equal(await stay.evaluate((button) => button === document.activeElement), true, 'focus is on the harmless button');
    await scene.look(seeker, 'end-confirm');
    await look(seeker, 'the question before the end');
    await seeker.clock.install();
    await seeker.getByRole('button', { name: 'End chat' }).last().click();
    await seeker.getByRole('heading', { name: 'Before you go' }).waitFor();
    await peer.getByText('ended the chat.', { exact: false }).first().waitFor();
    await supervisor.getByText('The conversation has ended.').waitFor();
    await scene.look(seeker, 'after');
    await scene.look(peer, 'peer-ended');
  });

  await scene.step('a reload at the desk stays signed in; signing out closes it', async () => {
    await supervisor.reload();
    await supervisor.getByRole('heading', { name: 'Live board' }).waitFor();
    await supervisor.getByRole('button', { name: 'Sign out' }).click();
    await supervisor.getByRole('heading', { name: 'Come on in' }).waitFor();
  });

  await scene.step('a page that is forgotten clears itself, and nothing stays in the tab', async () => {
    const entries = await seeker.evaluate(() => history.length);
    await seeker.clock.fastForward('02:30');
    await seeker.getByText('This page clears itself within a minute.').first().waitFor();
    await seeker.getByRole('button', { name: 'Keep it open' }).click();
    await seeker.getByText('This page clears itself in 3 minutes.').waitFor();
    await seeker.clock.fastForward('03:05');
    await seeker.getByRole('heading', { name: 'This page is clear.', exact: false }).waitFor();
    await scene.look(seeker, 'cleared');
    await seeker.getByRole('button', { name: 'Back to the start' }).click();
    await seeker.getByRole('heading', { name: 'What happens' }).waitFor();
    assert.equal(await seeker.evaluate(() => sessionStorage.getItem('porchlight.token')), null);
    assert.equal(await seeker.evaluate(() => document.body.textContent.includes('long week')), false);
    assert.equal(await seeker.evaluate(() => history.length), entries, 'the whole visit is one history entry');
    assert.equal(await seeker.title(), 'Porchlight');
  });
}

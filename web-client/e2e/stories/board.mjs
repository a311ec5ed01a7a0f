// Two supervisors at the board: who has it, whispering, joining, taking over, and answering somebody who waits.
import assert from 'node:assert/strict';
import { arrive, hears, LAPTOP, log, meet, PHONE, write } from '../meeting.mjs';

const SAD = 'Some nights I wish I was dead';
const WHISPER = 'Ask directly. You are doing well.';
const NOTE = 'They asked for my name twice.';
const JOINED = 'I am here with you both now.';
const KEPT = 'I will stay with you for a while.';
const ALONE = 'It is the two of us now.';

export default async function board(scene) {
  const { seeker, peer, supervisor } = await meet(scene);
  const other = await scene.person('coordinator', LAPTOP);
  /** Everything that the server sends to the seeker's page from the next reload on. */
  const heard = [];
  const rows = (page) => page.getByRole('region', { name: /^Check soon/ }).getByRole('row');
  const flag = (page) => rows(page).filter({ hasText: SAD });
  const bothAtOnce = async (...buttons) => {
    const handles = await Promise.all(buttons.map((button) => button.elementHandle()));
    // At one moment by the clock, so that on a slow machine none is late by the way of the order to it.
    const moment = Date.now() + 500;
    await Promise.all(handles.map((handle) => handle.evaluate((element, at) => new Promise((done) => setTimeout(() => done(element.click()), at - Date.now())), moment)));
  };
  /** Goes on with Tab until the focus is there, or back. */
  const tabTo = async (page, name, key = 'Tab') => {
    for (let presses = 0; presses < 120; presses += 1) {
      await page.keyboard.press(key);
      const at = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '');
      if (name.test(at)) return;
    }
    throw new Error(`Tab never came to ${name}`);
  };
  const field = (page) => page.getByRole('textbox').last();
  /** What the page says beside the name for as long as a supervisor is in it, and once. */
  const limits = (page) => page.getByRole('main').getByText("We can't see where you are, and we can't send help to you. 911 can send someone.", { exact: false });
  let winner;
  let loser;

  await scene.step('a second one is at the board; the seeker writes something that worries', async () => {
    await scene.signIn(other, 'coordinator');
    seeker.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
    await seeker.reload();
    await hears(seeker, 'It has been a long week.');
    await write(seeker, 'Your message', SAD);
    await flag(supervisor).waitFor();
    await flag(other).waitFor();
  });

  await scene.step('a question mark opens the list of keys, and all of them can be off', async () => {
    const off = other.getByRole('checkbox', { name: 'Switch all keys of this list off' });
    await other.getByRole('heading', { name: 'Live board' }).click();
    await other.keyboard.press('?');
    await off.waitFor();
    assert.match(await other.evaluate(() => document.activeElement.textContent), /^Keys/);
    await scene.look(other, 'board-keys');
    await off.check();
    await other.getByText('They are switched off. Everything has a button too.').waitFor();
    await scene.look(other, 'board-keys-off');
    await other.locator('summary').filter({ hasText: 'Keys' }).click();
    await off.waitFor({ state: 'hidden' });
    await other.keyboard.press('?');
    assert.equal(await off.isVisible(), false);
    await other.locator('summary').filter({ hasText: 'Keys' }).click();
    await off.uncheck();
    await other.locator('summary').filter({ hasText: 'Keys' }).click();
  });

  await scene.step('every conversation says when somebody wrote last, and the list can be narrowed', async () => {
    const all = other.getByRole('region', { name: /^All conversations/ });
    const still = all.getByRole('button', { name: 'Nothing written for 5 min' });
    await all.getByRole('row').filter({ hasText: 'last message' }).filter({ hasText: 'English' }).first().waitFor();
    await scene.look(other, 'board-conversations');
    await still.click();
    await all.getByText('None like this right now.').waitFor();
    await scene.look(other, 'board-narrowed');
    await still.click();
    await all.getByRole('row').first().waitFor();
  });

  await scene.step('both say "I\'ve got it" at once: one has it, and the other reads who', async () => {
    const mine = (page) => flag(page).getByRole('button', { name: "I've got it" });
    await bothAtOnce(mine(supervisor), mine(other));
    const has = (page) => flag(page).getByText(/^(You have it|.+ has it)$/);
    await has(supervisor).waitFor();
    await has(other).waitFor();
    const yes = await Promise.all([supervisor, other].map((page) => flag(page).getByText('You have it').count()));
    assert.equal(yes[0] + yes[1], 1);
    [winner, loser] = yes[0] === 1 ? [supervisor, other] : [other, supervisor];
    await flag(winner).getByRole('button', { name: 'Let somebody else have it' }).click();
    await flag(loser).getByText('Nobody has this yet').or(flag(loser).getByRole('button', { name: "I've got it" })).first().waitFor();
  });

  await scene.step('whispering from a row opens the conversation, with the keyboard in the field', async () => {
    await flag(winner).getByRole('button', { name: /^Whisper in .+'s conversation, to / }).press('Enter');
    await hears(winner, SAD);
    await winner.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await scene.look(winner, 'board-whisper');
    await winner.getByRole('button', { name: 'Stop reading' }).click();
  });

  await scene.step('with the keyboard alone: claim, open, whisper', async () => {
    await winner.evaluate(() => document.activeElement?.blur());
    await tabTo(winner, /^I've got it/);
    await winner.keyboard.press('Enter');
    await flag(winner).getByText('You have it').waitFor();
    // Back, within the row: what comes next is in another lane.
    await tabTo(winner, /^Peek at/, 'Shift+Tab');
    await winner.keyboard.press('ArrowUp');
    assert.match(await winner.evaluate(() => document.activeElement.textContent), /wish I was dead/);
    await winner.keyboard.press('Enter');
    await hears(winner, SAD);
    await winner.getByRole('region', { name: /^Watching/ }).getByRole('row').filter({ hasText: 'reading along' }).waitFor({ timeout: 30_000 });
    await winner.keyboard.press('Alt+KeyW');
    await winner.keyboard.type(WHISPER);
    await scene.look(winner, 'reading-whisper-draft');
    await winner.keyboard.press('Enter');
    await hears(peer, WHISPER);
    await log(peer).getByText('Only you can see this.', { exact: false }).waitFor();
    await hears(winner, WHISPER);
    await scene.look(winner, 'reading-whisper');
    await scene.look(peer, 'peer-whisper');
  });

  await scene.step('a note of the peer comes to the supervisor, between the messages, and the reply keeps what was begun', async () => {
    await peer.keyboard.press('Alt+KeyP');
    await peer.getByLabel('A note for supervisors alone').waitFor();
    await peer.keyboard.type(NOTE);
    await scene.look(peer, 'peer-note-draft');
    await peer.keyboard.press('Enter');
    await hears(peer, NOTE);
    await hears(winner, NOTE);
    await log(winner).getByText('A note from', { exact: false }).waitFor();
    await scene.look(winner, 'reading-note');
    await peer.keyboard.press('Alt+KeyP');
    await peer.getByLabel('A note for supervisors alone').waitFor({ state: 'detached' });
  });

  await scene.step('a reload of the peer brings the whisper again, once', async () => {
    await peer.reload();
    await hears(peer, WHISPER);
    assert.equal(await log(peer).getByText(WHISPER, { exact: true }).count(), 1);
  });

  await scene.step('with the keyboard alone: join, after reading what the seeker will read', async () => {
    await winner.keyboard.type('half a whisper');
    await winner.keyboard.press('Alt+KeyI');
    await winner.getByText('has joined to help', { exact: false }).waitFor();
    await scene.look(winner, 'reading-join-confirm');
    assert.equal(await log(seeker).getByText('has joined to help', { exact: false }).count(), 0);
    assert.equal(await limits(seeker).count(), 0);
    assert.equal(await limits(winner).count(), 0, 'it is no part of what the step says');
    await winner.keyboard.press('Tab');
    await winner.keyboard.press('Enter');
    await winner.getByRole('button', { name: 'Send to both' }).waitFor();
    assert.equal(await field(winner).inputValue(), '', 'what was begun as a whisper never stands in another field');
    await winner.keyboard.type(JOINED);
    await scene.look(winner, 'reading-join-draft');
    await winner.keyboard.press('Enter');
    await hears(seeker, JOINED);
    await hears(peer, JOINED);
    await log(seeker).getByText('has joined to help', { exact: false }).waitFor();
    await limits(seeker).waitFor();
    await scene.look(winner, 'reading-join');
    await scene.look(seeker, 'chat-joined');
    await scene.look(peer, 'peer-joined');
  });

  await scene.step('a reload brings the supervisor back to where they were', async () => {
    await winner.reload();
    await hears(winner, JOINED);
    await winner.getByRole('button', { name: 'Send to both' }).waitFor();
  });

  await scene.step('Esc does not leave: only leaving does, and the seeker is told', async () => {
    await winner.keyboard.press('Escape');
    await winner.getByRole('button', { name: 'Send to both' }).waitFor();
    await winner.getByRole('button', { name: 'Leave', exact: true }).click();
    await winner.getByText('has left.', { exact: false }).first().waitFor();
    await scene.look(winner, 'reading-leave-confirm');
    await winner.getByRole('button', { name: 'Leave', exact: true }).last().click();
    await log(seeker).getByText('has left.', { exact: false }).waitFor();
    await winner.getByRole('button', { name: /^Whisper to/ }).waitFor();
  });

  await scene.step('what the seeker says about a supervisor comes to another one, and not to whoever was there', async () => {
    const row = (page) => rows(page).filter({ hasText: 'something with a supervisor was not right' }).first();
    await seeker.getByText('More', { exact: true }).click();
    await seeker.getByRole('button', { name: "It's about a supervisor" }).click();
    await seeker.getByRole('main').getByText("Only supervisors and coordinators who weren't in this chat", { exact: false }).waitFor();
    await scene.look(seeker, 'chat-about-supervisor');
    await row(loser).waitFor();
    await row(loser).getByRole('button', { name: "I've got it" }).click();
    await seeker.getByRole('main').getByText('a supervisor, has seen this.', { exact: false }).waitFor();
    // By now it has been told to every board twice: when it came up, and when somebody had it.
    assert.equal(await row(winner).count(), 0);
    await row(loser).getByRole('button', { name: 'Close this' }).click();
    await row(loser).getByRole('radio', { name: 'Yes, it was right' }).check();
    await row(loser).getByRole('button', { name: 'Close it' }).click();
    await row(loser).waitFor({ state: 'detached' });
    assert.equal(await row(winner).count(), 0);
  });

  const takeOver = async (fate) => {
    await winner.getByRole('button', { name: 'Take over', exact: true }).click();
    await winner.getByLabel('Why are you taking over?').fill('They asked for somebody else.');
    await winner.getByRole('radio', { name: fate }).check();
  };
  const ask = () => winner.getByRole('button', { name: /^Ask (?!.* to take it$)/ }).click();
  const answers = (name) => seeker.getByRole('main').getByRole('button', { name, exact: true });

  await scene.step('before taking over: a reason, and exactly what the seeker will read', async () => {
    await winner.getByRole('button', { name: 'Take over', exact: true }).click();
    await ask();
    await winner.getByText('Write why, in a few words.').waitFor();
    await scene.look(winner, 'reading-take-confirm');
    await winner.getByRole('button', { name: 'Español' }).click();
    await winner.getByText('Primero se pregunta', { exact: false }).waitFor();
    await scene.look(winner, 'reading-take-confirm-spanish');
    await winner.getByRole('button', { name: 'English' }).click();
    await winner.keyboard.press('Escape');
    await winner.getByRole('button', { name: /^Whisper to/ }).waitFor();
  });

  await scene.step('the seeker is asked, says no, and nothing changes', async () => {
    await takeOver(/^Keep/);
    await ask();
    await answers("Yes, that's OK").waitFor();
    await winner.getByText('is being asked.', { exact: false }).first().waitFor();
    await scene.look(seeker, 'chat-asked');
    await scene.look(winner, 'reading-asking');
    await answers('No').focus();
    await seeker.keyboard.press('Enter');
    await log(seeker).getByText('You go on with', { exact: false }).waitFor();
    await log(winner).getByText('would rather go on with', { exact: false }).waitFor();
    assert.equal(await answers('No').count(), 0);
    await scene.look(seeker, 'chat-declined');
    await write(peer, 'Write to', 'I am still here.');
    await hears(seeker, 'I am still here.');
  });

  await scene.step('asked again they say yes: the supervisor writes, and the peer reads', async () => {
    await takeOver(/^Keep/);
    await ask();
    await answers("Yes, that's OK").click();
    await log(seeker).getByText('will carry on with you now', { exact: false }).waitFor();
    await winner.getByRole('button', { name: /^Send to / }).waitFor();
    await field(winner).fill(KEPT);
    await winner.getByRole('button', { name: /^Send to / }).click();
    await hears(seeker, KEPT);
    await hears(peer, KEPT);
    await peer.getByText('Writing is off while', { exact: false }).waitFor();
    assert.equal(await peer.getByRole('button', { name: 'Send', exact: true }).isDisabled(), true);
    await scene.look(seeker, 'chat-taken');
    await scene.look(peer, 'peer-taken');
    await scene.look(winner, 'reading-take-keep');
  });

  await scene.step('the supervisor leaves, and the peer writes again', async () => {
    await winner.getByRole('button', { name: 'Leave', exact: true }).click();
    await winner.getByRole('button', { name: 'Leave', exact: true }).last().click();
    await peer.getByText('Writing is off while', { exact: false }).waitFor({ state: 'hidden' });
    await write(peer, 'Write to', 'We go on, you and I.');
    await hears(seeker, 'We go on, you and I.');
  });

  await scene.step('after what the seeker raised the peer cannot stay: out at once, and nothing more reaches them', async () => {
    await seeker.getByText('More', { exact: true }).click();
    await seeker.getByRole('button', { name: "They said something a peer shouldn't" }).click();
    await seeker.getByRole('main').getByText("The person this is about can't see it.", { exact: false }).waitFor();
    await takeOver(/^Keep/);
    await ask();
    await winner.getByText('is removed, because of what was reported.', { exact: false }).waitFor();
    await scene.look(winner, 'reading-must-remove');
    await ask();
    await answers("Yes, that's OK").click();
    await log(seeker).getByText("has left and can't read this.", { exact: false }).waitFor();
    await peer.getByText('has this now. Please step away.', { exact: false }).first().waitFor();
    // A draft does not go from one mode to the next, so the next one has to be there.
    await winner.getByRole('button', { name: 'End chat' }).waitFor();
    await field(winner).fill(ALONE);
    await winner.getByRole('button', { name: /^Send to / }).click();
    await hears(seeker, ALONE);
    await write(seeker, 'Your message', 'Thank you for coming.');
    await hears(winner, 'Thank you for coming.');
    assert.equal(await peer.getByText(ALONE).count(), 0);
    assert.equal(await log(peer).getByText(SAD).count(), 0);
    await scene.look(seeker, 'chat-alone');
    await scene.look(winner, 'reading-take-alone');
    await scene.look(peer, 'peer-removed');
  });

  await scene.step('nothing of the whisper ever came to the seeker', async () => {
    assert.ok(heard.length > 10);
    assert.equal(heard.some((frame) => frame.includes('whisper') || frame.includes(WHISPER) || frame.includes(NOTE)), false);
    assert.equal(await seeker.getByText(WHISPER).count(), 0);
  });

  const endIt = async (page) => {
    await page.getByRole('button', { name: 'End chat' }).click();
    await page.getByText('has closed the chat.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'End chat' }).last().click();
    await page.getByText('The conversation has ended.').waitFor();
    await page.getByRole('button', { name: 'Stop reading' }).click();
  };

  await scene.step('they end it together', async () => {
    await winner.getByRole('button', { name: 'End chat' }).click();
    await scene.look(winner, 'reading-end-confirm');
    await winner.keyboard.press('Escape');
    await endIt(winner);
    await seeker.getByRole('main').getByText('has closed the chat.', { exact: false }).waitFor();
    await peer.getByRole('button', { name: 'Put away' }).click();
    await scene.pressIfThere(peer, 'Take a breather', "I'm ready");
  });

  const waits = await scene.person('seeker who waits', PHONE);
  await scene.step('somebody waits, and writes that it is bad', async () => {
    await arrive(scene, waits);
    await waits.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
    await waits.getByLabel('Your message').fill(`${SAD}, and now is one`);
    await waits.getByRole('button', { name: 'Send when they join' }).click();
  });

  await scene.step('both answer at once: one is there, and the other reads that somebody was first', async () => {
    const button = (page) => page.getByRole('button', { name: /^Answer .+ now$/ });
    await button(supervisor).waitFor();
    await button(other).waitFor();
    await scene.look(winner, 'board-answer');
    await bothAtOnce(button(supervisor), button(other));
    const there = (page) => page.getByRole('button', { name: /^Send to / });
    const late = (page) => page.getByText('Somebody else got there first.').first();
    for (const page of [supervisor, other]) await there(page).or(late(page)).first().waitFor();
    const came = (await there(supervisor).count()) === 1 ? supervisor : other;
    await late(came === supervisor ? other : supervisor).waitFor();
    await log(waits).getByText('is with you now, because of what you told us.', { exact: false }).waitFor();
    await hears(came, `${SAD}, and now is one`);
    await field(came).fill('I read what you wrote. I am glad you did.');
    await came.getByRole('button', { name: /^Send to / }).click();
    await hears(waits, 'I read what you wrote. I am glad you did.');
    await scene.look(waits, 'chat-answered');
    await scene.look(came, 'reading-answered');
    await scene.look(came === supervisor ? other : supervisor, 'board-too-late');
    await waits.reload();
    await hears(waits, 'I read what you wrote. I am glad you did.');
    await waits.getByText('supervisor · here', { exact: false }).waitFor();
    await limits(waits).waitFor();
    await waits.getByText('More', { exact: true }).click();
    assert.equal(await waits.getByRole('button', { name: "They said something a peer shouldn't" }).count(), 0);
    await scene.look(waits, 'chat-menu-alone');
    await waits.keyboard.press('Escape');
    await came.reload();
    await hears(came, 'I read what you wrote. I am glad you did.');
    await there(came).waitFor();
    await endIt(came);
  });

  await scene.step('the board is calm again, and the peer goes home', async () => {
    const close = winner.getByRole('button', { name: 'Close this' });
    await close.first().waitFor();
    // Somebody else points at the list meanwhile: nothing in it moves until they want it to.
    const watching = winner === supervisor ? other : supervisor;
    const before = await rows(watching).count();
    await watching.mouse.move(1, 1);
    const hand = await rows(watching).first().evaluate((row) => {
      const list = row.closest('section');
      const move = () => list.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
      move();
      return setInterval(move, 1_000);
    });
    for (let left = await close.count(); left > 0; left -= 1) {
      await close.first().click();
      await winner.getByRole('radio', { name: 'Yes, it was right' }).check();
      const needed = winner.getByLabel('How did it end?');
      await needed.selectOption({ label: 'Supported, no further action' });
      await winner.getByRole('button', { name: 'Close it' }).click();
      await winner.getByRole('button', { name: 'Close it' }).waitFor({ state: 'detached' });
    }
    await watching.getByText('Over since you looked.').first().waitFor();
    assert.equal(await rows(watching).count(), before);
    await scene.look(watching, 'board-held-still');
    await watching.keyboard.press('Alt+KeyU');
    await rows(watching).first().waitFor({ state: 'detached' });
    await watching.evaluate((moving) => clearInterval(moving), hand);
    await watching.getByText('Sounds', { exact: true }).click();
    await scene.look(watching, 'board-sounds');
    await scene.closeTheDoor(peer);
  });
}

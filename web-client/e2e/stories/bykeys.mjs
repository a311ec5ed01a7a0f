// A peer's shift, a supervisor's, and a crisis line that a coordinator changes, each by keys alone: nobody at the desk needs a mouse.
import assert from 'node:assert/strict';
import { focused, goesRound, press, tabTo } from '../keys.mjs';
import { arrive, becomesSecond, hears, LAPTOP, leavesAgain, OFFER_MS, PHONE, write } from '../meeting.mjs';

const DANGER = "I'm going to kill myself tonight";
const SAD = 'Some nights I wish I was dead';
const CONTACT = 'Add me on WhatsApp';
const WHISPER = 'Ask directly. I am here.';
const JOINED = 'I am with you both.';
const KEPT = 'I stay with you for a while.';
const ALONE = 'It is the two of us now.';
const ANSWERED = 'I read what you wrote.';
/** A crisis line that every house begins with, and a number that is none of its. */
const NUMBER = '116 123';
const CHANGED = '116 124';
const SOURCE = 'https://www.samaritans.org';
const PLAY = Date.now().toString(36);
const SECOND = { name: `Ida ${PLAY.slice(-5)}`, login: `ida-${PLAY}` };

/** What is confirmed stands behind the harmless button, which has the focus. */
async function confirm(page) {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}

/** Judges and closes what a row is about. */
async function closeIt(page, row, right, outcome) {
  await press(page, row.getByRole('button', { name: 'Close this' }));
  const verdict = row.getByRole('radio', { name: right ? 'Yes, it was right' : 'No, it was a false alarm' });
  await verdict.waitFor();
  await page.keyboard.press(right ? 'Space' : 'ArrowDown');
  assert.equal(await verdict.isChecked(), true);
  if (outcome) {
    const choice = row.getByLabel('How did it end?');
    await tabTo(page, choice);
    await page.keyboard.type(outcome.slice(0, 6));
    assert.equal(await choice.evaluate((select) => select.selectedOptions[0].textContent), outcome);
  }
  await press(page, row.getByRole('button', { name: 'Close it' }));
  await row.waitFor({ state: 'detached' });
}

export default async function bykeys(scene) {
  const supervisor = await scene.person('supervisor', LAPTOP);
  const peer = await scene.person('peer', LAPTOP);
  const next = await scene.person('next', LAPTOP);
  const seeker = await scene.person('seeker', PHONE);
  const button = (page, name) => page.getByRole('button', { name, exact: true });
  const field = peer.getByLabel('Write to');
  const rows = supervisor.getByRole('row');
  const ofBoard = (page) => page.getByRole('textbox').last();
  const writes = ofBoard(supervisor);

  await scene.step('a peer signs in, goes on duty and takes an offer', async () => {
    await scene.signIn(supervisor, 'supervisor');
    await supervisor.getByRole('heading', { name: 'Live board' }).waitFor();
    await peer.goto(`${scene.url}/desk`);
    await peer.getByLabel('Sign-in name').waitFor();
    if (!(await focused(peer.getByLabel('Sign-in name')))) await tabTo(peer, peer.getByLabel('Sign-in name'));
    await peer.keyboard.type('peer');
    await peer.keyboard.press('Tab');
    await peer.keyboard.type(scene.password);
    await peer.keyboard.press('Enter');
    await button(peer, 'Sign out').waitFor();
    await peer.getByRole('button', { name: 'Go on duty', disabled: false }).waitFor();
    await goesRound(peer);
    await press(peer, button(peer, 'Go on duty'));
    await peer.getByText("You're on duty").waitFor();
    // A hard conversation of another story may have left them with a breather.
    if (await button(peer, "I'm ready").isVisible()) await press(peer, button(peer, "I'm ready"));
    await arrive(scene, seeker);
    const offer = peer.getByRole('region', { name: 'Offer', exact: true });
    await offer.waitFor({ timeout: OFFER_MS });
    await peer.keyboard.press('Alt+KeyO');
    assert.equal(await focused(offer), true);
    await confirm(peer);
    await seeker.getByRole('heading', { name: 'Chat with' }).waitFor();
  });

  await scene.step('they begin from a phrase, and raise a hand', async () => {
    await peer.keyboard.press('Alt+KeyK');
    await peer.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await peer.keyboard.press('Slash');
    await peer.getByRole('region', { name: 'Words to begin from' }).waitFor();
    await peer.keyboard.press('Enter');
    await peer.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await peer.keyboard.type('this week');
    const said = await field.inputValue();
    assert.match(said, /this week/);
    await peer.keyboard.press('Enter');
    await hears(seeker, said);
    await goesRound(peer);
    await tabTo(peer, field);
    await peer.keyboard.press('Alt+KeyR');
    await peer.getByRole('group', { name: 'What do you need?' }).waitFor();
    await confirm(peer);
    await peer.getByText('A supervisor has been told.').waitFor();
    assert.equal(await focused(field), true, 'and goes on where they were');
    await rows.filter({ hasText: 'asks a supervisor to watch this' }).first().waitFor();
  });

  await scene.step('they hand over: a reason, two lines, and the yes of the seeker', async () => {
    await press(peer, button(peer, 'Hand over'));
    await button(peer, 'My shift is ending').waitFor();
    assert.equal(await focused(button(peer, 'My shift is ending')), true);
    await peer.keyboard.press('Enter');
    await peer.getByLabel('Two lines for the next person.', { exact: false }).waitFor();
    await peer.keyboard.type('It has been a long week.');
    await press(peer, peer.getByRole('button', { name: /^Ask / }));
    const yes = seeker.getByRole('main').getByRole('button', { name: "Yes, that's OK" });
    await yes.waitFor();
    await scene.signIn(next, 'peer2');
    await scene.pressIfThere(next, 'Go on duty', 'Go off duty');
    await yes.press('Enter');
    const take = next.getByRole('button', { name: 'Take this chat' });
    await take.waitFor({ timeout: OFFER_MS });
    await take.press('Enter');
    await peer.getByText('Thank you for staying until then.', { exact: false }).first().waitFor();
  });

  await scene.step('they wrap up, rest, and go home', async () => {
    await press(peer, button(peer, 'Handed over'));
    await peer.waitForFunction(() => document.activeElement?.getAttribute('aria-pressed') === 'true');
    await press(peer, button(peer, 'hard'));
    await peer.getByText("You won't get offers.", { exact: false }).first().waitFor();
    await scene.look(peer, 'rest-after-handing-over');
    await press(peer, button(peer, 'Five more minutes'));
    await press(peer, button(peer, "I'm ready"));
    await button(peer, 'Take a breather').waitFor();
    await press(peer, button(peer, 'Put away'));
    await press(peer, button(peer, 'Go off duty'));
    await button(peer, 'Go on duty').waitFor();
  });

  const now = rows.filter({ hasText: DANGER }).first();

  await scene.step('a supervisor has it, looks, whispers and joins', async () => {
    await write(seeker, 'Your message', DANGER);
    await now.waitFor();
    await goesRound(supervisor);
    await supervisor.keyboard.press('Alt+KeyA');
    await now.getByText('You have it').waitFor();
    await supervisor.keyboard.press('Alt+KeyN');
    assert.match(await supervisor.evaluate(() => document.activeElement.textContent), /Peek/);
    await supervisor.keyboard.press('Enter');
    await hears(supervisor, DANGER);
    await button(supervisor, 'Take over').waitFor();
    await supervisor.keyboard.press('Alt+KeyW');
    await supervisor.keyboard.type(WHISPER);
    await supervisor.keyboard.press('Enter');
    await hears(next, WHISPER);
    await supervisor.keyboard.press('Alt+KeyI');
    await button(supervisor, 'Join now').waitFor();
    await confirm(supervisor);
    await button(supervisor, 'Send to both').waitFor();
    await supervisor.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await supervisor.keyboard.type(JOINED);
    await supervisor.keyboard.press('Enter');
    await hears(seeker, JOINED);
  });

  const because = async () => {
    await press(supervisor, button(supervisor, 'Take over'));
    await supervisor.getByLabel('Why are you taking over?').waitFor();
    await supervisor.keyboard.type('They are in danger.');
  };

  await scene.step('they take over, the peer reads, and they leave again', async () => {
    await because();
    await supervisor.keyboard.press('Enter');
    await supervisor.getByRole('button', { name: /^Send to (?!both)/ }).waitFor();
    await tabTo(supervisor, writes);
    await supervisor.keyboard.type(KEPT);
    await supervisor.keyboard.press('Enter');
    await hears(seeker, KEPT);
    await hears(next, KEPT);
    await press(supervisor, button(supervisor, 'Leave'));
    await button(supervisor, 'Stay').waitFor();
    await confirm(supervisor);
    await supervisor.getByRole('button', { name: /^Whisper to/ }).waitFor();
  });

  await scene.step('what waits for them is let go, and judged', async () => {
    await write(next, 'Write to', CONTACT);
    await button(next, 'Ask a supervisor to let it go').click();
    const held = rows.filter({ hasText: CONTACT }).first();
    await press(supervisor, held.getByRole('button', { name: 'Let it go' }));
    await hears(seeker, CONTACT);
    await closeIt(supervisor, held, false);
  });

  await scene.step('they take over alone: the peer is out at once', async () => {
    await because();
    await supervisor.keyboard.press('Tab');
    await supervisor.keyboard.press('ArrowDown');
    assert.equal(await supervisor.getByRole('radio', { name: /^Remove/ }).isChecked(), true);
    await press(supervisor, button(supervisor, 'Take over now'));
    await next.getByText('has this now. Please step away.', { exact: false }).first().waitFor();
    await button(supervisor, 'End chat').waitFor();
    await tabTo(supervisor, writes);
    await supervisor.keyboard.type(ALONE);
    await supervisor.keyboard.press('Enter');
    await hears(seeker, ALONE);
    assert.equal(await next.getByText(ALONE).count(), 0);
  });

  const endIt = async (page) => {
    await press(page, button(page, 'End chat'));
    await button(page, 'Stay').waitFor();
    await confirm(page);
    await page.getByText('The conversation has ended.').waitFor();
    await press(page, button(page, 'Stop reading'));
  };

  await scene.step('it closes with an outcome, and the chat with a word to the seeker', async () => {
    await closeIt(supervisor, now, true, 'Supported, no further action');
    await closeIt(supervisor, rows.filter({ hasText: 'asks a supervisor to watch this' }).first(), true);
    await endIt(supervisor);
    await seeker.getByRole('main').getByText('has closed the chat.', { exact: false }).first().waitFor();
  });

  const waits = await scene.person('seeker who waits', PHONE);
  const other = await scene.person('coordinator', LAPTOP);
  const both = [supervisor, other];
  const sad = (page) => page.getByRole('row').filter({ hasText: SAD }).first();
  /** Each goes to a button of their own with Tab, and both press at once. */
  const bothPress = async (target) => {
    for (const page of both) await tabTo(page, target(page));
    await Promise.all(both.map((page) => page.keyboard.press('Enter')));
  };

  await scene.step('two want the same one at once: one has it, and the other reads who', async () => {
    await scene.pressIfThere(next, 'Take a breather', "I'm ready");
    await button(next, "I'm ready").waitFor();
    await button(peer, 'Go on duty').press('Enter');
    await button(peer, 'Take a breather').press('Enter');
    await button(peer, "I'm ready").waitFor();
    await scene.signIn(other, 'coordinator');
    await arrive(scene, waits);
    await waits.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
    await waits.getByLabel('Your message').fill(SAD);
    await waits.getByRole('button', { name: 'Send when they join' }).click();
    for (const page of both) await sad(page).waitFor();
    await bothPress((page) => sad(page).getByRole('button', { name: "I've got it" }));
    for (const page of both) await sad(page).getByText(/^(You have it|.+ has it)$/).waitFor();
    const theirs = await Promise.all(both.map((page) => sad(page).getByText('You have it').count()));
    assert.equal(theirs[0] + theirs[1], 1);
    const [winner, loser] = theirs[0] === 1 ? both : [other, supervisor];
    await press(winner, sad(winner).getByRole('button', { name: 'Let somebody else have it' }));
    await sad(loser).getByRole('button', { name: "I've got it" }).waitFor();
  });

  await scene.step('two answer the one who waits: one is there', async () => {
    const answer = (page) => page.getByRole('button', { name: /^Answer .+ now$/ });
    const there = (page) => page.getByRole('button', { name: /^Send to / });
    await bothPress(answer);
    const came = await Promise.any(both.map((page) => there(page).waitFor().then(() => page)));
    await tabTo(came, ofBoard(came));
    await came.keyboard.type(ANSWERED);
    await came.keyboard.press('Enter');
    await hears(waits, ANSWERED);
    assert.equal(await there(came === supervisor ? other : supervisor).count(), 0);
    await closeIt(came, sad(came), true);
    await endIt(came);
    for (const page of [next, peer]) {
      await button(page, 'Go off duty').press('Enter');
      await button(page, 'Go on duty').waitFor();
    }
  });

  const fill = async (page, label, text) => {
    const line = page.getByLabel(label, { exact: true });
    if (!(await focused(line))) await tabTo(page, line);
    await page.keyboard.press('ControlOrMeta+KeyA');
    await page.keyboard.type(text);
  };
  const open = async (page, number) => {
    await press(page, page.getByRole('list', { name: 'United Kingdom' }).getByRole('button', { name: `Change: Samaritans, ${number}` }));
    await page.getByRole('heading', { name: 'Change Samaritans' }).waitFor();
    await fill(page, 'Source', SOURCE);
  };
  const save = async (page) => {
    await press(page, button(page, 'Save'));
    await page.getByText('Samaritans waits for a second coordinator.', { exact: false }).waitFor();
  };
  const backToDesk = async (page) => {
    await press(page, button(page, 'Back to the desk'));
    await page.getByRole('heading', { name: 'Live board' }).waitFor();
  };

  await scene.step('a coordinator changes the number of a crisis line: a wrong one is told, a right one is seen as seekers will, and it is taken back', async () => {
    const preview = other.getByRole('group', { name: 'What seekers in United Kingdom will see' });
    await press(other, button(other, 'Crisis lines'));
    await open(other, NUMBER);
    await fill(other, 'Number', 'call us');
    await press(other, button(other, 'Save'));
    await other.getByText('Write 2 to 20 digits', { exact: false }).waitFor();
    await other.waitForFunction(() => document.activeElement?.id === 'line-value');
    await fill(other, 'Number', CHANGED);
    await preview.getByText(CHANGED, { exact: false }).first().waitFor();
    await save(other);
    await other.waitForFunction((label) => document.activeElement?.getAttribute('aria-label') === label, `Change: Samaritans, ${NUMBER}`);
    await press(other, other.getByRole('button', { name: `Take back: Samaritans, ${CHANGED}` }));
    await other.getByText(`Gone: Samaritans, ${CHANGED}.`, { exact: false }).waitFor();
    await backToDesk(other);
  });

  const second = await scene.person('second coordinator', LAPTOP);
  const reader = await scene.person('reader', PHONE);
  /** One coordinator writes another number, the other one confirms it, and a seeker who asks for help finds it. */
  const passes = async (writer, confirms, from, to) => {
    await press(writer, button(writer, 'Crisis lines'));
    await open(writer, from);
    await fill(writer, 'Number', to);
    await save(writer);
    await backToDesk(writer);
    await press(confirms, button(confirms, 'Crisis lines'));
    await press(confirms, confirms.getByRole('button', { name: `Confirm: Samaritans, ${to}` }));
    await confirms.getByText(`Seekers see it from now on: Samaritans, ${to}.`, { exact: false }).waitFor();
    await backToDesk(confirms);
    await reader.goto(scene.url);
    await press(reader, reader.getByRole('link', { name: 'Help now' }).first());
    const help = reader.getByRole('dialog');
    await tabTo(reader, help.getByLabel('Where are you?'));
    await reader.keyboard.type('United K');
    await help.getByText(to, { exact: false }).first().waitFor();
    assert.equal(await help.getByText(from, { exact: false }).count(), 0);
  };

  await scene.step('a second coordinator confirms a changed number, and a seeker finds it', async () => {
    await becomesSecond(other, second, SECOND);
    await backToDesk(other);
    await passes(other, second, NUMBER, CHANGED);
  });

  await scene.step('and the other way round the old one is there again', async () => {
    await passes(second, other, CHANGED, NUMBER);
    await other.getByRole('button', { name: 'People' }).click();
    await leavesAgain(other, second, SECOND);
  });
}

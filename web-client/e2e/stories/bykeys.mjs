// A peer's shift and a supervisor's, each by keys alone: nobody at the desk needs a mouse.
import assert from 'node:assert/strict';
import { focused, goesRound, press, tabTo } from '../keys.mjs';
import { arrive, hears, LAPTOP, OFFER_MS, PHONE, write } from '../meeting.mjs';

const DANGER = "I'm going to kill myself tonight";
const SAD = 'Some nights I wish I was dead';
const CONTACT = 'Add me on WhatsApp';
const WHISPER = 'Ask directly. I am here.';
const JOINED = 'I am with you both.';
const KEPT = 'I stay with you for a while.';
const ALONE = 'It is the two of us now.';
const ANSWERED = 'I read what you wrote.';

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
  const writes = supervisor.getByRole('textbox').last();

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

  const endIt = async () => {
    await press(supervisor, button(supervisor, 'End chat'));
    await button(supervisor, 'Stay').waitFor();
    await confirm(supervisor);
    await supervisor.getByText('The conversation has ended.').waitFor();
    await press(supervisor, button(supervisor, 'Stop reading'));
  };

  await scene.step('it closes with an outcome, and the chat with a word to the seeker', async () => {
    await closeIt(supervisor, now, true, 'Supported, no further action');
    await closeIt(supervisor, rows.filter({ hasText: 'asks a supervisor to watch this' }).first(), true);
    await endIt();
    await seeker.getByRole('main').getByText('has closed the chat.', { exact: false }).first().waitFor();
  });

  await scene.step('somebody who still waits is answered', async () => {
    await scene.pressIfThere(next, 'Take a breather', "I'm ready");
    await button(next, "I'm ready").waitFor();
    await button(peer, 'Go on duty').press('Enter');
    await button(peer, 'Take a breather').press('Enter');
    await button(peer, "I'm ready").waitFor();
    const waits = await scene.person('seeker who waits', PHONE);
    await arrive(scene, waits);
    await waits.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
    await waits.getByLabel('Your message').fill(SAD);
    await waits.getByRole('button', { name: 'Send when they join' }).click();
    const answer = supervisor.getByRole('button', { name: /^Answer .+ now$/ });
    await answer.waitFor();
    await press(supervisor, answer);
    await supervisor.getByRole('button', { name: /^Send to / }).waitFor();
    await tabTo(supervisor, writes);
    await supervisor.keyboard.type(ANSWERED);
    await supervisor.keyboard.press('Enter');
    await hears(waits, ANSWERED);
    await closeIt(supervisor, rows.filter({ hasText: SAD }).first(), true);
    await endIt();
    for (const page of [next, peer]) {
      await button(page, 'Go off duty').press('Enter');
      await button(page, 'Go on duty').waitFor();
    }
  });
}

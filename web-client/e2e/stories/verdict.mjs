// Was the flag right? A supervisor judges and closes it; a seeker raises what no rule saw; the report counts it.
import assert from 'node:assert/strict';
import { focused } from '../keys.mjs';
import { bellsOf, hears, hurried, LAPTOP, log, meet, NOW_BELL, part, write } from '../meeting.mjs';

const SAD = 'Some nights I wish I was dead';
const NOTE = 'They wrote a plan together and keep it beside the bed.';
const DANGER = "I'm going to kill myself tonight";

export default async function verdict(scene) {
  const supervisor = await hurried(scene.person('supervisor', LAPTOP));
  const here = await bellsOf(supervisor);
  const { seeker, peer } = await meet(scene, { peer: await hurried(scene.person('peer', LAPTOP)), supervisor });
  const now = supervisor.getByRole('region', { name: /^Needs a person now/ });
  const soon = supervisor.getByRole('region', { name: /^Check soon/ });

  await scene.step('the peer gets words to ask with, quietly, and makes one their own', async () => {
    await write(seeker, 'Your message', SAD);
    await hears(peer, SAD);
    await peer.getByRole('main').getByText('ask about suicide directly', { exact: false }).click();
    await peer.getByText('In your training: When someone speaks of suicide').waitFor();
    await scene.look(peer, 'peer-guide');
    await peer.locator('details.guide').getByRole('button', { name: 'Raise hand' }).click();
    await peer.getByRole('group', { name: 'What do you need?' }).waitFor();
    await peer.keyboard.press('Escape');
    await peer.getByRole('group', { name: 'What do you need?' }).waitFor({ state: 'hidden' });
    await peer.getByRole('button', { name: 'Are you thinking about suicide?' }).click();
    assert.equal(await peer.getByLabel('Write to').inputValue(), 'Are you thinking about suicide?');
    assert.equal(await log(seeker).getByText('Are you thinking about suicide?').count(), 0);
    await peer.getByRole('button', { name: 'Send', exact: true }).click();
    await hears(seeker, 'Are you thinking about suicide?');
    await peer.getByRole('button', { name: "I've got it" }).click();
  });

  await scene.step('the seeker says that the peer said something a peer should not, and the peer sees nothing', async () => {
    await seeker.getByText('More', { exact: true }).click();
    await scene.look(seeker, 'chat-menu');
    await seeker.getByRole('button', { name: "They said something a peer shouldn't" }).click();
    await seeker.getByRole('main').getByText("The person this is about can't see it.", { exact: false }).waitFor();
    await scene.look(seeker, 'chat-raised');
    await soon.getByText("said something a peer shouldn't", { exact: false }).waitFor();
    assert.equal(await peer.getByText('shouldn', { exact: false }).count(), 0);
  });

  const closeIt = async (flag, outcome) => {
    await flag.getByRole('button', { name: 'Close this' }).click();
    await flag.getByRole('radio', { name: 'Yes, it was right' }).check();
    if (outcome) await flag.getByLabel('How did it end?').selectOption({ label: outcome });
    await flag.getByRole('button', { name: 'Close it' }).click();
    await flag.waitFor({ state: 'detached' });
  };

  await scene.step('the peer raises a hand with the keyboard, and reads who has seen it', async () => {
    const field = peer.getByLabel('Write to');
    const reasons = peer.getByRole('group', { name: 'What do you need?' });
    await field.focus();
    await peer.keyboard.press('Alt+KeyR');
    await reasons.waitFor();
    assert.equal(await focused(reasons.getByRole('button', { name: 'Quick question' })), true, 'the focus is inside');
    await scene.look(peer, 'peer-hand');
    await peer.getByRole('button', { name: 'Español' }).click();
    await peer.getByRole('button', { name: 'Levantar la mano' }).waitFor();
    await scene.look(peer, 'peer-hand-spanish');
    await peer.getByRole('button', { name: 'English' }).click();
    await peer.keyboard.press('Escape');
    await reasons.waitFor({ state: 'detached' });
    assert.equal(await focused(field), true, 'the focus is back where it was');
    await peer.keyboard.press('Alt+KeyR');
    await peer.keyboard.press('Tab');
    await peer.keyboard.press('Enter');
    await peer.getByText('A supervisor has been told.').waitFor();
    await scene.look(peer, 'peer-hand-told');
    const flag = soon.getByRole('row').filter({ hasText: 'asks a supervisor to watch this' }).first();
    await flag.getByText('raised a hand', { exact: false }).waitFor();
    await supervisor.evaluate(() => scrollTo(0, 0));
    await scene.look(supervisor, 'board-hand');
    assert.equal(await seeker.getByText('hand', { exact: false }).filter({ visible: true }).count(), 0);
    await flag.getByRole('button', { name: "I've got it" }).click();
    await peer.getByText('has seen that you raised a hand.', { exact: false }).waitFor();
    await scene.look(peer, 'peer-hand-seen');
    await closeIt(flag);
  });

  await scene.step('the seeker is not safe where they are, and asks for a supervisor: each is told, and each is seen', async () => {
    const main = seeker.getByRole('main');
    const raise = async (name) => {
      await seeker.getByText('More', { exact: true }).click();
      await seeker.getByRole('button', { name }).click();
    };
    await raise("I'm not safe where I am");
    await main.getByText("We can't see where you are", { exact: false }).waitFor();
    await main.getByText('If a voice would help too:').waitFor();
    await scene.look(seeker, 'chat-home');
    const home = now.getByRole('row').filter({ hasText: 'not safe where they are' }).first();
    await home.getByRole('button', { name: "I've got it" }).click();
    await main.getByText('a supervisor, has seen this.', { exact: false }).waitFor();
    await raise('Talk to a supervisor');
    await main.getByText("We've asked a supervisor to come.", { exact: false }).waitFor();
    await main.getByText('a supervisor, has seen this.', { exact: false }).waitFor();
    await scene.look(seeker, 'chat-home-seen');
    const asked = now.getByRole('row').filter({ hasText: 'asks for a supervisor' }).first();
    await asked.getByRole('button', { name: "I've got it" }).click();
    await asked.getByText('You have it').waitFor();
    await closeIt(asked, 'Supported, no further action');
    await closeIt(home, 'Supported, no further action');
  });

  await scene.step('what is less urgent closes with a verdict alone', async () => {
    const flag = soon.getByRole('row').filter({ hasText: SAD });
    await flag.getByRole('button', { name: 'Close this' }).click();
    await flag.getByRole('button', { name: 'Close it' }).click();
    await flag.getByText('Say whether it was right.').waitFor();
    await supervisor.evaluate(() => scrollTo(0, 0));
    await scene.look(supervisor, 'board-closing');
    await flag.getByRole('radio', { name: 'No, it was a false alarm' }).check();
    await flag.getByRole('button', { name: 'Close it' }).click();
    await flag.waitFor({ state: 'detached' });
  });

  await scene.step('what needs a person now rings at every board until somebody has it, and is louder until then', async () => {
    const board = await scene.person('coordinator who hears it', LAPTOP);
    const there = await bellsOf(board);
    const ringing = () => Promise.all([here(NOW_BELL), there(NOW_BELL)]);
    const flag = (page) => page.getByRole('region', { name: /^Needs a person now/ }).getByRole('row').filter({ hasText: DANGER });
    await scene.signIn(board, 'coordinator');
    await board.getByRole('heading', { name: 'Live board' }).waitFor();
    assert.deepEqual(await ringing(), [0, 0]);
    await write(seeker, 'Your message', DANGER);
    for (const page of [supervisor, board]) await flag(page).getByRole('button', { name: "I've got it" }).waitFor();
    assert.deepEqual(await ringing(), [1, 1]);
    // It takes the service itself two minutes.
    if (scene.unanswered !== undefined) {
      await scene.unanswered('louder');
      await flag(supervisor).getByText('Nobody has taken this for a minute.').waitFor();
      await supervisor.evaluate(() => scrollTo(0, 0));
      await scene.look(supervisor, 'board-louder');
      await scene.unanswered('on_call');
      await flag(supervisor).getByText('Nobody has taken this for two minutes.', { exact: false }).waitFor();
      await supervisor.evaluate(() => scrollTo(0, 0));
      await scene.look(supervisor, 'board-on-call');
    }
    await flag(supervisor).getByRole('button', { name: "I've got it" }).click();
    await flag(board).getByText(/^.+ has it$/).waitFor();
    assert.deepEqual(await ringing(), [0, 0]);
    await board.close();
  });

  await scene.step('what needs a person now does not close without an outcome', async () => {
    const flag = now.getByRole('row').filter({ hasText: DANGER });
    await flag.getByText('You have it').waitFor();
    assert.equal(await flag.getByText('Nobody has taken this', { exact: false }).count(), 0);
    await flag.getByRole('button', { name: 'Close this' }).click();
    await flag.getByRole('radio', { name: 'Yes, it was right' }).check();
    await flag.getByRole('button', { name: 'Close it' }).click();
    await flag.getByText('Choose how it ended.').waitFor();
    await supervisor.evaluate(() => scrollTo(0, 0));
    await scene.look(supervisor, 'board-outcome-needed');
    await flag.getByLabel('How did it end?').selectOption({ label: 'Safety plan made' });
    await flag.getByLabel('What was done, in short?').fill(NOTE);
    await flag.getByLabel('Who looks after what follows?').selectOption({ label: 'I do' });
    await scene.look(supervisor, 'board-what-follows');
    await flag.getByRole('button', { name: 'Close it' }).click();
    await flag.waitFor({ state: 'detached' });
  });

  await scene.step('what follows is theirs to look after, and the note is read with the chat', async () => {
    const list = supervisor.getByRole('region', { name: /^To look after/ });
    await list.getByText('Yours to look after').waitFor({ timeout: 30_000 });
    await scene.look(supervisor, 'board-follow-up');
    assert.equal(await supervisor.getByText(NOTE).count(), 0, 'the list has no word of it');
    await list.getByRole('button', { name: /^Peek at/ }).click();
    await hears(supervisor, DANGER);
    await supervisor.getByText('What was flagged and done here').click();
    await supervisor.getByText(NOTE).waitFor();
    await supervisor.getByRole('listitem').filter({ hasText: /^.*Flagged: .+ closed it as right, .+ How it ended: / }).first().waitFor();
    await scene.look(supervisor, 'reading-closing-note');
    await supervisor.getByRole('button', { name: 'Stop reading' }).click();
  });

  await scene.step('another supervisor takes it over with the keyboard, whoever had it reads whose it is, and takes it back', async () => {
    const other = await scene.person('coordinator', { width: 1280, height: 800 });
    await scene.signIn(other, 'coordinator');
    const [mine, theirs] = [supervisor, other].map((page) => page.getByRole('region', { name: /^To look after/ }));
    await mine.getByText('Yours to look after').waitFor();
    assert.equal(await mine.getByRole('button', { name: "I'll look after it" }).count(), 0, 'nobody takes over what is theirs');
    await theirs.getByRole('button', { name: "I'll look after it" }).press('Enter');
    await theirs.getByText('Yours to look after').waitFor();
    await other.getByText('You look after it now.', { exact: false }).waitFor();
    await other.waitForFunction(() => document.activeElement?.getAttribute('role') === 'status');
    await scene.look(other, 'board-follow-up-taken');
    await mine.getByText('looks after this', { exact: false }).waitFor({ timeout: 30_000 });
    await mine.getByText(/with .+ before/).waitFor();
    await scene.look(supervisor, 'board-follow-up-of-another');
    await mine.getByRole('button', { name: "I'll look after it" }).click();
    await mine.getByText('Yours to look after').waitFor();
    await mine.getByRole('button', { name: 'It is looked after' }).click();
    await mine.waitFor({ state: 'detached' });
  });

  await scene.step('what was raised is closed too', async () => {
    const flag = soon.getByRole('row').filter({ hasText: "said something a peer shouldn't" }).first();
    await flag.getByRole('button', { name: 'Close this' }).click();
    await flag.getByRole('radio', { name: 'Yes, it was right' }).check();
    await flag.getByRole('button', { name: 'Close it' }).click();
    await flag.waitFor({ state: 'detached' });
  });

  await scene.step('the report counts verdicts by kind and by rule', async () => {
    const counted = async () => {
      await supervisor.getByRole('button', { name: 'How right the flags are' }).click();
      await supervisor.getByRole('heading', { name: 'How right the flags are' }).waitFor();
      const kinds = supervisor.getByRole('table', { name: 'By kind' });
      await kinds.or(supervisor.getByText('No flag has been closed yet.')).first().waitFor();
      return (await kinds.getByRole('row').filter({ hasText: 'suicide' }).count()) > 0;
    };
    // Verdicts are counted a few seconds after they are given.
    for (let tries = 0; !(await counted()); tries += 1) {
      assert.ok(tries < 30, 'the verdicts are counted within half a minute');
      await supervisor.getByRole('button', { name: 'Back to the board' }).click();
      await supervisor.waitForTimeout(1_000);
    }
    await supervisor.getByRole('table', { name: 'By rule' }).waitFor();
    await supervisor.getByText('Week by week').first().click();
    await scene.look(supervisor, 'precision');
    await supervisor.getByRole('button', { name: 'Back to the board' }).click();
    await supervisor.getByRole('heading', { name: 'Live board' }).waitFor();
  });

  await part(scene, { seeker, peer });

  await scene.step('the peer reads that somebody talks it over with them, and a supervisor says, by the keyboard, that they did', async () => {
    const soon = { timeout: 30_000 };
    await peer.getByText('That chat was a hard one.', { exact: false }).waitFor(soon);
    await scene.look(peer, 'peer-talked-over');
    const team = supervisor.getByRole('region', { name: 'How the team is tonight' });
    const due = team.getByText('comes out of a hard chat', { exact: false });
    await due.first().waitFor(soon);
    await scene.look(supervisor, 'team-to-talk-over');
    // On a real server other peers may come out of other stories.
    const before = await due.count();
    await team.getByRole('button', { name: /^We've talked/ }).first().press('Enter');
    await due.nth(before - 1).waitFor({ state: 'detached' });
    // The button that had the focus is gone with it: whoever pressed it is left at a heading.
    await supervisor.waitForFunction(() => /^H[12]$/.test(document.activeElement?.tagName ?? ''));
    await peer.getByRole('button', { name: 'Put this away' }).press('Enter');
    await peer.getByText('That chat was a hard one.', { exact: false }).waitFor({ state: 'detached' });
  });
}

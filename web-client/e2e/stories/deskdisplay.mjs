// The desk enlarged, spaced out, in forced colours and more contrast: a peer in a chat, a supervisor who reads one, and what a coordinator opens over the board.
import { contrasts, look, reaches } from '../display-checks.mjs';
import { hears, hurried, LAPTOP, meet, part } from '../meeting.mjs';

/** The board tells its conversations every few seconds; on a busy machine that is late. */
const BOARD_MS = 30_000;

async function looksWhole(page, where) {
  await look(page, where);
  await reaches(page, where);
}

export default async function deskdisplay(scene) {
  const people = await meet(scene, { supervisor: await hurried(scene.person('supervisor', LAPTOP)) });
  const { peer, supervisor } = people;
  const coordinator = await scene.person('coordinator', LAPTOP);
  const sheet = coordinator.getByRole('dialog');

  await scene.step("a peer's desk with a chat, and what they need of a supervisor", async () => {
    await looksWhole(peer, "the peer's desk");
    await contrasts(scene, peer, 'desk');
    await peer.getByRole('button', { name: 'Raise hand' }).click();
    await peer.getByRole('group', { name: 'What do you need?' }).waitFor();
    await looksWhole(peer, 'the raised hand');
    await peer.keyboard.press('Escape');
    await peer.getByRole('group', { name: 'What do you need?' }).waitFor({ state: 'hidden' });
  });

  await scene.step('the board with an open conversation', async () => {
    const peek = supervisor.getByRole('region', { name: /^All conversations/ }).getByRole('button', { name: /^Peek at/ });
    await peek.waitFor({ timeout: BOARD_MS });
    await peek.click();
    await supervisor.getByLabel('Your reason').fill('Their peer is new.');
    await supervisor.getByRole('button', { name: 'Open it' }).click();
    await hears(supervisor, 'It has been a long week.');
    await supervisor.getByRole('button', { name: /^Whisper to/ }).waitFor();
    await looksWhole(supervisor, 'the board with a conversation');
    await contrasts(scene, supervisor, 'board');
    await supervisor.getByRole('button', { name: 'Take over', exact: true }).click();
    await supervisor.getByLabel('Why are you taking over?').waitFor();
    await looksWhole(supervisor, 'the take-over');
    await supervisor.keyboard.press('Escape');
    await supervisor.getByRole('button', { name: /^Whisper to/ }).waitFor();
  });

  await scene.step('what holds for the house, and changing it', async () => {
    await scene.signIn(coordinator, 'coordinator');
    await coordinator.getByRole('heading', { name: 'Live board' }).waitFor();
    await coordinator.getByRole('button', { name: 'House', exact: true }).click();
    await sheet.getByRole('button', { name: 'Change', exact: true }).waitFor();
    await looksWhole(coordinator, 'the house');
    await sheet.getByRole('button', { name: 'Change', exact: true }).click();
    await sheet.getByRole('button', { name: 'Save' }).waitFor();
    await looksWhole(coordinator, 'the form of the house');
    await coordinator.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  await scene.step('who is here, one of them, and inviting somebody', async () => {
    await coordinator.getByRole('button', { name: 'People', exact: true }).click();
    await sheet.getByRole('button', { name: 'Open: Robin', exact: true }).waitFor();
    await looksWhole(coordinator, 'everybody');
    await sheet.getByRole('button', { name: 'Open: Robin', exact: true }).click();
    await sheet.getByRole('heading', { name: 'Robin', exact: true }).waitFor();
    await looksWhole(coordinator, 'one person');
    await coordinator.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await coordinator.getByRole('button', { name: 'People', exact: true }).click();
    await sheet.getByRole('button', { name: 'Invite someone' }).click();
    await sheet.getByRole('button', { name: 'Make a link' }).waitFor();
    await looksWhole(coordinator, 'an invitation');
    await coordinator.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  await part(scene, people);
}

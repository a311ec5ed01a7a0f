// A peer hands over, warmly: the seeker is asked, says no, says yes, nobody comes, and then somebody does.
import assert from 'node:assert/strict';
import { hears, hurried, LAPTOP, log, meet, part, write } from '../meeting.mjs';

const NOTE = 'It began in spring.\nThey would rather write than be asked.';
/** Nobody comes to the pretend server's conversations for so long; a real server looks for longer. */
const NOBODY_MS = 60_000;

export default async function handover(scene) {
  const { seeker, peer, supervisor } = await meet(scene, { supervisor: await hurried(scene.person('supervisor', LAPTOP)) });
  const asks = (name) => seeker.getByRole('main').getByRole('button', { name, exact: true });
  const handOver = async (reason, note = '') => {
    await peer.getByRole('button', { name: 'Hand over', exact: true }).click();
    await peer.getByRole('button', { name: reason }).click();
    await peer.getByLabel('Two lines for the next person.', { exact: false }).fill(note);
    await peer.getByRole('button', { name: /^Ask / }).click();
  };

  await scene.step('every conversation is listed; one in which nothing is flagged opens with a reason, and both are told', async () => {
    const reading = supervisor.getByRole('region', { name: /^Conversation with / });
    await supervisor.getByRole('region', { name: /^All conversations/ }).getByRole('button', { name: /^Peek at/ }).click();
    await reading.getByText('Nothing is flagged here.', { exact: false }).waitFor();
    await scene.look(supervisor, 'all-conversations');
    await reading.getByRole('textbox').fill('Their peer is new.');
    await reading.getByRole('button', { name: 'Open' }).click();
    await hears(supervisor, 'It has been a long week.');
    await seeker.getByText('a supervisor, is reading along.', { exact: false }).waitFor();
  });

  await scene.step('a peer picks a reason, and writes two lines', async () => {
    await peer.getByRole('button', { name: 'Hand over', exact: true }).click();
    await peer.getByRole('button', { name: 'My shift is ending' }).waitFor();
    await scene.look(peer, 'why');
    await peer.keyboard.press('Escape');
    assert.equal(await peer.getByRole('button', { name: 'My shift is ending' }).count(), 0);
    await handOver('I need a break', 'They should stop taking your pills');
    await peer.getByText("Peers don't advise on medicines", { exact: false }).first().waitFor();
    await scene.look(peer, 'note-hint');
    await peer.getByRole('button', { name: 'Change it', exact: true }).click();
    await peer.getByLabel('Two lines for the next person.', { exact: false }).fill('Add me on WhatsApp instead');
    await peer.getByRole('button', { name: /^Ask / }).click();
    await peer.getByText('Please change the note.', { exact: false }).waitFor();
    await scene.look(peer, 'note-firm');
    assert.equal(await asks("Yes, that's OK").count(), 0, 'nothing was asked yet');
  });

  await scene.step('the seeker reads why and the note, also after a reload, and says no', async () => {
    await peer.getByLabel('Two lines for the next person.', { exact: false }).fill(NOTE);
    await peer.getByRole('button', { name: /^Ask / }).click();
    await asks("Yes, that's OK").waitFor();
    await seeker.getByText('They would rather write than be asked.', { exact: false }).first().waitFor();
    await seeker.reload();
    await asks("Yes, that's OK").waitFor();
    await scene.look(seeker, 'seeker-asked');
    await log(supervisor).getByText('whether someone else may carry on', { exact: false }).waitFor();
    await scene.look(supervisor, 'supervisor-asked');
    await scene.look(peer, 'peer-asked');
    await asks('No').click();
    await log(seeker).getByText('You go on with', { exact: false }).waitFor();
    await log(peer).getByText('would rather go on with you', { exact: false }).waitFor();
    await write(peer, 'Write to', 'Gladly. I am here.');
    await hears(seeker, 'Gladly. I am here.');
  });

  await scene.step('asked again they say yes, both stay, and the peer can take it back', async () => {
    await handOver('My shift is ending', NOTE);
    await asks("Yes, that's OK").click();
    await seeker.getByRole('main').getByText("We're looking for someone.", { exact: false }).first().waitFor();
    await scene.look(seeker, 'seeker-looking');
    await scene.look(peer, 'peer-looking');
    await write(peer, 'Write to', 'I stay until then.');
    await hears(seeker, 'I stay until then.');
    await peer.getByRole('button', { name: 'I can stay after all' }).click();
    await log(seeker).getByText(/ stays with you\./).waitFor();
  });

  if (process.env.PORCHLIGHT_URL === undefined) {
    await scene.step('where nobody comes, everybody goes on and is told', async () => {
      await handOver('Someone who has lived it would help more');
      await asks("Yes, that's OK").click();
      await log(seeker).getByText('No one else was free this time.', { exact: false }).waitFor({ timeout: NOBODY_MS });
      await log(peer).getByText('No one else was free this time', { exact: false }).waitFor();
      await scene.look(seeker, 'seeker-nobody');
      await write(seeker, 'Your message', 'Then we go on.');
      await hears(peer, 'Then we go on.');
    });
  }

  const next = await scene.person('next', LAPTOP);
  await scene.step('somebody comes: they read the note and nothing else, and the first peer is thanked', async () => {
    await scene.signIn(next, 'peer2');
    await handOver('My shift is ending', NOTE);
    await asks("Yes, that's OK").click();
    await seeker.getByRole('main').getByText("We're looking for someone.", { exact: false }).first().waitFor();
    await scene.pressIfThere(next, 'Go on duty', 'Go off duty');
    await next.getByRole('button', { name: 'Take this chat' }).click();
    await log(next).getByText('For the next person, from', { exact: false }).waitFor();
    await log(next).getByText('They would rather write than be asked.', { exact: false }).waitFor();
    assert.equal(await log(next).getByText('It has been a long week.').count(), 0);
    await log(seeker).getByText("has left and can't read this.", { exact: false }).waitFor();
    await peer.getByText('Thank you for staying until then.', { exact: false }).first().waitFor();
    await scene.look(next, 'next-reads');
    await scene.look(seeker, 'seeker-handed-over');
    await scene.look(peer, 'peer-left');
    await scene.look(supervisor, 'supervisor-handed-over');
  });

  await scene.step('the seeker goes on with them, and nothing more reaches the first', async () => {
    await write(next, 'Write to', 'Hello, I read the note.');
    await hears(seeker, 'Hello, I read the note.');
    await write(seeker, 'Your message', 'To you alone.');
    await hears(next, 'To you alone.');
    assert.equal(await peer.getByText('To you alone.').count(), 0);
    await peer.getByRole('button', { name: 'Go off duty' }).click();
  });

  await part(scene, { seeker, peer: next });
}

// A clinician comes by the seeker's yes alone: first a no that stands, then a yes that is taken back.
import assert from 'node:assert/strict';
import { hears, LAPTOP, log, meet, part, write } from '../meeting.mjs';

const BEFORE = 'It has been a long week.';
const HELLO = "I'm Dana. I'm a clinician, and I read from here on.";

export default async function clinician(scene) {
  const dana = await scene.person('clinician', LAPTOP);
  const everything = () => dana.evaluate(() => document.body.innerText);

  await scene.step('a clinician finds a desk with duty, those who said yes, and nothing else', async () => {
    await scene.signIn(dana, 'clinician');
    await dana.getByText('Nobody waits for you right now.').waitFor();
    for (const name of ['Live board', 'All conversations', 'Closed chats', 'People']) assert.equal(await dana.getByText(name, { exact: true }).count(), 0);
    await scene.look(dana, 'clinician-off');
    await dana.getByRole('button', { name: 'Go on duty' }).click();
    await dana.getByText("You're on duty.", { exact: false }).waitFor();
  });

  const readingOf = (supervisor) => supervisor.getByRole('region', { name: /^Conversation with / });
  /** The supervisor opens the conversation that goes on. */
  const opens = async (supervisor) => {
    const reading = readingOf(supervisor);
    await supervisor.getByRole('region', { name: /^All conversations/ }).getByRole('button', { name: /^Peek at/ }).click();
    await reading.getByRole('textbox').fill('Their peer asked me to look.');
    await reading.getByRole('button', { name: 'Open' }).click();
    await hears(supervisor, BEFORE);
  };
  /** They ask the seeker of what they have open. */
  const offer = async (supervisor, looks) => {
    const reading = readingOf(supervisor);
    await reading.getByRole('button', { name: 'Offer a clinician' }).click();
    await reading.getByRole('button', { name: 'Dana' }).click();
    await reading.getByText('They read only what is written after they join', { exact: false }).waitFor();
    if (looks) await scene.look(supervisor, 'supervisor-offers');
    await reading.getByRole('button', { name: /^Ask / }).click();
    await reading.getByText('Until they answer, nothing changes.', { exact: false }).waitFor();
    return reading;
  };

  const first = await meet(scene);
  await scene.step('the seeker reads who would come and what they could read, also after a reload, and says no', async () => {
    await opens(first.supervisor);
    const reading = await offer(first.supervisor, true);
    const { seeker, peer } = first;
    const no = seeker.getByRole('main').getByRole('button', { name: 'No, stay here' });
    await no.waitFor();
    await seeker.reload();
    await no.waitFor();
    await seeker.getByRole('main').getByText('Dana is a clinician, a health professional', { exact: false }).waitFor();
    await seeker.getByRole('main').getByText('They read only what is written after they join', { exact: false }).waitFor();
    await scene.look(seeker, 'seeker-asked');
    await log(peer).getByText('is asked whether Dana, a clinician, may come.', { exact: false }).waitFor();
    await no.click();
    await log(seeker).getByText("Nothing changes, and we won't ask again in this chat.", { exact: false }).waitFor();
    await reading.getByText('said no to a clinician in this chat. That stands.', { exact: false }).waitFor();
    assert.equal(await reading.getByRole('button', { name: 'Offer a clinician' }).count(), 0);
    await scene.look(seeker, 'seeker-said-no');
    await scene.look(first.supervisor, 'supervisor-said-no');
    assert.equal((await everything()).includes(BEFORE), false);
    await dana.getByText('Nobody waits for you right now.').waitFor();
    await write(peer, 'Write to', 'I stay with you.');
    await hears(seeker, 'I stay with you.');
  });
  await part(scene, first);

  const { seeker, peer, supervisor } = await meet(scene);
  await scene.step('in another chat they say yes, and the clinician cannot come: nothing changes, and they may be asked again', async () => {
    await opens(supervisor);
    await offer(supervisor, false);
    await seeker.getByRole('main').getByRole('button', { name: "Yes, I'd like that" }).click();
    await dana.getByRole('button', { name: "I can't come" }).click();
    await log(seeker).getByText('Dana is not coming for now.', { exact: false }).waitFor();
    await scene.look(seeker, 'seeker-clinician-cannot-come');
  });

  await scene.step('the next time they say yes the clinician is told, and reads nothing yet', async () => {
    await offer(supervisor, false);
    await seeker.getByRole('main').getByRole('button', { name: "Yes, I'd like that" }).click();
    await seeker.getByRole('main').getByText('Until they join they read nothing.', { exact: false }).first().waitFor();
    await scene.look(seeker, 'seeker-said-yes');
    await dana.getByRole('button', { name: /^Join / }).waitFor();
    await scene.look(dana, 'clinician-waited-for');
    assert.equal((await everything()).includes(BEFORE), false);
  });

  await scene.step('they join under their own name, read from there on, and everybody sees who is here', async () => {
    await dana.getByRole('button', { name: /^Join / }).click();
    await log(seeker).getByText('Dana, a clinician, has joined.', { exact: false }).waitFor();
    await write(dana, 'Write to', HELLO);
    for (const page of [seeker, peer, supervisor]) {
      await hears(page, HELLO);
      await log(page).getByText('Dana, clinician', { exact: true }).first().waitFor();
    }
    await seeker.getByRole('main').getByText('· Dana, clinician', { exact: false }).first().waitFor();
    await peer.getByText('Dana, a clinician, is in this chat.').waitFor();
    await write(seeker, 'Your message', 'Good to meet you.');
    await hears(dana, 'Good to meet you.');
    assert.equal((await everything()).includes(BEFORE), false);
    await scene.look(seeker, 'seeker-clinician-here');
    await scene.look(peer, 'peer-clinician-here');
    await scene.look(supervisor, 'supervisor-clinician-here');
    await scene.look(dana, 'clinician-here');
  });

  await scene.step('a reload brings them back to where they were, and no further', async () => {
    await dana.reload();
    await hears(dana, HELLO);
    await hears(dana, 'Good to meet you.');
    assert.equal((await everything()).includes(BEFORE), false);
  });

  await scene.step('the seeker takes the yes back: they are out, and nothing is left on their page', async () => {
    await seeker.getByText('More', { exact: true }).click();
    await scene.look(seeker, 'seeker-more');
    await seeker.getByRole('button', { name: 'Take my yes to Dana back' }).click();
    await log(seeker).getByText('Dana is out and can read nothing here.', { exact: false }).waitFor();
    await dana.getByText('took the yes back. Nothing of the chat is left here.', { exact: false }).waitFor();
    await write(seeker, 'Your message', 'Just us again.');
    await hears(peer, 'Just us again.');
    const left = await everything();
    for (const words of [HELLO, 'Good to meet you.', 'Just us again.']) assert.equal(left.includes(words), false);
    await scene.look(dana, 'clinician-out');
    await dana.getByRole('button', { name: 'Put away' }).click();
    await dana.getByRole('button', { name: 'Go off duty' }).click();
  });
  await part(scene, { seeker, peer });
}

// How old somebody is: who is shown other help, with nothing sent, and whom 16 and 17 meet once the house takes them.
import assert from 'node:assert/strict';
import { look } from '../display-checks.mjs';
import { arrive, hears, LAPTOP, part, PHONE, takesOffer, write } from '../meeting.mjs';

/** What the front page itself asks is whether anybody is there. */
const SENT = /\/api\/(?!door)/;

export default async function ages(scene) {
  const coordinator = await scene.person('coordinator', LAPTOP);
  const seeker = await scene.person('seeker', PHONE);
  const young = await scene.person('somebody of 16', PHONE);
  const adult = await scene.person('somebody who comes later', PHONE);
  const sheet = coordinator.getByRole('dialog');
  const inLine = (page) => page.getByRole('heading', { name: "We're finding someone for you" });
  const toTheDesk = () => sheet.getByRole('button', { name: 'Back to the desk' }).click();

  const notice = async (page) => {
    await page.getByRole('button', { name: 'Start a chat' }).click();
    await page.getByRole('heading', { name: 'Before you start' }).waitFor();
  };
  const says = async (page, age) => {
    await page.getByRole('radio', { name: age }).check();
    await page.getByRole('button', { name: 'I understand. Find me someone' }).click();
  };
  const sendsNothing = async (page, does) => {
    let asked = 0;
    const count = (request) => (asked += SENT.test(request.url()) ? 1 : 0);
    page.on('request', count);
    await does();
    await page.getByText('Nothing you chose here was kept.').waitFor();
    page.off('request', count);
    assert.equal(asked, 0, 'it never leaves the browser');
    assert.equal(await page.evaluate(() => sessionStorage.getItem('porchlight.token')), null);
  };
  const clears = async (cleared) => {
    await coordinator.getByRole('button', { name: 'People' }).click();
    await sheet.getByRole('button', { name: 'Open: Robin', exact: true }).click();
    await sheet.getByLabel('May talk with people of 16 and 17').setChecked(cleared);
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.getByText('Saved: Robin.').waitFor();
    await toTheDesk();
  };
  const house = async (fills) => {
    await coordinator.getByRole('button', { name: 'House' }).click();
    await sheet.getByRole('button', { name: 'Change', exact: true }).click();
    await fills();
    await sheet.getByRole('button', { name: 'Save' }).click();
    await sheet.getByText('Saved. It holds from now on.').waitFor();
  };

  let peer;
  await scene.step('a peer is there who is not cleared for 16 and 17', async () => {
    await scene.signIn(coordinator, 'coordinator');
    await clears(false);
    ({ peer } = await scene.openTheDoor());
  });

  await scene.step('whoever is under 18 is shown who can help, and nothing is sent', async () => {
    await seeker.goto(scene.url);
    for (const [age, name] of [['Under 13', 'under-13'], ['13–15', '13-to-15'], ['16–17', '16-to-17']]) {
      await notice(seeker);
      await sendsNothing(seeker, () => says(seeker, age));
      await scene.look(seeker, `stop-${name}`);
      await seeker.getByRole('button', { name: 'Back to the start' }).click();
    }
  });

  await scene.step('whoever would rather not say is asked one thing, and "younger" sends nothing either', async () => {
    await notice(seeker);
    await says(seeker, 'Prefer not to say');
    await seeker.getByText('this chat is for people 18 or over').waitFor();
    await scene.look(seeker, 'one-thing');
    await sendsNothing(seeker, () => seeker.getByRole('button', { name: "I'm younger. Show me who can help" }).click());
    await scene.look(seeker, 'stop-younger');
    await look(seeker, 'who can help somebody under age');
    await seeker.getByRole('button', { name: 'Back to the start' }).click();
  });

  await scene.step('or goes in', async () => {
    await notice(seeker);
    await says(seeker, 'Prefer not to say');
    await seeker.getByRole('button', { name: "I'm 18 or over" }).click();
    await inLine(seeker).waitFor();
    await seeker.getByRole('button', { name: 'Leave the line' }).click();
    await inLine(seeker).waitFor({ state: 'hidden' });
  });

  await scene.step('the house takes 16 and 17, with somebody who answers for it', async () => {
    await house(async () => {
      await sheet.getByLabel('People of 16 and 17 may come in').check();
      await sheet.getByLabel('Safeguarding lead').fill('Noor');
      await sheet.getByLabel('Under-18 policy').fill('Young people, as agreed in spring');
      await sheet.getByText('People of 16 and 17 come in, and meet only peers who are cleared for them.').waitFor();
    });
    await sheet.getByText('Safeguarding lead: Noor').waitFor();
    await scene.look(coordinator, 'house-takes-16-and-17');
    await toTheDesk();
  });

  await scene.step('under 16 nothing has changed; 16 and 17 are in line', async () => {
    await young.goto(scene.url);
    await notice(young);
    await sendsNothing(young, () => says(young, '13–15'));
    await young.getByRole('button', { name: 'Back to the start' }).click();
    await notice(young);
    await says(young, 'Prefer not to say');
    await young.getByText('this chat is for people 16 or over').waitFor();
    await says(young, '16–17');
    await inLine(young).waitFor();
    await young.getByRole('main').getByText("You're next.").waitFor();
  });

  await scene.step('a peer without clearance is not offered them, and meets who came after', async () => {
    await arrive(scene, adult);
    await inLine(adult).waitFor();
    await peer.getByRole('button', { name: "I'm ready" }).click();
    await takesOffer(peer);
    await adult.getByRole('heading', { name: 'Chat with' }).waitFor();
    assert.equal(await inLine(young).isVisible(), true);
    await write(adult, 'Your message', 'It has been a long week.');
    await hears(peer, 'It has been a long week.');
  });
  await part(scene, { seeker: adult, peer });

  await scene.step('cleared for it, they are', async () => {
    await clears(true);
    await scene.pressIfThere(peer, 'Go on duty', 'Go off duty');
    await takesOffer(peer);
    await young.getByRole('heading', { name: 'Chat with' }).waitFor();
    await write(young, 'Your message', 'School is hard.');
    await hears(peer, 'School is hard.');
  });
  await part(scene, { seeker: young, peer });

  await scene.step('the house takes nobody under 18 any more', async () => {
    await house(() => sheet.getByLabel('People of 16 and 17 may come in').uncheck());
    await sheet.getByText('18 or over.').waitFor();
  });
}

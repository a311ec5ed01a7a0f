// What would help, and whether somebody is safe: said in line with a tap, there after a reload, and known to whoever comes.
import assert from 'node:assert/strict';
import { arrive, part, PHONE, takesOffer } from '../meeting.mjs';

export default async function help(scene) {
  const { peer } = await scene.openTheDoor();
  const seeker = await scene.person('seeker', PHONE);
  const tonight = seeker.getByRole('radio', { name: 'Help me get through tonight' });

  await scene.step('somebody in line says what would help, and it is there after a reload', async () => {
    await arrive(scene, seeker);
    await seeker.getByRole('group', { name: 'What would help?' }).waitFor();
    assert.equal(await tonight.isChecked(), false, 'nothing is chosen for anybody');
    await tonight.check();
    await seeker.getByText("If you say “No” or “I'm not sure”, your peer sees it.", { exact: true }).waitFor();
    await seeker.getByRole('radio', { name: "I'm not sure" }).check();
    await seeker.getByText("We've asked a supervisor to look.", { exact: false }).waitFor();
    await scene.look(seeker, 'what-would-help');
    await seeker.reload();
    await seeker.getByRole('radio', { name: 'Help me get through tonight', checked: true }).waitFor();
  });

  await scene.step('whoever comes knows it, and is not the only one who does', async () => {
    await peer.getByRole('button', { name: "I'm ready" }).click();
    await takesOffer(peer);
    await peer.getByText('They would like help to get through tonight.', { exact: true }).waitFor();
    await scene.look(peer, 'what-would-help-at-the-desk');
    await seeker.getByText(/^What .* can see$/).click();
    await seeker.getByText('“What would help?”', { exact: false }).waitFor();
  });

  await scene.step('that they are not sure they are safe is known too, also after a reload at the desk', async () => {
    const told = peer.getByText("In line they said that they're not sure they're safe. A supervisor can see it too.", { exact: true });
    await told.waitFor();
    await peer.reload();
    await told.waitFor();
    await seeker.getByText('That you said “No”', { exact: false }).waitFor();
  });
  await part(scene, { seeker, peer });
}

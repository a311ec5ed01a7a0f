// The seeker's pages enlarged, spaced out, in forced colours and more contrast, without motion and above a keyboard.
import assert from 'node:assert/strict';
import { contrasts, look, tellsChosen } from '../display-checks.mjs';
import { meet, part } from '../meeting.mjs';

/** On paper stands one sentence, and nothing that anybody wrote. */
async function printsNothing(page) {
  await page.emulateMedia({ media: 'print' });
  const printed = await page.evaluate(() => document.body.innerText.trim());
  await page.emulateMedia({ media: null });
  assert.equal(printed, await page.locator('.print-only').textContent());
}

export default async function display(scene) {
  const reader = await scene.person('reader', { width: 360, height: 740 });

  await scene.step('the front page, Help now, come-back words, the notice and the line', async () => {
    const { peer } = await scene.openTheDoor();
    await reader.goto(scene.url);
    await reader.getByRole('button', { name: 'Start a chat' }).waitFor();
    await look(reader, 'the front page');
    await contrasts(scene, reader, 'landing');
    await tellsChosen(reader, reader.getByRole('button', { name: 'English' }), reader.getByRole('button', { name: 'Español' }), 'the language');
    await reader.getByRole('link', { name: 'Help now' }).first().click();
    await reader.getByRole('dialog').waitFor();
    await look(reader, 'Help now');
    await reader.keyboard.press('Escape');
    await reader.getByRole('button', { name: 'I have come-back words' }).click();
    await reader.getByLabel('Your four come-back words').waitFor();
    await look(reader, 'the page for come-back words');
    await reader.getByRole('button', { name: 'Back to the start' }).click();
    await reader.getByRole('button', { name: 'Start a chat' }).click();
    await reader.getByRole('radio', { name: '18 or over' }).check();
    await look(reader, 'the notice');
    await tellsChosen(reader, reader.getByRole('radio', { name: '18 or over' }), reader.getByRole('radio', { name: '13–15' }), 'the notice');
    await reader.getByRole('button', { name: 'I understand. Find me someone' }).click();
    await reader.getByRole('heading', { name: "We're finding someone for you" }).waitFor();
    await look(reader, 'the waiting room');
    await reader.getByRole('checkbox', { name: 'grief' }).check();
    await tellsChosen(reader, reader.getByRole('checkbox', { name: 'grief' }), reader.getByRole('checkbox', { name: 'anxiety' }), 'the waiting room');
    await printsNothing(reader);
    await reader.getByRole('button', { name: 'Leave the line' }).click();
    await reader.getByRole('heading', { name: "We're finding someone for you" }).waitFor({ state: 'hidden' });
    await reader.getByRole('button', { name: 'Back to the start' }).click();
    await reader.getByRole('button', { name: 'Español' }).click();
    await reader.getByRole('button', { name: 'Empezar un chat' }).click();
    await reader.getByRole('radio', { name: '18 o más' }).check();
    await look(reader, 'the notice in Spanish');
    await scene.closeTheDoor(peer);
  });

  const people = await meet(scene);
  const { seeker } = people;

  await scene.step('the chat, and above a keyboard the field, Send and Quick exit are all there', async () => {
    await look(seeker, 'the chat');
    await contrasts(scene, seeker, 'chat');
    await printsNothing(seeker);
    await seeker.getByText('More', { exact: true }).click();
    await look(seeker, 'the menu of the chat');
    await seeker.getByRole('button', { name: 'Español' }).click();
    await seeker.getByText('Más', { exact: true }).click();
    await look(seeker, 'the chat in Spanish');
    await seeker.getByText('Más', { exact: true }).click();
    await seeker.getByRole('button', { name: 'English' }).click();
    await seeker.getByText('More', { exact: true }).click();
    await seeker.setViewportSize({ width: 360, height: 300 });
    await seeker.getByLabel('Your message').fill('Is somebody there?');
    for (const control of [seeker.getByLabel('Your message'), seeker.getByRole('button', { name: 'Send', exact: true }), seeker.getByRole('link', { name: /Quick exit/ }).last()]) {
      const box = await control.boundingBox();
      assert.ok(box && box.y >= 0 && box.y + box.height <= 300, `${await control.textContent()} is not to be seen above a keyboard`);
    }
    await seeker.getByLabel('Your message').fill('');
    await seeker.setViewportSize({ width: 360, height: 740 });
  });

  await part(scene, people);

  await scene.step('the page after it', async () => {
    await look(seeker, 'the page after a chat');
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    await seeker.getByLabel('Your card, in your words').fill('Nights are hard.');
    await seeker.getByRole('button', { name: 'Keep a way back' }).click();
    const again = seeker.getByRole('group', { name: /would you like .* again when possible/ });
    await again.getByRole('button', { name: 'Yes, if possible' }).click();
    await tellsChosen(seeker, again.getByRole('button', { pressed: true }), again.getByRole('button', { pressed: false }), 'whether to meet the same peer');
  });
}

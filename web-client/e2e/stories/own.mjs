// What is somebody's own at their desk: notes to themselves, and keys, colours and sizes that go with their account.
import assert from 'node:assert/strict';
import { PHONE } from '../meeting.mjs';

const NOTE = 'I let the silence be, and they went on by themselves.';

export default async function own(scene) {
  const peer = await scene.person('peer', { width: 1280, height: 800 });
  await scene.signIn(peer, 'peer');
  const open = async (page) => {
    await page.getByRole('button', { name: 'Keys and settings' }).click();
    return page.getByRole('dialog');
  };
  /** What the account says to a setting that it is to keep. */
  const kept = (page, name) => page.waitForResponse((answer) => answer.url().endsWith('/api/staff/settings') && (answer.request().postData() ?? '').includes(`"${name}"`));
  const close = (page) => page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  await scene.step('a letter that another key has is refused, and the desk says whose it is', async () => {
    const sheet = await open(peer);
    await sheet.getByLabel('Next chat').selectOption('K');
    await sheet.getByText('Alt+K is taken', { exact: false }).waitFor();
    assert.equal(await sheet.getByLabel('Next chat').inputValue(), 'usual');
    await scene.look(peer, 'key-taken');
  });

  await scene.step('another letter works at once, and the key before it no more', async () => {
    const sheet = peer.getByRole('dialog');
    await sheet.getByLabel('This list, anywhere').selectOption('L');
    await close(peer);
    await peer.getByRole('heading', { level: 1 }).first().waitFor();
    await peer.keyboard.press('Shift+Slash');
    assert.equal(await sheet.count(), 0);
    await peer.keyboard.press('Alt+KeyL');
    await sheet.waitFor();
    await close(peer);
  });

  await scene.step('a note to oneself is written down, is there after a reload, and goes when it is asked to', async () => {
    await peer.getByText('Notes to yourself').click();
    await peer.getByRole('button', { name: 'Write it down' }).click();
    await peer.getByText('Write a few words first.').waitFor();
    await peer.getByLabel('A new note').fill(NOTE);
    await peer.getByRole('button', { name: 'Write it down' }).click();
    await peer.getByText('Written down.').waitFor();
    await scene.look(peer, 'note-to-oneself');
    await peer.reload();
    await peer.getByText('Notes to yourself').click();
    const note = peer.getByRole('list', { name: 'Notes to yourself' }).getByRole('listitem').filter({ hasText: NOTE }).first();
    await note.getByRole('button', { name: 'Delete' }).click();
    await note.getByRole('button', { name: 'Delete it' }).waitFor();
    await scene.look(peer, 'note-to-oneself-goes');
    await note.getByRole('button', { name: 'Delete it' }).click();
    await peer.getByText('Deleted.').waitFor();
    assert.equal(await peer.getByText(NOTE).count(), 0);
  });

  await scene.step('keys, colours and size are there at the next desk', async () => {
    const sizeKept = kept(peer, 'size');
    await peer.getByLabel('Text size').selectOption('large');
    assert.equal((await sizeKept).status(), 204);
    await peer.getByRole('button', { name: 'Sign out' }).click();
    await peer.getByLabel('Sign-in name').waitFor();
    const elsewhere = await scene.person('peer elsewhere', PHONE);
    await scene.signIn(elsewhere, 'peer');
    await elsewhere.waitForFunction(() => document.documentElement.dataset.size === 'large');
    await elsewhere.getByLabel('Text size').selectOption('usual');
    const sheet = await open(elsewhere);
    assert.equal(await sheet.getByLabel('This list, anywhere').inputValue(), 'L');
    const keysKept = kept(elsewhere, 'key.list');
    await sheet.getByRole('button', { name: 'All keys as they were' }).click();
    assert.equal((await keysKept).status(), 204);
    assert.equal(await sheet.getByLabel('This list, anywhere').inputValue(), 'usual');
    await scene.look(elsewhere, 'keys-as-they-were');
    await close(elsewhere);
    await elsewhere.getByRole('button', { name: 'Sign out' }).click();
    await elsewhere.getByLabel('Sign-in name').waitFor();
  });

  await scene.step('whoever has not touched the desk for long is asked, above a sheet too, and any key is an answer', async () => {
    const quiet = await scene.person('supervisor who is away', PHONE);
    // Of the minutes that a sign-in may be left alone, two are for the question.
    await quiet.route('**/api/staff/me', async (route) => {
      const answer = await route.fetch();
      const member = await answer.json();
      return route.fulfill({ response: answer, json: { ...member, idleMinutes: 2.05 } });
    });
    await scene.signIn(quiet, 'supervisor');
    await quiet.reload();
    await quiet.getByRole('button', { name: 'Sign-ins' }).click();
    await quiet.getByRole('dialog').waitFor();
    const question = quiet.getByText('Still there?', { exact: false });
    await question.waitFor({ timeout: 45_000 });
    await scene.look(quiet, 'still-there');
    await quiet.keyboard.press('Shift');
    await question.waitFor({ state: 'detached' });
  });
}

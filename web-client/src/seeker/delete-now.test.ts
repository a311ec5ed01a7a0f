import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { Outbox } from '../connection/outbox';
import { Talk } from '../conversation/talk.svelte';
import DeleteNow from './DeleteNow.svelte';

const FAILED = "We couldn't delete it just now. It is still there. Try again.";
const UNSURE = 'This may not have got through. You can try again.';
let stands: boolean;
let talk: Talk;

beforeEach(() => {
  stands = true;
  talk = new Talk(
    { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 },
    { send: () => stands, outbox: new Outbox(() => stands) },
  );
  talk.close('ended_by_peer');
});

describe('deleting', () => {
  const shown = () => {
    const { container } = render(DeleteNow, { talk });
    const press = async (words: string) => {
      [...container.querySelectorAll('button')].find((each) => each.textContent === words)!.click();
      await tick();
    };
    return { press, text: () => container.textContent ?? '' };
  };

  it('says that it did not work where the server says so, and may be tried again or left', async () => {
    const { press, text } = shown();
    await press('Delete this conversation now');
    await press('Delete it');
    expect(text()).toContain('Deleting…');
    talk.deletionRefused('trouble');
    await tick();
    expect(text()).toContain(FAILED);
    await press('Delete it');
    expect(text()).toContain('Deleting…');
    talk.deletionRefused('trouble');
    await tick();
    await press('Keep it for now');
    expect(text()).not.toContain(FAILED);
    expect(talk.deletion).toBeUndefined();
  });

  it('does not go on saying that it deletes when the connection has gone', async () => {
    const { press, text } = shown();
    await press('Delete this conversation now');
    await press('Delete it');
    talk.lost();
    stands = false;
    await tick();
    expect(text()).toContain(UNSURE);
    await press('Delete it');
    expect(text()).toContain(UNSURE);
    expect(text()).not.toContain(FAILED);
    await press('Keep it for now');
    expect(text()).not.toContain(UNSURE);
  });

  it('is done where a page before this one had it deleted', () => {
    talk.mayBeGone();
    talk.delete();
    talk.deletionRefused('trouble');
    expect(talk.deletion).toBe('unsure');
    talk.delete();
    talk.deletionRefused('not_yours');
    expect(talk.deletion).toBe('destroyed');
  });

  it('is done where it was done before its answer was lost', () => {
    talk.delete();
    talk.deletionRefused('not_yours');
    expect(talk.deletion).toBe('failed');
    talk.delete();
    talk.lost();
    talk.delete();
    talk.deletionRefused('not_yours');
    expect(talk.deletion).toBe('destroyed');
  });
});

import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { Outbox } from '../connection/outbox';
import { Talk } from '../conversation/talk.svelte';
import After from './After.svelte';
import { Visit } from './visit.svelte';
import { Keeping, type Written } from './way-back.svelte';

const WRITTEN: Written = { text: '', plan: ['Put the kettle on.', ' ', 'Call Ana.', 'Open the window.', 'Walk to the corner.'], show: true };

describe('for tonight', () => {
  let unmount: (() => void) | undefined;
  afterEach(() => unmount?.());

  async function shown(written: Written): Promise<string[]> {
    const visit = new Visit();
    const talk = new Talk(
      { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 },
      { send: () => true, outbox: new Outbox(() => true) },
    );
    talk.close('ended_by_peer');
    const keeping = new Keeping(visit, talk);
    visit.back = keeping;
    keeping.written = written;
    const page = render(After, { visit, talk });
    unmount = page.unmount;
    await tick();
    return [...page.container.querySelectorAll('.named li')].map(({ textContent }) => textContent ?? '');
  }

  it('there are two or three things that they named, in their words', async () => {
    expect(await shown(WRITTEN)).toEqual(['Put the kettle on.', 'Call Ana.', 'Open the window.']);
  });

  it('what is never to be shown is not shown, and where nothing was named there is no list', async () => {
    expect(await shown({ ...WRITTEN, show: false })).toEqual([]);
    expect(await shown({ ...WRITTEN, plan: [] })).toEqual([]);
  });
});

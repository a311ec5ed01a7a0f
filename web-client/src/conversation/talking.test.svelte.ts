import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { followTalks, talking } from './talking.svelte';

it('is so while a conversation is open over a connection that stands, and no more once the desk is gone', () => {
  let at = $state('open');
  let closed = $state<string | undefined>();
  const talk = {
    get closed() {
      return closed;
    },
  };
  const talks = {
    get state() {
      return { at };
    },
    all: [talk],
  };
  const gone = $effect.root(() => followTalks(talks as unknown as Parameters<typeof followTalks>[0]));
  const now = () => {
    flushSync();
    return talking.now;
  };
  expect(now()).toBe(true);
  at = 'waiting-to-retry';
  expect(now()).toBe(false);
  at = 'open';
  expect(now()).toBe(true);
  closed = 'ended';
  expect(now()).toBe(false);
  closed = undefined;
  expect(now()).toBe(true);
  gone();
  expect(talking.now).toBe(false);
});

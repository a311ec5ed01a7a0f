import { expect, it } from 'vitest';
import type { QueueTalk } from '../protocol/frames';
import { isAmong, spoken } from './talk-filter';

const MINUTE = 60_000;
const talk = (more: Partial<QueueTalk> = {}): QueueTalk => ({ conversation: 'c', seeker: 'Heron', state: 'open', ...more });

it('narrows by language, by who is new to it, and by how long nobody has written', () => {
  const quiet = talk({ language: 'es', supervised: true, lastSaid: 0 });
  const lively = talk({ language: 'en', lastSaid: 4 * MINUTE });
  const among = (filter: Parameters<typeof isAmong>[0]) => [quiet, lively, talk()].filter((each) => isAmong(filter, each, 5 * MINUTE));
  expect(among({})).toHaveLength(3);
  expect(among({ language: 'es' })).toEqual([quiet]);
  expect(among({ supervised: true })).toEqual([quiet]);
  expect(among({ still: true })).toEqual([quiet]);
  expect(among({ language: 'en', still: true })).toEqual([]);
});

it('knows each language that is spoken once', () => {
  expect(spoken([talk({ language: 'es' }), talk(), talk({ language: 'en' }), talk({ language: 'es' })])).toEqual(['en', 'es']);
});

import { expect, it } from 'vitest';
import { offlineWords } from './offline';

it('P2 says who is told while this page is cut off, and promises nothing where nobody is known to be there', () => {
  expect(offlineWords(0, ['Sam'])).toBe('');
  expect(offlineWords(1, [])).toBe("Your chats are told that you're reconnecting.");
  expect(offlineWords(2, ['Sam', 'Kit'])).toBe("Your chats are told that you're reconnecting. After a minute the board tells Sam and Kit.");
});

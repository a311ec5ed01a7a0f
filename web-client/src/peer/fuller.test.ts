import { describe, expect, it } from 'vitest';
import { manyShort } from './fuller';

const mine = (text: string) => ({ mine: true, text });
const theirs = (text: string) => ({ mine: false, text });
const long = 'I read what you wrote, and that sounds like a lot to carry alone.';

describe('P4 one fuller message', () => {
  it.each<[string, { mine: boolean; text: string }[], boolean]>([
    ['three short ones in a row', [theirs('Hi'), mine('Hi'), mine('I am here'), mine('Tell me')], true],
    ['two of them', [theirs('Hi'), mine('Hi'), mine('I am here')], false],
    ['with an answer between', [mine('Hi'), mine('I am here'), theirs('OK'), mine('Tell me')], false],
    ['with a fuller one among them', [mine('Hi'), mine(long), mine('Tell me')], false],
  ])('%s', (_, lines, tip) => {
    expect(manyShort(lines)).toBe(tip);
  });
});

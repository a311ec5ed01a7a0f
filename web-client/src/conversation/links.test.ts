import { expect, it } from 'vitest';
import { pieces } from './links';

const addresses = (text: string) => pieces(text).flatMap(({ href }) => href ?? []);

it.each([
  ['Look at https://988lifeline.org/chat.', ['https://988lifeline.org/chat']],
  ['(https://a.example) and https://b.example/x?y=1, too', ['https://a.example', 'https://b.example/x?y=1']],
  ['http://a.example', []],
  ['javascript:alert(1) data:text/html,x a.example', []],
  ['https://bbc.co.uk@a.example/', []],
  ['https://xn--80ak6aa92e.com/', []],
  ['https://аррӏе.com', []],
  ['https://a.b.аpple.com', []],
  ['https://', []],
  ['https://localhost/', []],
  ['Hi.', []],
])('S4 of "%s" can be opened: %o', (text, expected) => {
  expect(addresses(text)).toEqual(expected);
});

it.each(['', 'Hi.', 'https://a.example', 'One https://a.example two\n\nhttps://b.example!', '<b>https://a.example</b>'])('S4 "%s" stays word for word', (text) => {
  expect(pieces(text).map((piece) => piece.text).join('')).toBe(text);
});

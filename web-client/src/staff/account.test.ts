import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Account } from './account';

interface Asked {
  path: string;
  csrf: string | null;
}

let asked: Asked[];
let answers: Record<string, () => Response>;
const json = (status: number, body: object) => () => new Response(JSON.stringify(body), { status });

beforeEach(() => {
  asked = [];
  answers = { '/api/staff/me': json(401, { title: 'Not signed in', csrf: 'c1' }) };
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    asked.push({ path, csrf: new Headers(init?.headers).get('X-CSRF-TOKEN') });
    return answers[path]!();
  });
});
afterEach(() => vi.unstubAllGlobals());

it('G2 nobody is signed in: undefined, and the CSRF token is kept for the sign-in', async () => {
  answers['/api/staff/sign-in'] = json(200, { name: 'Robin', role: 'peer' });
  const account = new Account();
  expect(await account.me()).toBeUndefined();
  expect(await account.signIn('peer', 'p')).toEqual({ ok: true, member: { name: 'Robin', role: 'peer' } });
  expect(asked.find((each) => each.path.endsWith('sign-in'))?.csrf).toBe('c1');
});

it.each([
  [401, 'wrong'],
  [429, 'slow'],
  [500, 'trouble'],
])('a sign-in answered %i is told as %s', async (status, why) => {
  answers['/api/staff/sign-in'] = json(status, {});
  expect(await new Account().signIn('peer', 'p')).toEqual({ ok: false, why });
});

it.each(['code_needed', 'code_wrong'])('a sign-in that wants a code is told as %s', async (reason) => {
  answers['/api/staff/sign-in'] = json(401, { title: 'Unauthorized', reason });
  expect(await new Account().signIn('noa', 'p', '1')).toEqual({ ok: false, why: reason });
});

it.each([
  [410, 'gone', 'gone'],
  [400, 'password_common', 'password_common'],
  [409, 'login_taken', 'login_taken'],
  [400, 'something new', 'trouble'],
  [500, undefined, 'trouble'],
])('G9 an acceptance answered %i %s is told as %s', async (status, reason, why) => {
  answers['/api/staff/invitations/accept'] = json(status, { reason });
  expect(await new Account().accept('t', 'noa', 'p', '1')).toEqual({ ok: false, why });
});

it('fetches a ticket with the CSRF token, and once more when the token was old', async () => {
  answers['/api/staff/me'] = json(200, { name: 'Robin', role: 'peer', csrf: 'c2' });
  let tries = 0;
  answers['/api/staff/socket-ticket'] = () => (tries++ === 0 ? json(403, {})() : json(200, { ticket: 't' })());
  expect(await new Account().ticket()).toEqual({ ticket: 't' });
  expect(asked.at(-1)?.csrf).toBe('c2');
});

it('has no ticket for someone who was signed out', async () => {
  answers['/api/staff/socket-ticket'] = json(401, {});
  expect(await new Account().ticket()).toBe('refused');
});

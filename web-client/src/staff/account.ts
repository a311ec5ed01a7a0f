import { object, parse, picklist, string } from 'valibot';
import type { Role } from '../protocol/frames';

export interface Member {
  name: string;
  role: Exclude<Role, 'seeker'>;
}

export type SignIn = { ok: true; member: Member } | { ok: false; why: 'wrong' | 'slow' | 'trouble' };

const member = object({ name: string(), role: picklist(['peer', 'supervisor', 'coordinator']) });
const withCsrf = object({ csrf: string() });

/** Who is signed in at the desk: over the cookie of the browser, with the CSRF token in the header of every POST (G2 of the protocol). */
export class Account {
  #csrf = '';

  /** Who is signed in, or undefined. */
  async me(): Promise<Member | undefined> {
    const answer = await fetch('/api/staff/me');
    if (answer.status !== 200 && answer.status !== 401) throw new Error(`status: ${answer.status} (expected: 200 or 401)`);
    const body: unknown = await answer.json();
    this.#csrf = parse(withCsrf, body).csrf;
    return answer.ok ? parse(member, body) : undefined;
  }

  async signIn(login: string, password: string): Promise<SignIn> {
    try {
      // The token of a page that stood open over night may be an old one.
      await this.me();
      const answer = await this.#post('/api/staff/sign-in', { login, password });
      if (answer.status === 401) return { ok: false, why: 'wrong' };
      if (answer.status === 429) return { ok: false, why: 'slow' };
      if (!answer.ok) return { ok: false, why: 'trouble' };
      const signedIn = parse(member, await answer.json());
      // The session is a new one, and so is its CSRF token.
      await this.me();
      return { ok: true, member: signedIn };
    } catch {
      return { ok: false, why: 'trouble' };
    }
  }

  /** A ticket that opens one socket, good for 30 seconds; `refused` when nobody is signed in any more. */
  async ticket(): Promise<{ ticket: string } | 'refused'> {
    let answer = await this.#post('/api/staff/socket-ticket');
    if (answer.status === 403) {
      await this.me();
      answer = await this.#post('/api/staff/socket-ticket');
    }
    if (answer.status === 401 || answer.status === 403) return 'refused';
    if (!answer.ok) throw new Error(`status: ${answer.status} (expected: 200)`);
    return parse(object({ ticket: string() }), await answer.json());
  }

  async signOut(): Promise<void> {
    await this.#post('/api/staff/sign-out');
  }

  #post(path: string, body?: object): Promise<Response> {
    return fetch(path, {
      method: 'POST',
      headers: { 'X-CSRF-TOKEN': this.#csrf, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }
}

import { array, boolean, type InferOutput, nullish, number, object, optional, parse, picklist, record, safeParse, string } from 'valibot';
import { feedback, type Feedback, type FeedbackCameOf, type FeedbackSource, given, type Given } from '../conversation/feedback';
import type { Settings, SettingsSource } from '../conversation/own-settings.svelte';
import { type CareSource, type CareWhat, ownCare, type OwnCareLook, tonight, type Tonight } from '../peer/care';
import { company, type CompanyLook, type CompanySource, type Wish } from '../peer/company';
import { growth, type GrowthCameOf, type GrowthNote, type GrowthSource } from '../peer/growth';
import { intro, type IntroCameOf, type IntroSource } from '../peer/intro';
import type { Role } from '../protocol/frames';
import { type Control, controls, type ControlSource, type WantedControl } from '../supervisor/controls';
import { closedFlags, closingNotes, type FollowUp, followUps, type FollowUpSource } from '../supervisor/follow-ups';
import { type Having, type LeftShift, leftShift, opens, type ShiftSource, type StillOpen } from '../supervisor/left';
import { team, type TeamAsk, type TeamDebrief, type TeamLook, type TeamSource } from '../supervisor/team';
import { setup, type SetupLook, type SetupWhat } from './setup';

export interface Member {
  name: string;
  role: Exclude<Role, 'seeker'>;
  /** After how long without a touch the server signs them out; 0 for never. */
  idleMinutes?: number | undefined;
}

export type NotIn = 'wrong' | 'slow' | 'trouble' | 'code_needed' | 'code_wrong';
export type SignIn = { ok: true; member: Member } | { ok: false; why: NotIn };

const ROLES = ['peer', 'supervisor', 'coordinator', 'clinician'] as const;
const member = object({ name: string(), role: picklist(ROLES), idleMinutes: optional(number()) });
const withCsrf = object({ csrf: string() });

/** What a page of an invitation shows. */
const shown = object({ name: string(), role: picklist(ROLES), secret: string(), uri: string(), expiresAt: number(), waits: optional(boolean(), false) });
export interface Shown extends Member {
  secret: string;
  uri: string;
  expiresAt: number;
  /** A second coordinator has to confirm it before it is good. */
  waits: boolean;
}

const NOT_JOINED = ['gone', 'login_bad', 'login_taken', 'password_short', 'password_common', 'code_wrong'] as const;
export type NotJoined = (typeof NOT_JOINED)[number] | 'trouble';
export type Joined = { ok: true; recoveryCodes: string[] } | { ok: false; why: NotJoined };

/** Who is invited, and as what. */
export interface Wanted {
  name: string;
  role: Member['role'];
  level: 'practice' | 'supervised' | 'independent';
  clearedForMinors: boolean;
  /** Days such as 2026-03-14; empty where none is recorded. */
  trainedOn: string;
  goodUntil: string;
  languages: string[];
  topics: string[];
}

/** Somebody as they are recorded. */
export interface Recorded extends Wanted {
  id: string;
  /** Whether a peer may talk with seekers today. */
  ready: boolean;
}

const recorded = object({
  id: string(),
  name: string(),
  role: picklist(ROLES),
  level: picklist(['practice', 'supervised', 'independent']),
  clearedForMinors: boolean(),
  trainedOn: optional(string(), ''),
  goodUntil: optional(string(), ''),
  ready: boolean(),
  languages: array(string()),
  topics: array(string()),
});

const NOT_RECORDED = ['own_role', 'last_coordinator'] as const;
/** What came of recording something, and why not. `not_now`: it could not be written down, so it was not done. `trouble`: nobody knows. */
type Came<Why> = 'done' | Why | 'bad' | 'gone' | 'not_now' | 'trouble';
export type CameOf = Came<(typeof NOT_RECORDED)[number]>;
/** `changed`: somebody else has changed the person since they were looked at. */
export type PersonCameOf = CameOf | 'changed';

const grants = object({
  alone: boolean(),
  waiting: array(object({ id: string(), name: string(), invited: boolean(), by: optional(string(), ''), at: number(), mine: boolean() })),
});
/** Who is to be coordinator once a second one confirms it; `alone` when there is no second one, and none is needed. */
export type Grants = InferOutput<typeof grants>;
export type Grant = Grants['waiting'][number];
export type GrantCameOf = Came<'own_change'>;

const copies = object({
  alone: boolean(),
  exports: array(object({ id: string(), from: string(), until: string(), reason: optional(string(), ''), by: optional(string(), ''), at: number(), mine: boolean(), confirmed: boolean() })),
});
/** Copies of the audit that somebody asked for; `alone` when nobody else could confirm one. Days such as 2026-03-14. */
export type Copies = InferOutput<typeof copies>;
export type Copy = Copies['exports'][number];
export type CopyCameOf = Came<'own_change' | 'days' | 'reason_needed'>;

const KINDS = ['emergency', 'talk', 'text', 'chat', 'directory'] as const;
/** For whom a crisis line is. */
export const AUDIENCES = ['all', 'youth', 'adult'] as const;
/** What came of trying a crisis line. */
export const OUTCOMES = ['answered', 'waited', 'nobody', 'other'] as const;
export type CallOutcome = (typeof OUTCOMES)[number];
const lineText = { name: string(), kind: picklist(KINDS), value: string(), hours: optional(string(), ''), free: optional(boolean(), false), audience: optional(picklist(AUDIENCES), 'all'), languages: optional(array(string()), []), note: optional(object({ en: optional(string(), ''), es: optional(string(), '') }), {}), source: optional(string(), '') };
const house = object({
  alone: boolean(),
  regions: array(
    object({
      id: string(),
      name: string(),
      lines: array(
        object({
          ...lineText,
          id: string(),
          version: number(),
          checkedOn: string(),
          checkedBy: optional(string(), ''),
          due: boolean(),
          lastCall: optional(object({ at: number(), by: optional(string(), ''), outcome: picklist(OUTCOMES) })),
        }),
      ),
      waiting: array(object({ ...lineText, id: string(), replaces: optional(string(), ''), madeOn: string(), madeBy: optional(string(), ''), mine: boolean() })),
    }),
  ),
});
/** The crisis lines of the house; `alone` when nobody else could confirm a change. Days such as 2026-03-14, and what is not known is empty. */
export type House = InferOutput<typeof house>;
export type HouseRegion = House['regions'][number];
export type HouseLine = HouseRegion['lines'][number];
export type WaitingLine = HouseRegion['waiting'][number];
/** What there is to say of a line. */
export type LineText = Pick<HouseLine, 'name' | 'kind' | 'value' | 'hours' | 'free' | 'audience' | 'languages' | 'note' | 'source'>;

const testCall = object({ at: number(), by: optional(string(), ''), region: string(), name: string(), value: string(), outcome: picklist(OUTCOMES) });
/** Somebody tried a crisis line, as it was then. */
export type TestCall = InferOutput<typeof testCall>;

const LINE_KEPT = ['changed', 'waiting', 'own_change', 'full', 'emergency'] as const;
export type LineCameOf = Came<(typeof LINE_KEPT)[number]>;

const houseRules = object({
  version: number(),
  notice: number(),
  zone: string(),
  hours: array(string()),
  requireSupervisor: boolean(),
  days: number(),
  flagDays: number(),
  minAge: number(),
  topics: array(string()),
  knownTopics: array(string()),
  lead: optional(string(), ''),
  policy: optional(string(), ''),
  onCall: optional(string(), ''),
  onCallPhone: optional(string(), ''),
  changes: array(object({ at: number(), by: optional(string(), '') })),
});
/** What holds for the whole house, and who changed it last; hours such as `mon 20:00-02:00`, and what is not known is empty. */
export type HouseRules = InferOutput<typeof houseRules>;
/** What is to hold, with the version that was looked at. */
export type HouseWanted = Omit<HouseRules, 'notice' | 'changes' | 'knownTopics'>;
/** What came of confirming something before the house opens, or of opening it. */
export type SetupCameOf = Came<'changed' | 'not_ready'>;
/** What came of saving it; `zone`: there is no such time zone. */
export type HouseCameOf = Came<'changed' | 'zone'>;

const sentence = object({ en: string(), es: string() });
/** A sentence in both languages of the pages. */
export type Sentence = InferOutput<typeof sentence>;
const houseWords = object({
  version: number(),
  keys: record(string(), array(string())),
  words: record(string(), sentence),
  changes: array(object({ version: number(), at: number(), by: optional(string(), ''), keys: array(string()) })),
});
/** The sentences that a house may say in its own words, with their places; those that it does; and who changed some last. */
export type HouseWords = InferOutput<typeof houseWords>;
/** What came of changing them. */
export type WordsCameOf = Came<'changed'>;

const housePhrase = object({ language: string(), rule: string(), phrase: string() });
/** A phrase that the house adds to a rule. */
export type HousePhrase = InferOutput<typeof housePhrase>;
const safetyRule = object({
  language: string(),
  rule: string(),
  by: array(picklist(['seeker', 'peer'])),
  category: string(),
  level: number(),
  why: string(),
  examples: array(string()),
  takesPhrases: boolean(),
});
/** A rule as it ships. */
export type SafetyRule = InferOutput<typeof safetyRule>;
const safetyRules = object({
  version: number(),
  languages: array(object({ language: string(), inUse: boolean() })),
  rules: array(safetyRule),
  phrases: array(housePhrase),
  changes: array(object({ version: number(), at: number(), by: optional(string(), ''), added: array(housePhrase), removed: array(housePhrase) })),
});
/** What ships, what the house adds to it, and who changed that last. */
export type SafetyRules = InferOutput<typeof safetyRules>;
const dryRun = object({
  texts: number(),
  flagged: number(),
  lines: array(object({ by: picklist(['seeker', 'peer']), text: string(), output: picklist(['none', 'watch', 'escalate']) })),
});
/** What a phrase would change for the lines of practice. */
export type DryRun = InferOutput<typeof dryRun>;
const PHRASE_FAULTS = ['length', 'signs', 'common', 'pain'] as const;
/** Why a phrase cannot be looked for. */
export type PhraseFault = (typeof PHRASE_FAULTS)[number];
export type PhraseCameOf = Came<'changed' | 'full' | PhraseFault>;

const houseLook = object({ version: number(), name: string(), title: string(), questions: array(string()), knownQuestions: array(string()), exits: optional(record(string(), string()), {}) });
/** How the house names itself to seekers, which of its known questions it asks them, and where Quick exit leads from the regions of which it says so itself. */
export type HouseLook = InferOutput<typeof houseLook>;

const EXIT_SEEN = ['ok', 'away', 'no_page', 'sign_in', 'greets'] as const;
/** What was found at a site that Quick exit may lead to; `site`: it cannot be one; `slow`: too many were looked at. */
export type ExitSeen = (typeof EXIT_SEEN)[number] | 'site' | 'slow' | 'trouble';

const rota = object({ zone: string(), people: array(object({ id: string(), name: string(), role: picklist(ROLES), hours: array(string()) })) });
/** Who means to be here when; hours such as `mon 20:00-02:00`, in the time zone of the house. */
export type Rota = InferOutput<typeof rota>;
export type OnRota = Rota['people'][number];
const myRota = object({ zone: string(), hours: array(string()) });

const signIns = array(object({ id: string(), since: number(), last: number(), current: boolean() }));
export interface SignedIn {
  id: string;
  since: number;
  last: number;
  current: boolean;
}
export interface Person extends Member {
  id: string;
  signIns: SignedIn[];
}

const listed = object({
  conversation: string(),
  closedAt: number(),
  why: string(),
  messages: number(),
  keepUntil: number(),
  confirmed: boolean(),
  deleteAsked: boolean(),
});
/** A closed conversation, told without a word of it; moments in milliseconds. */
export type Closed = InferOutput<typeof listed>;

const transcript = object({
  why: string(),
  closedAt: number(),
  messages: array(object({ seq: number(), from: object({ role: string(), name: string() }), at: number(), text: string() })),
  notes: optional(closingNotes, []),
  flags: optional(closedFlags, []),
  lastWord: optional(string()),
});
/** A closed conversation, opened. */
export type Transcript = InferOutput<typeof transcript>;

const done = object({
  seq: number(),
  at: number(),
  who: string(),
  name: nullish(string()),
  act: string(),
  about: string(),
  aboutName: nullish(string()),
  detail: nullish(string()),
  reason: nullish(string()),
});
/** What somebody did, as it stands in the audit. */
export type Done = InferOutput<typeof done>;

/** Why a closed conversation was not opened. `code_needed`: a fresh code comes first. `not_now`: the reading could not be written down. */
export type NotOpened = 'code_needed' | 'gone' | 'not_now' | 'trouble';

const problem = object({ reason: optional(string(), '') });

/** Who is signed in at the desk: over the cookie of the browser, with the CSRF token in the header of every POST (G2, G9 to G15, G18, G22 to G25, G30 to G32 and G40 to G44 of the protocol). */
export class Account implements ShiftSource, ControlSource, CareSource, TeamSource, FeedbackSource, FollowUpSource, CompanySource, GrowthSource, IntroSource, SettingsSource {
  #csrf = '';
  /** When something was read last, by the clock of the server, which is not the one of this machine; undefined where it did not say. */
  serverNow: number | undefined;

  /** Who is signed in, or undefined. */
  async me(): Promise<Member | undefined> {
    const answer = await fetch('/api/staff/me');
    if (answer.status !== 200 && answer.status !== 401) throw new Error(`status: ${answer.status} (expected: 200 or 401)`);
    const body: unknown = await answer.json();
    this.#csrf = parse(withCsrf, body).csrf;
    return answer.ok ? parse(member, body) : undefined;
  }

  /** Tries a name, a password and, where one is asked for, a code. */
  async signIn(login: string, password: string, code = ''): Promise<SignIn> {
    try {
      // The token of a page that stood open over night may be an old one.
      await this.me();
      const answer = await this.#post('/api/staff/sign-in', code === '' ? { login, password } : { login, password, code });
      if (answer.status === 401) {
        const reason = await why(answer);
        return { ok: false, why: reason === 'code_needed' || reason === 'code_wrong' ? reason : 'wrong' };
      }
      if (answer.status === 429) return { ok: false, why: 'slow' };
      if (!answer.ok) return { ok: false, why: 'trouble' };
      const signedIn = parse(member, await answer.json());
      // The session is a new one, and so is its CSRF token.
      return { ok: true, member: (await this.me()) ?? signedIn };
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

  /** What an invitation says, or `gone`. */
  async look(token: string): Promise<Shown | 'gone'> {
    await this.me();
    const answer = await this.#post('/api/staff/invitations/look', { token });
    if (answer.status === 410) return 'gone';
    if (!answer.ok) throw new Error(`status: ${answer.status} (expected: 200 or 410)`);
    return parse(shown, await answer.json());
  }

  /** Accepts an invitation; the recovery codes are told this once. */
  async accept(token: string, login: string, password: string, code: string): Promise<Joined> {
    try {
      const answer = await this.#post('/api/staff/invitations/accept', { token, login, password, code });
      if (answer.ok) return { ok: true, recoveryCodes: parse(object({ recoveryCodes: array(string()) }), await answer.json()).recoveryCodes };
      const reason = await why(answer);
      return { ok: false, why: NOT_JOINED.find((each) => each === reason) ?? 'trouble' };
    } catch {
      return { ok: false, why: 'trouble' };
    }
  }

  /** The link for somebody who is invited, which is told this once. */
  async invite(wanted: Wanted): Promise<{ link: string; expiresAt: number; waits: boolean }> {
    const answer = await this.#post('/api/staff/invitations', withoutEmpty(wanted));
    if (answer.status !== 201) throw new Error(`status: ${answer.status} (expected: 201)`);
    const { path, ...made } = parse(object({ path: string(), expiresAt: number(), waits: optional(boolean(), false) }), await answer.json());
    return { link: new URL(path, location.href).href, ...made };
  }

  /** Where this person is signed in. */
  async mine(): Promise<SignedIn[]> {
    return parse(object({ signIns }), await this.#get('/api/staff/sign-ins')).signIns;
  }

  /** Where everybody is signed in, for coordinators. */
  async everyone(): Promise<Person[]> {
    const people = array(object({ id: string(), name: string(), role: picklist(ROLES), signIns }));
    return parse(object({ people }), await this.#get('/api/staff/sign-ins/everyone')).people;
  }

  /** Ends a sign-in, one's own or a person's. */
  async end(signIn: string, person?: string): Promise<void> {
    const answer = await this.#post('/api/staff/sign-ins/end', person === undefined ? { signIn } : { signIn, person });
    if (!answer.ok) throw new Error(`status: ${answer.status} (expected: 204)`);
  }

  /** Everybody as they are recorded, for coordinators. */
  async people(): Promise<Recorded[]> {
    return parse(object({ people: array(recorded) }), await this.#get('/api/staff/people')).people;
  }

  /** How many of their first ten conversations supervised peers have had, by who they are (G50 of the protocol). */
  async firsts(): Promise<ReadonlyMap<string, number>> {
    const { peers } = parse(object({ peers: array(object({ id: string(), had: number() })) }), await this.#get('/api/staff/firsts'));
    return new Map(peers.map(({ id, had }) => [id, had]));
  }

  /** Records a person, who was `seen` as they were, as they are from now on; `waits`: once a second coordinator has confirmed it. */
  change(id: string, seen: Wanted, person: Wanted): Promise<PersonCameOf | 'waits'> {
    return this.#record('/api/staff/people/change', { id, seen: withoutEmpty(seen), person: withoutEmpty(person) }, [...NOT_RECORDED, 'changed'], 'waits');
  }

  /** Who waits for a second coordinator. */
  async grants(): Promise<Grants> {
    return parse(grants, await this.#get('/api/staff/grants'));
  }

  /** Decides about somebody who waits. */
  onGrant(what: 'confirm' | 'withdraw', { id }: Grant): Promise<GrantCameOf> {
    return this.#record(`/api/staff/grants/${what}`, { id }, ['own_change']);
  }

  /** Somebody has left. */
  leave(id: string): Promise<CameOf> {
    return this.#record('/api/staff/people/leave', { id }, NOT_RECORDED);
  }

  /** Copies of the audit that somebody asked for, for coordinators. */
  async copies(): Promise<Copies> {
    return parse(copies, await this.#get('/api/staff/exports'));
  }

  /** Asks for a copy of those days. */
  askCopy(from: string, until: string, reason: string): Promise<CopyCameOf> {
    return this.#record('/api/staff/exports', { from, until, reason }, ['days', 'reason_needed']);
  }

  /** Decides about a copy that waits. */
  onCopy(what: 'confirm' | 'withdraw', { id }: Copy): Promise<CopyCameOf> {
    return this.#record(`/api/staff/exports/${what}`, { id }, ['own_change']);
  }

  /** The copy itself, once another coordinator has confirmed it. */
  async takeCopy({ id }: Copy): Promise<Blob | Exclude<CopyCameOf, 'done'>> {
    try {
      const answer = await this.#post('/api/staff/exports/take', { id });
      if (answer.ok) return await answer.blob();
      return answer.status === 410 ? 'gone' : answer.status === 503 ? 'not_now' : 'trouble';
    } catch {
      return 'trouble';
    }
  }

  /** The crisis lines of every region, for coordinators. */
  async lines(): Promise<House> {
    return parse(house, await this.#get('/api/staff/lines'));
  }

  /** The source of a line was looked at just now, or the line is taken away. */
  onLine(what: 'check' | 'remove', region: string, { id, version }: HouseLine): Promise<LineCameOf> {
    return this.#record(`/api/staff/lines/${what}`, { region, id, version }, LINE_KEPT);
  }

  /** Somebody has tried a line. */
  calledLine(region: string, { id, version }: HouseLine, outcome: CallOutcome): Promise<LineCameOf> {
    return this.#record('/api/staff/lines/called', { region, id, version, outcome }, LINE_KEPT);
  }

  /** The latest test calls of all lines, the last one first. */
  async calls(): Promise<TestCall[]> {
    return parse(object({ calls: array(testCall) }), await this.#get('/api/staff/lines/calls')).calls;
  }

  /** A line is to say something else, or there is to be a new one: once another coordinator confirms it. */
  writeLine(region: string, line: LineText, before?: HouseLine): Promise<LineCameOf> {
    const { hours, free, audience, languages, note, ...rest } = line;
    const notes = Object.entries(note).filter(([, words]) => words !== '');
    const known = { ...(languages.length === 0 ? {} : { languages }), ...(notes.length === 0 ? {} : { note: Object.fromEntries(notes) }) };
    const body = { region, line: { ...rest, ...(hours === '' ? {} : { hours }), ...(free ? { free } : {}), ...(audience === 'all' ? {} : { audience }), ...known } };
    return before ? this.#record('/api/staff/lines/change', { ...body, id: before.id, version: before.version }, LINE_KEPT) : this.#record('/api/staff/lines/add', body, LINE_KEPT);
  }

  /** Decides about what waits. */
  onWaiting(what: 'confirm' | 'withdraw', region: string, { id }: WaitingLine): Promise<LineCameOf> {
    return this.#record(`/api/staff/lines/${what}`, { region, id }, LINE_KEPT);
  }

  /** What holds for the whole house, for coordinators. */
  async house(): Promise<HouseRules> {
    return parse(houseRules, await this.#get('/api/staff/house'));
  }

  /** From now on this holds. */
  saveHouse({ lead, policy, onCall, onCallPhone, ...rest }: HouseWanted): Promise<HouseCameOf> {
    const body = { ...rest, ...(lead === '' ? {} : { lead }), ...(policy === '' ? {} : { policy }), ...(onCall === '' ? {} : { onCall }), ...(onCallPhone === '' ? {} : { onCallPhone }) };
    return this.#record('/api/staff/house', body, ['changed', 'zone']);
  }

  /** What the house says in its own words, for coordinators. */
  async words(): Promise<HouseWords> {
    return parse(houseWords, await this.#get('/api/staff/words'));
  }

  /** A sentence says this from now on, or again what ships. */
  sayWords(version: number, key: string, words: Sentence | undefined): Promise<WordsCameOf> {
    return this.#record('/api/staff/words', { version, key, ...words }, ['changed']);
  }

  /** Everything says again what it said at a version. */
  wordsBack(version: number, to: number): Promise<WordsCameOf> {
    return this.#record('/api/staff/words/back', { version, to }, ['changed']);
  }

  /** The safety rules, and what the house adds to them, for coordinators. */
  async rules(): Promise<SafetyRules> {
    return parse(safetyRules, await this.#get('/api/staff/rules'));
  }

  /** What a phrase would change, or why it cannot be looked for. */
  async tryPhrase(phrase: HousePhrase): Promise<DryRun | PhraseFault | 'trouble'> {
    try {
      const answer = await this.#post('/api/staff/rules/try', phrase);
      if (answer.ok) return parse(dryRun, await answer.json());
      const reason = await why(answer);
      return PHRASE_FAULTS.find((each) => each === reason) ?? 'trouble';
    } catch {
      return 'trouble';
    }
  }

  /** A phrase is looked for from now on, or no longer. */
  putPhrase(version: number, phrase: HousePhrase, there: boolean): Promise<PhraseCameOf> {
    return this.#record('/api/staff/rules', { version, ...phrase, there }, ['changed', 'full', ...PHRASE_FAULTS]);
  }

  /** What was looked for at a version is again. */
  rulesBack(version: number, to: number): Promise<PhraseCameOf> {
    return this.#record('/api/staff/rules/back', { version, to }, ['changed']);
  }

  /** How the house names itself, for coordinators. */
  async houseLook(): Promise<HouseLook> {
    return parse(houseLook, await this.#get('/api/staff/look'));
  }

  /** From now on it names itself like this. */
  saveLook({ knownQuestions: _, exits, ...wanted }: HouseLook): Promise<Came<'changed' | 'name' | 'title' | 'exits'>> {
    const sites = Object.entries(exits).flatMap(([region, site]) => (site.trim() === '' ? [] : [[region, site.trim()]]));
    return this.#record('/api/staff/look', { ...wanted, exits: Object.fromEntries(sites) as Record<string, string> }, ['changed', 'name', 'title', 'exits']);
  }

  /** Has the server look once at a site that Quick exit may lead to. */
  async lookAtSite(site: string): Promise<ExitSeen> {
    try {
      const answer = await this.#post('/api/staff/look/exit', { site });
      if (answer.ok) return parse(object({ found: picklist(EXIT_SEEN) }), await answer.json()).found;
      if (answer.status === 429) return 'slow';
      return (await why(answer)) === 'site' ? 'site' : 'trouble';
    } catch {
      return 'trouble';
    }
  }

  /** Who means to be here when, for coordinators. */
  async rota(): Promise<Rota> {
    return parse(rota, await this.#get('/api/staff/rota'));
  }

  /** When this person means to be here. */
  async myRota(): Promise<InferOutput<typeof myRota>> {
    return parse(myRota, await this.#get('/api/staff/rota/mine'));
  }

  /** From now on somebody, whose hours were seen as they were, means to be here then, and at no other time. */
  saveRota({ id, hours: seen }: OnRota, hours: string[]): Promise<Came<'changed'>> {
    return this.#record('/api/staff/rota', { id, seen, hours }, ['changed']);
  }

  /** What is left before the house opens, for coordinators. */
  async setup(): Promise<SetupLook> {
    return parse(setup, await this.#get('/api/staff/setup'));
  }

  /** Somebody says that they looked at it, with the version of the notice that they saw. */
  confirmSetup(what: SetupWhat, notice: number): Promise<SetupCameOf> {
    return this.#record('/api/staff/setup/confirm', { what, notice }, ['changed']);
  }

  /** Opens the house. */
  openHouse(): Promise<SetupCameOf> {
    return this.#record('/api/staff/setup/open', undefined, ['not_ready']);
  }

  /** The latest closed conversations, or the latest of those that closed in that millisecond or before. */
  async closed(until?: number): Promise<Closed[]> {
    return parse(object({ closed: array(listed) }), await this.#get(`/api/staff/transcripts${until === undefined ? '' : `?until=${until}`}`)).closed;
  }

  /** Opens a closed conversation; the reason is recorded. */
  async open(conversation: string, reason: string): Promise<Transcript | NotOpened> {
    try {
      const answer = await this.#post('/api/staff/transcripts/read', { conversation, reason });
      if (answer.ok) return parse(transcript, await answer.json());
      if (answer.status === 404) return 'gone';
      if (answer.status === 503) return 'not_now';
      return (await why(answer)) === 'step_up_needed' ? 'code_needed' : 'trouble';
    } catch {
      return 'trouble';
    }
  }

  /** Shows a code of the app again. */
  async prove(code: string): Promise<'done' | 'code_wrong' | 'trouble'> {
    try {
      const answer = await this.#post('/api/staff/step-up', { code });
      if (answer.ok) return 'done';
      return (await why(answer)) === 'code_wrong' ? 'code_wrong' : 'trouble';
    } catch {
      return 'trouble';
    }
  }

  /** The latest acts that match, for coordinators, or the latest before a place; what is empty matches everything. */
  async acts(wanted: { who: string; act: string; about: string }, before?: number): Promise<Done[]> {
    const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ''));
    if (before !== undefined) query.set('before', String(before));
    return parse(object({ acts: array(done) }), await this.#get(`/api/staff/audit${query.size > 0 ? `?${query}` : ''}`)).acts;
  }

  /** What supervisors who went left, and nobody has yet. */
  async leftShifts(): Promise<LeftShift[]> {
    return parse(object({ left: array(leftShift) }), await this.#get('/api/staff/shift')).left;
  }

  /** What is open now, as it would be left. */
  async shiftDraft(): Promise<StillOpen[]> {
    return parse(object({ open: opens }), await this.#get('/api/staff/shift/draft')).open;
  }

  /** Leaves what is open, and a note, for whoever comes next. */
  leaveShift(note: string): Promise<CameOf> {
    return this.#record('/api/staff/shift', { note }, []);
  }

  /** Has what somebody left, unless another was first. */
  haveShift({ id, from }: LeftShift): Promise<Having> {
    return this.#have('/api/staff/shift/have', { from: from.id, id });
  }

  /** What one asked for on one's own behalf, and what came back. */
  async ownCare(): Promise<OwnCareLook> {
    return parse(ownCare, await this.#get('/api/staff/care/mine'));
  }

  /** Who is here tonight. */
  async tonight(): Promise<Tonight> {
    return parse(tonight, await this.#get('/api/staff/care/tonight'));
  }

  /** Asks the supervisors for something, or takes it back. */
  askFor(what: CareWhat | 'none'): Promise<CameOf> {
    return this.#record('/api/staff/care/ask', { what }, []);
  }

  /** Says how one is tonight. */
  sayHow(how: number): Promise<CameOf> {
    return this.#record('/api/staff/care/how', { how }, []);
  }

  /** How the peers of tonight are. */
  async team(): Promise<TeamLook> {
    return parse(team, await this.#get('/api/staff/care'));
  }

  /** Has seen what a peer asked for, unless another was first. */
  seen({ id, at }: TeamAsk): Promise<Having> {
    return this.#have('/api/staff/care/seen', { peer: id, at });
  }

  /** Is beside a peer from now on, or not any more, unless another was first. */
  beside(peer: string, on: boolean): Promise<Having> {
    return this.#have('/api/staff/care/beside', { peer, on });
  }

  /** Has talked with a peer over what was hard, unless another was first. */
  debriefed({ id, at }: TeamDebrief): Promise<Having> {
    return this.#have('/api/staff/care/debriefed', { peer: id, at });
  }

  /** Thanks a peer. */
  thank(peer: string): Promise<CameOf> {
    return this.#record('/api/staff/care/thanks', { peer }, []);
  }

  async #have(path: string, body: object): Promise<Having> {
    try {
      const answer = await this.#post(path, body);
      if (answer.ok) return { is: 'done' };
      if (answer.status === 410) return { is: 'gone' };
      const read = safeParse(object({ by: string() }), await answer.json());
      return answer.status === 409 && read.success ? { is: 'taken', by: read.output.by } : { is: 'trouble' };
    } catch {
      return { is: 'trouble' };
    }
  }

  /** Peers who would like company. */
  async company(): Promise<CompanyLook> {
    return parse(company, await this.#get('/api/staff/company'));
  }

  /** Asks for company, or takes that back. */
  askForCompany(on: boolean): Promise<CameOf> {
    return this.#record('/api/staff/company/ask', { on }, []);
  }

  /** Keeps another peer company. */
  keepCompany({ id, at }: Wish): Promise<Having> {
    return this.#have('/api/staff/company/keep', { peer: id, at });
  }

  /** What somebody still looks after since a flag was closed. */
  async followUps(): Promise<FollowUp[]> {
    return parse(object({ followUps }), await this.#get('/api/staff/follow-ups')).followUps;
  }

  /** It is looked after. */
  followedUp(id: string): Promise<CameOf> {
    return this.#record('/api/staff/follow-ups/done', { id }, []);
  }

  /** Looks after it in the place of whoever does. */
  takeFollowUp({ id, owner }: FollowUp): Promise<Having> {
    return this.#have('/api/staff/follow-ups/take', { id, from: owner.id });
  }

  /** What this person likes about their desk. */
  async settings(): Promise<Settings> {
    return parse(object({ settings: record(string(), string()) }), await this.#get('/api/staff/settings')).settings;
  }

  /** Keeps those that are to be others. */
  keepSettings(changed: Settings): Promise<Came<never>> {
    return this.#record<never>('/api/staff/settings', { settings: changed }, []);
  }

  /** The line with which this peer introduces themselves. */
  async intro(): Promise<string> {
    return parse(intro, await this.#get('/api/staff/intro')).text;
  }

  /** Another one; `hint` where it is not for a peer to say. */
  introduce(text: string): Promise<IntroCameOf> {
    return this.#record('/api/staff/intro', { text }, ['hint', 'text'] as const);
  }

  /** What this peer wrote down for themselves. */
  async growthNotes(): Promise<GrowthNote[]> {
    return parse(growth, await this.#get('/api/staff/growth')).notes;
  }

  /** One more; `full` where there is no room for it. */
  writeGrowthNote(text: string): Promise<GrowthCameOf> {
    return this.#record('/api/staff/growth', { text }, ['full'] as const);
  }

  /** It is gone for good. */
  deleteGrowthNote(id: string): Promise<GrowthCameOf> {
    return this.#record<never>('/api/staff/growth/delete', { id }, []);
  }

  /** What supervisors wrote to this peer. */
  async feedback(): Promise<Feedback[]> {
    return parse(feedback, await this.#get('/api/staff/feedback')).feedback;
  }

  /** This peer read it. */
  readFeedback(id: string): Promise<FeedbackCameOf> {
    return this.#record<never>('/api/staff/feedback/read', { id }, []);
  }

  /** What this supervisor wrote to peers, and to whom they can. */
  async given(): Promise<Given> {
    return parse(given, await this.#get('/api/staff/feedback/given'));
  }

  /** Some words for a peer. */
  giveFeedback(to: string, text: string): Promise<FeedbackCameOf> {
    return this.#record<never>('/api/staff/feedback', { to, text }, []);
  }

  /** What supervisors do about the line now. */
  async controls(): Promise<Control[]> {
    return parse(controls, await this.#get('/api/staff/controls')).controls;
  }

  /** Does something about the line for a while. */
  control(wanted: WantedControl): Promise<CameOf> {
    return this.#record('/api/staff/controls', wanted, []);
  }

  /** Ends it before its time. */
  endControl(id: string): Promise<CameOf> {
    return this.#record('/api/staff/controls/end', { id }, []);
  }

  /** `accepted`: what it means that something was accepted and nothing changed yet. */
  async #record<Why extends string, Accepted extends string = never>(path: string, body: object | undefined, reasons: readonly Why[], accepted?: Accepted): Promise<Came<Why> | Accepted> {
    try {
      const answer = await this.#post(path, body);
      if (answer.ok) return answer.status === 202 && accepted !== undefined ? accepted : 'done';
      if (answer.status === 410) return 'gone';
      if (answer.status === 503) return 'not_now';
      const reason = await why(answer);
      return reasons.find((each) => each === reason) ?? (answer.status === 400 ? 'bad' : 'trouble');
    } catch {
      return 'trouble';
    }
  }

  async #get(path: string): Promise<unknown> {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(`status: ${answer.status} (expected: 200)`);
    const date = Date.parse(answer.headers.get('Date') ?? '');
    this.serverNow = Number.isNaN(date) ? undefined : date;
    return answer.json();
  }

  #post(path: string, body?: object): Promise<Response> {
    return fetch(path, {
      method: 'POST',
      headers: { 'X-CSRF-TOKEN': this.#csrf, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }
}

/** A day that is not known is left out. */
function withoutEmpty({ trainedOn, goodUntil, ...person }: Wanted): object {
  return { ...person, ...(trainedOn === '' ? {} : { trainedOn }), ...(goodUntil === '' ? {} : { goodUntil }) };
}

async function why(answer: Response): Promise<string> {
  const read = safeParse(problem, await answer.json().catch(() => undefined));
  return read.success ? read.output.reason : '';
}

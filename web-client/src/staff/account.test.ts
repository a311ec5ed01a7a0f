import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Account, type HouseLine, type LineText, type Wanted } from './account';

interface Asked {
  path: string;
  csrf: string | null;
  body: unknown;
}

let asked: Asked[];
let answers: Record<string, () => Response>;
const json = (status: number, body: object) => () => new Response(JSON.stringify(body), { status });

beforeEach(() => {
  asked = [];
  answers = { '/api/staff/me': json(401, { title: 'Not signed in', csrf: 'c1' }) };
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    asked.push({ path, csrf: new Headers(init?.headers).get('X-CSRF-TOKEN'), body: JSON.parse(String(init?.body ?? 'null')) });
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

const person: Wanted = { name: 'Noa', role: 'peer', level: 'practice', clearedForMinors: false, trainedOn: '', goodUntil: '', languages: ['en'], topics: ['grief'] };

it('G12 reads everybody; a day that is not recorded is empty', async () => {
  const { trainedOn: _, goodUntil: __, ...untrained } = person;
  const robin = { ...person, id: 'p2', name: 'Robin', level: 'independent', trainedOn: '2026-03-14', goodUntil: '2027-03-14', ready: true };
  answers['/api/staff/people'] = json(200, { people: [{ ...untrained, id: 'p1', ready: false }, robin] });
  expect(await new Account().people()).toEqual([{ ...person, id: 'p1', ready: false }, robin]);
});

it('G40 a new coordinator waits for a second one, whether they are invited or here already', async () => {
  answers['/api/staff/people/change'] = () => new Response(null, { status: 202 });
  expect(await new Account().change('p1', person, { ...person, role: 'coordinator' })).toBe('waits');
  answers['/api/staff/people/change'] = json(409, { reason: 'waits' });
  expect(await new Account().change('p1', person, { ...person, role: 'coordinator' })).toBe('trouble');
  answers['/api/staff/invitations'] = json(201, { path: '/desk/invitation#t', expiresAt: 5, waits: true });
  expect(await new Account().invite({ ...person, role: 'coordinator' })).toEqual({ link: new URL('/desk/invitation#t', location.href).href, expiresAt: 5, waits: true });
  answers['/api/staff/grants'] = json(200, { alone: false, waiting: [{ id: 'p1', name: 'Noa', invited: false, at: 4, mine: true }] });
  const waiting = (await new Account().grants()).waiting[0]!;
  expect(waiting.by).toBe('');
  answers['/api/staff/grants/confirm'] = json(409, { reason: 'own_change' });
  expect(await new Account().onGrant('confirm', waiting)).toBe('own_change');
  answers['/api/staff/grants/withdraw'] = () => new Response(null, { status: 204 });
  expect(await new Account().onGrant('withdraw', waiting)).toBe('done');
});

it('G41 takes a copy of the audit as a file, or tells why not', async () => {
  answers['/api/staff/exports'] = json(200, { alone: false, exports: [{ id: 'e1', from: '2026-11-01', until: '2026-11-27', at: 4, mine: true, confirmed: true }] });
  const copy = (await new Account().copies()).exports[0]!;
  expect(copy.reason).toBe('');
  answers['/api/staff/exports/take'] = () => new Response('{"act":"a"}\n');
  const taken = await new Account().takeCopy(copy);
  expect(taken).not.toBeTypeOf('string');
  answers['/api/staff/exports/take'] = json(410, { reason: 'gone' });
  expect(await new Account().takeCopy(copy)).toBe('gone');
  answers['/api/staff/exports/confirm'] = json(409, { reason: 'own_change' });
  expect(await new Account().onCopy('confirm', copy)).toBe('own_change');
});

it('G42 reads the rota, and writes down when somebody means to be here', async () => {
  answers['/api/staff/rota'] = json(200, { zone: 'UTC', people: [{ id: 'p1', name: 'Noa', role: 'supervisor', hours: ['mon 20:00-02:00'] }] });
  const noa = (await new Account().rota()).people[0]!;
  expect(noa.hours).toEqual(['mon 20:00-02:00']);
  answers['/api/staff/rota'] = () => new Response(null, { status: 204 });
  expect(await new Account().saveRota(noa, [])).toBe('done');
  expect(asked.at(-1)?.body).toEqual({ id: 'p1', seen: ['mon 20:00-02:00'], hours: [] });
  answers['/api/staff/rota'] = json(409, { reason: 'changed' });
  expect(await new Account().saveRota(noa, [])).toBe('changed');
  answers['/api/staff/rota/mine'] = json(200, { zone: 'UTC', hours: [] });
  expect(await new Account().myRota()).toEqual({ zone: 'UTC', hours: [] });
});

it('G43 reads how the house names itself, and changes it', async () => {
  const look = { version: 2, name: 'Night Line', title: 'Notes', questions: ['hope'], knownQuestions: ['upset', 'hope'], exits: { uk: ' https://maps.example/ ', au: '' } };
  answers['/api/staff/look'] = json(200, look);
  expect(await new Account().houseLook()).toEqual(look);
  answers['/api/staff/look'] = json(400, { reason: 'name' });
  expect(await new Account().saveLook(look)).toBe('name');
  expect(asked.at(-1)?.body).toEqual({ version: 2, name: 'Night Line', title: 'Notes', questions: ['hope'], exits: { uk: 'https://maps.example/' } });
});

it('A8 keeps the time of the server, where it says it', async () => {
  const account = new Account();
  const body = JSON.stringify({ zone: 'UTC', hours: [] });
  answers['/api/staff/rota/mine'] = () => new Response(body, { headers: { Date: 'Fri, 27 Nov 2026 20:00:00 GMT' } });
  await account.myRota();
  expect(account.serverNow).toBe(Date.UTC(2026, 10, 27, 20));
  answers['/api/staff/rota/mine'] = () => new Response(body);
  await account.myRota();
  expect(account.serverNow).toBeUndefined();
});

it('G180 has a site looked at, and says what was found there', async () => {
  answers['/api/staff/look/exit'] = json(200, { found: 'greets' });
  expect(await new Account().lookAtSite('https://maps.example/')).toBe('greets');
  expect(asked.at(-1)?.body).toEqual({ site: 'https://maps.example/' });
  answers['/api/staff/look/exit'] = json(400, { reason: 'site' });
  expect(await new Account().lookAtSite('maps')).toBe('site');
  answers['/api/staff/look/exit'] = json(429, {});
  expect(await new Account().lookAtSite('https://maps.example/')).toBe('slow');
  answers['/api/staff/look/exit'] = json(200, { found: 'something new' });
  expect(await new Account().lookAtSite('https://maps.example/')).toBe('trouble');
});

it('G44 reads feedback, and says that it was read', async () => {
  answers['/api/staff/feedback'] = json(200, { feedback: [{ id: 'f1', at: 4, text: 'You stayed.', read: false }] });
  expect((await new Account().feedback())[0]!.text).toBe('You stayed.');
  answers['/api/staff/feedback/read'] = json(410, { reason: 'gone' });
  expect(await new Account().readFeedback('f1')).toBe('gone');
  answers['/api/staff/feedback/given'] = json(200, { peers: [{ id: 'p1', name: 'Robin' }], feedback: [] });
  expect((await new Account().given()).peers).toEqual([{ id: 'p1', name: 'Robin' }]);
  answers['/api/staff/feedback'] = () => new Response(null, { status: 204 });
  expect(await new Account().giveFeedback('p1', 'You stayed.')).toBe('done');
});

it('G120 reads and writes the line about oneself, and hears why it is not kept', async () => {
  answers['/api/staff/intro'] = json(200, { text: 'Night owl.' });
  expect(await new Account().intro()).toBe('Night owl.');
  answers['/api/staff/intro'] = json(400, { reason: 'hint' });
  expect(await new Account().introduce('Call me.')).toBe('hint');
});

it('G141 reads, writes and deletes notes to oneself', async () => {
  answers['/api/staff/growth'] = json(200, { notes: [{ id: 'n1', at: 4, text: 'Slower is kinder.' }] });
  expect(await new Account().growthNotes()).toEqual([{ id: 'n1', at: 4, text: 'Slower is kinder.' }]);
  answers['/api/staff/growth'] = json(409, { reason: 'full' });
  expect(await new Account().writeGrowthNote('And one more.')).toBe('full');
  answers['/api/staff/growth/delete'] = json(410, { reason: 'gone' });
  expect(await new Account().deleteGrowthNote('n1')).toBe('gone');
});

it('G140 reads what somebody likes about their desk, and keeps what they change', async () => {
  answers['/api/staff/settings'] = json(200, { settings: { theme: 'light' } });
  expect(await new Account().settings()).toEqual({ theme: 'light' });
  answers['/api/staff/settings'] = () => new Response(null, { status: 204 });
  expect(await new Account().keepSettings({ size: 'large' })).toBe('done');
  expect(asked.at(-1)?.body).toEqual({ settings: { size: 'large' } });
});

it('G12 records a person, and leaves out days that are empty', async () => {
  answers['/api/staff/people/change'] = () => new Response(null, { status: 204 });
  const account = new Account();
  expect(await account.change('p1', person, person)).toBe('done');
  const { trainedOn: _, goodUntil: __, ...sent } = person;
  expect(asked.at(-1)?.body).toEqual({ id: 'p1', seen: sent, person: sent });
  expect(await account.change('p1', person, { ...person, trainedOn: '2026-03-14', goodUntil: '2027-03-14' })).toBe('done');
  expect(asked.at(-1)?.body).toEqual({ id: 'p1', seen: sent, person: { ...sent, trainedOn: '2026-03-14', goodUntil: '2027-03-14' } });
});

it.each([
  [400, undefined, 'bad'],
  [409, 'own_role', 'own_role'],
  [409, 'last_coordinator', 'last_coordinator'],
  [409, 'something new', 'trouble'],
  [410, 'gone', 'gone'],
  [503, undefined, 'not_now'],
  [500, undefined, 'trouble'],
])('G12 a change, or leaving, answered %i %s is told as %s', async (status, reason, cameOf) => {
  answers['/api/staff/people/change'] = json(status, { reason });
  answers['/api/staff/people/leave'] = json(status, { reason });
  expect(await new Account().change('p1', person, person)).toBe(cameOf);
  expect(await new Account().leave('p1')).toBe(cameOf);
});

it('G250 is told that somebody else changed a person meanwhile', async () => {
  answers['/api/staff/people/change'] = json(409, { reason: 'changed' });
  expect(await new Account().change('p1', person, person)).toBe('changed');
});

const line: HouseLine = { id: 'l1', version: 3, name: 'Samaritans', kind: 'talk', value: '116 123', hours: '', free: false, audience: 'all', languages: [], note: { en: '', es: '' }, source: '', checkedOn: '2026-11-01', checkedBy: '', due: false };

it('G14 reads the crisis lines; what is not known is empty', async () => {
  const { hours: _, free: __, source: ___, checkedBy: ____, languages: _____, note: ______, ...told } = line;
  answers['/api/staff/lines'] = json(200, { alone: true, regions: [{ id: 'uk', name: 'United Kingdom', lines: [told], waiting: [] }] });
  expect(await new Account().lines()).toEqual({ alone: true, regions: [{ id: 'uk', name: 'United Kingdom', lines: [line], waiting: [] }] });
});

it('G14 says which line is meant, as it was seen, and sends nothing that is empty', async () => {
  const text: LineText = { name: 'Shout', kind: 'text', value: 'SHOUT to 85258', hours: '', free: false, audience: 'all', languages: [], note: { en: '', es: '' }, source: 'https://a.example' };
  const { hours: _, free: __, audience: ___, languages: ____, note: _____, ...sent } = text;
  for (const path of ['check', 'change', 'add']) answers[`/api/staff/lines/${path}`] = () => new Response(null, { status: 204 });
  const account = new Account();
  expect(await account.onLine('check', 'uk', line)).toBe('done');
  expect(asked.at(-1)?.body).toEqual({ region: 'uk', id: 'l1', version: 3 });
  expect(await account.writeLine('uk', { ...text, free: true }, line)).toBe('done');
  expect(asked.at(-1)?.body).toEqual({ region: 'uk', id: 'l1', version: 3, line: { ...sent, free: true } });
  expect(await account.writeLine('uk', { ...text, audience: 'youth' }, line)).toBe('done');
  expect(asked.at(-1)?.body).toMatchObject({ line: { audience: 'youth' } });
  expect(await account.writeLine('uk', { ...text, languages: ['en', 'es'], note: { en: '', es: 'Marca 2' } }, line)).toBe('done');
  expect(asked.at(-1)?.body).toEqual({ region: 'uk', id: 'l1', version: 3, line: { ...sent, languages: ['en', 'es'], note: { es: 'Marca 2' } } });
  expect(await account.writeLine('uk', text)).toBe('done');
  expect(asked.at(-1)).toMatchObject({ path: '/api/staff/lines/add', body: { region: 'uk', line: sent } });
});

it.each([
  [400, 'value', 'bad'],
  [409, 'changed', 'changed'],
  [409, 'own_change', 'own_change'],
  [409, 'own_role', 'trouble'],
  [410, 'gone', 'gone'],
  [503, undefined, 'not_now'],
])('G14 a decision answered %i %s is told as %s', async (status, reason, cameOf) => {
  answers['/api/staff/lines/confirm'] = json(status, { reason });
  const waiting = { ...line, replaces: '', madeOn: '2026-11-02', madeBy: 'Kit', mine: false };
  expect(await new Account().onWaiting('confirm', 'uk', waiting)).toBe(cameOf);
});

it.each([
  [404, undefined, 'gone'],
  [503, undefined, 'not_now'],
  [403, 'step_up_needed', 'code_needed'],
  [403, undefined, 'trouble'],
  [500, undefined, 'trouble'],
])('G11 an opening answered %i %s is told as %s', async (status, reason, told) => {
  answers['/api/staff/transcripts/read'] = json(status, { reason });
  expect(await new Account().open('c', 'they asked')).toBe(told);
});

it('G11 what was opened is told as it is', async () => {
  const transcript = { why: 'ended_by_seeker', closedAt: 1, messages: [{ seq: 1, from: { role: 'seeker', name: 'Heron' }, at: 1, text: 'hello' }] };
  answers['/api/staff/transcripts/read'] = json(200, transcript);
  expect(await new Account().open('c', 'they asked')).toEqual({ ...transcript, notes: [], flags: [] });
  expect(asked.at(-1)?.body).toEqual({ conversation: 'c', reason: 'they asked' });
});

it.each([
  [204, undefined, 'done'],
  [400, 'code_wrong', 'code_wrong'],
  [401, undefined, 'trouble'],
])('G11 a code answered %i %s is told as %s', async (status, reason, told) => {
  answers['/api/staff/step-up'] = status === 204 ? () => new Response(null, { status }) : json(status, { reason });
  expect(await new Account().prove('123456')).toBe(told);
});

it('G11 the latest, and then those before', async () => {
  answers['/api/staff/transcripts'] = json(200, { closed: [] });
  answers['/api/staff/transcripts?until=7'] = json(200, { closed: [] });
  expect(await new Account().closed()).toEqual([]);
  expect(await new Account().closed(7)).toEqual([]);
});

it('G13 asks for what matches, and for what comes before', async () => {
  answers['/api/staff/audit'] = json(200, { acts: [] });
  answers['/api/staff/audit?who=k&about=a%26b&before=7'] = json(200, { acts: [{ seq: 1, at: 1, who: 'k', act: 'people.leave', about: 'a&b' }] });
  expect(await new Account().acts({ who: '', act: '', about: '' })).toEqual([]);
  expect(await new Account().acts({ who: 'k', act: '', about: 'a&b' }, 7)).toHaveLength(1);
});

it('G25 says what came of trying a line, and reads who tried which', async () => {
  answers['/api/staff/lines/called'] = () => new Response(null, { status: 204 });
  expect(await new Account().calledLine('uk', line, 'waited')).toBe('done');
  expect(asked.at(-1)?.body).toEqual({ region: 'uk', id: 'l1', version: 3, outcome: 'waited' });
  answers['/api/staff/lines/called'] = json(409, { reason: 'emergency' });
  expect(await new Account().calledLine('uk', line, 'answered')).toBe('emergency');
  const call = { at: 1, region: 'uk', name: 'Samaritans', value: '116 123', outcome: 'nobody' };
  answers['/api/staff/lines/calls'] = json(200, { calls: [call] });
  expect(await new Account().calls()).toEqual([{ ...call, by: '' }]);
});

it("G24 reads and changes the house's own words, and goes back to earlier ones", async () => {
  const words = { version: 2, keys: { 'landing.who': [] }, words: { 'landing.who': { en: 'A', es: 'B' } }, changes: [{ version: 2, at: 1, keys: ['landing.who'] }] };
  answers['/api/staff/words'] = json(200, words);
  expect(await new Account().words()).toEqual({ ...words, changes: [{ version: 2, at: 1, by: '', keys: ['landing.who'] }] });
  for (const path of ['words', 'words/back']) answers[`/api/staff/${path}`] = () => new Response(null, { status: 204 });
  expect(await new Account().sayWords(2, 'landing.who', { en: 'C', es: 'D' })).toBe('done');
  expect(asked.at(-1)?.body).toEqual({ version: 2, key: 'landing.who', en: 'C', es: 'D' });
  await new Account().sayWords(3, 'landing.who', undefined);
  expect(asked.at(-1)?.body).toEqual({ version: 3, key: 'landing.who' });
  expect(await new Account().wordsBack(4, 1)).toBe('done');
  expect(asked.at(-1)?.body).toEqual({ version: 4, to: 1 });
  answers['/api/staff/words'] = json(409, { reason: 'changed' });
  expect(await new Account().sayWords(2, 'landing.who', undefined)).toBe('changed');
});

it('G150 reads the safety rules, tries a phrase, adds it, and goes back', async () => {
  const phrase = { language: 'en', rule: 'seeker.wish.die', phrase: 'off to the old mill' };
  const rule = { language: 'en', rule: 'seeker.wish.die', by: ['seeker'], category: 'suicide', level: 1, why: 'Why.', examples: ['A'], takesPhrases: true };
  const rules = { version: 1, languages: [{ language: 'en', inUse: true }], rules: [rule], phrases: [phrase], changes: [{ version: 1, at: 1, added: [phrase], removed: [] }] };
  answers['/api/staff/rules'] = json(200, rules);
  expect(await new Account().rules()).toEqual({ ...rules, changes: [{ ...rules.changes[0], by: '' }] });
  const run = { texts: 300, flagged: 1, lines: [{ by: 'seeker', text: 'A', output: 'watch' }] };
  answers['/api/staff/rules/try'] = json(200, run);
  expect(await new Account().tryPhrase(phrase)).toEqual(run);
  answers['/api/staff/rules/try'] = json(400, { reason: 'pain' });
  expect(await new Account().tryPhrase(phrase)).toBe('pain');
  answers['/api/staff/rules/try'] = json(400, { reason: 'rule' });
  expect(await new Account().tryPhrase(phrase)).toBe('trouble');
  for (const path of ['rules', 'rules/back']) answers[`/api/staff/${path}`] = () => new Response(null, { status: 204 });
  expect(await new Account().putPhrase(1, phrase, false)).toBe('done');
  expect(asked.at(-1)?.body).toEqual({ version: 1, ...phrase, there: false });
  expect(await new Account().rulesBack(2, 0)).toBe('done');
  expect(asked.at(-1)?.body).toEqual({ version: 2, to: 0 });
  answers['/api/staff/rules'] = json(409, { reason: 'full' });
  expect(await new Account().putPhrase(1, phrase, true)).toBe('full');
});

it('G18 reads what holds for the house, and sends nothing that is empty', async () => {
  const wanted = { version: 4, zone: 'Europe/Madrid', hours: ['mon 20:00-02:00'], requireSupervisor: true, days: 7, flagDays: 30, minAge: 18, topics: ['grief'] };
  answers['/api/staff/house'] = json(200, { ...wanted, notice: 2, knownTopics: ['grief', 'work'], changes: [{ at: 1 }] });
  expect(await new Account().house()).toEqual({ ...wanted, notice: 2, knownTopics: ['grief', 'work'], lead: '', policy: '', onCall: '', onCallPhone: '', changes: [{ at: 1, by: '' }] });
  answers['/api/staff/house'] = () => new Response(null, { status: 204 });
  expect(await new Account().saveHouse({ ...wanted, lead: '', policy: '', onCall: '', onCallPhone: '' })).toBe('done');
  expect(asked.at(-1)?.body).toEqual(wanted);
  await new Account().saveHouse({ ...wanted, minAge: 16, lead: 'Noor', policy: 'Policy', onCall: '', onCallPhone: '' });
  expect(asked.at(-1)?.body).toEqual({ ...wanted, minAge: 16, lead: 'Noor', policy: 'Policy' });
});

it.each([
  [400, 'zone', 'zone'],
  [400, 'hours', 'bad'],
  [409, 'changed', 'changed'],
  [503, undefined, 'not_now'],
])('G18 saving the house, answered %i %s, is told as %s', async (status, reason, cameOf) => {
  answers['/api/staff/house'] = json(status, { reason });
  expect(await new Account().saveHouse({ version: 0, zone: 'UTC', hours: [], requireSupervisor: true, days: 7, flagDays: 30, minAge: 18, topics: ['grief'], lead: '', policy: '', onCall: '', onCallPhone: '' })).toBe(cameOf);
});

// A pretend Porchlight for working on the pages: everything in memory, one process, gone when it ends. It speaks chat-server/protocol/PROTOCOL.md closely
// enough to live through a night, and knows only the handful of phrases below; it is no measure of the real server. Started by `npm run dev:pretend`.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { WebSocketServer } from 'ws';
import { code } from './totp.mjs';

const OUT = process.env.WEB_OUT ?? 'dist';
const PORT = Number(process.env.PORT ?? 8080);
const PASSWORD = process.env.PORCHLIGHT_DEMO_PASSWORD ?? 'porchlight';
const HELD_MS = 600_000;
const WITHHELD_MS = 900_000;
const OFFER_MS = 30_000;
/** How long another peer is looked for; here a minute is four seconds. */
const LOOK_MS = 40_000;

const LINES = [
  { name: 'Emergency', kind: 'emergency', value: '911' },
  { name: '988 Lifeline', kind: 'talk', value: '988', hours: 'day and night', free: true, languages: ['en', 'es'], note: { en: 'For Spanish, press 2', es: 'Para español, marca 2' } },
  { name: 'Crisis Text Line', kind: 'text', value: '741741', hours: 'day and night' },
];
const DAY_MS = 86_400_000;
const inDays = (days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const TOPICS = ['loneliness', 'grief', 'anxiety', 'relationships', 'family', 'work', 'money', 'illness', 'identity', 'substance-use', 'self-harm', 'suicidal-thoughts', 'just-talk'];
const START = {
  minAge: 18,
  noticeVersion: 1,
  days: 7,
  flagDays: 30,
  threadDays: 90,
  limitMinutes: 50,
  languages: ['en'],
  topics: TOPICS,
  region: 'us',
  exitSite: 'https://www.bbc.co.uk/weather',
  words: {},
  regions: [
    { id: 'us', name: 'United States', lines: LINES.map((line) => ({ ...line, checkedOn: '2026-11-01' })) },
    { id: 'uk', name: 'United Kingdom', lines: [{ name: 'Samaritans', kind: 'talk', value: '116 123', free: true, checkedOn: inDays(-120) }] },
    {
      id: 'au',
      name: 'Australia',
      lines: [
        { name: 'Emergency', kind: 'emergency', value: '000', checkedOn: '2026-11-01' },
        { name: 'Lifeline', kind: 'talk', value: '13 11 14', hours: 'day and night', checkedOn: '2026-11-01' },
        { name: 'Kids Helpline', kind: 'talk', value: '1800 55 1800', hours: 'day and night', audience: 'youth', checkedOn: '2026-11-01' },
      ],
    },
  ],
};
/** Those of where a seeker says to be, or else of where the house begins. */
const linesOf = (seeker) => (START.regions.find((each) => each.id === (seeker.region ?? START.region)) ?? START.regions.find((each) => each.id === 'elsewhere'))?.lines ?? [];
/** The crisis lines as coordinators see them; what is new goes into the start block of the pages. */
const HOUSE = START.regions.map((region) => ({ ...region, lines: region.lines.map((each, n) => ({ id: `${region.id}-${n}`, version: 0, ...each })), waiting: [] }));
/** What holds for the house, but for what the start block of the pages says; `changes` are who and when. */
const RULES = { version: 0, zone: 'Europe/Madrid', hours: ['fri 20:00-02:00', 'sat 20:00-02:00'], requireSupervisor: true, changes: [] };
/** The sentences that the house may say in its own words, with their places; how they were at each version, and who changed some. */
const WORD_KEYS = JSON.parse(readFileSync(new URL('../../chat-server/src/main/resources/house/words.json', import.meta.url), 'utf8'));
const WORDS = { was: [{}], changes: [] };
/** Some of the safety rules, what the house adds to them at each version, and who changed that. */
const SAFETY = [
  { language: 'en', rule: 'seeker.intent.going-to', by: ['seeker'], category: 'suicide', level: 4, why: 'Says that they are going to do it.', examples: ['im gonna end it tonight'], takesPhrases: true },
  { language: 'en', rule: 'seeker.cue.hopeless', by: ['seeker'], category: 'suicide', level: 1, why: 'Sounds hopeless.', examples: ["there's no hope left"], takesPhrases: false },
  { language: 'en', rule: 'peer.platform.other', by: ['peer'], category: 'off_platform', level: 0, why: 'Reads like contact outside Porchlight.', examples: ['add me on whatsapp'], takesPhrases: true },
  { language: 'es', rule: 'seeker.wish.die', by: ['seeker'], category: 'suicide', level: 1, why: 'Habla de querer morir.', examples: ['quiero morir'], takesPhrases: true },
];
const PRACTICE = SAFETY.flatMap(({ language, by, examples }) => examples.map((text) => ({ language, by: by[0], text })));
PRACTICE.push({ language: 'en', by: 'seeker', text: 'I gave my sister a book' });
const PHRASES = { was: [[]], changes: [] };
/** Who tried which crisis line, the last one first. */
const CALLS = [];
/** What is recorded about somebody, but for their name and role. */
const UNTRAINED = { level: 'practice', clearedForMinors: false, languages: ['en'], topics: [] };
const TRAINED = { ...UNTRAINED, level: 'independent', trainedOn: inDays(-200), goodUntil: inDays(165) };
const STAFF = {
  peer: { name: 'Robin', role: 'peer', ...TRAINED, topics: ['grief', 'loneliness'] },
  /** Somebody to hand over to, or for whoever wants another peer: they are offered nobody else. */
  peer2: { name: 'Sky', role: 'peer', ...TRAINED, topics: ['grief'] },
  supervisor: { name: 'Sam', role: 'supervisor', ...TRAINED, level: 'practice' },
  coordinator: { name: 'Kit', role: 'coordinator', ...UNTRAINED },
  clinician: { name: 'Dana', role: 'clinician', ...UNTRAINED },
};
/** People who are recorded and cannot sign in here. */
const ELSEWHERE = {
  ash: { name: 'Ash', role: 'peer', ...TRAINED, level: 'supervised', trainedOn: inDays(-353), goodUntil: inDays(12), topics: ['anxiety', 'family', 'work'], clearedForMinors: true, languages: ['en', 'es'] },
  juno: { name: 'Juno', role: 'peer', ...TRAINED, trainedOn: inDays(-400), goodUntil: inDays(-35), topics: ['money'] },
};
const ACTS = [
  { seq: 4, at: Date.now() - 60_000, who: 'coordinator', name: 'Kit', act: 'people.change', about: 'juno', aboutName: 'Juno', detail: 'topics, good_until' },
  { seq: 3, at: Date.now() - 2 * 3_600_000, who: 'supervisor', name: 'Sam', act: 'flag.resolve', about: 'mW3s5m1cQ0WqX0y8N3d1tA', detail: 'right, supported' },
  { seq: 2, at: Date.now() - 3 * 3_600_000, who: 'supervisor', name: 'Sam', act: 'conversation.read', about: 'mW3s5m1cQ0WqX0y8N3d1tA', reason: 'The peer is new, and asked me to sit beside them.' },
  { seq: 1, at: Date.now() - 26 * 3_600_000, who: 'operator', act: 'policy.followed', about: 'rules', detail: '2 in shadow' },
];
/** What was done about any conversation. */
const STORY = [
  { ago: 400_000, name: 'Kit', act: 'conversation.read' },
  { ago: 300_000, name: 'Kit', act: 'flag.resolve', detail: 'right supported' },
];
const isReady = ({ level, goodUntil }) => level !== 'practice' && goodUntil >= inDays(0);
/** Whether a person stands as a page says; languages and topics have no order. */
const isRecordedAs = (...both) => new Set(both.map(({ name, role, level, clearedForMinors, trainedOn = '', goodUntil = '', languages, topics }) => JSON.stringify([name, role, level, clearedForMinors, trainedOn, goodUntil, [...languages].sort(), [...topics].sort()]))).size === 1;
const ALIASES = ['Heron', 'Wren', 'Plover', 'Finch', 'Swift'];
const LIMITS = { textCharacters: 2000, frameBytes: 16384, messagesPer10Seconds: 20, messagesPerMinute: 100, offerSeconds: 30 };
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; font-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const id = () => randomBytes(16).toString('base64url');

// ---- who there is -------------------------------------------------------------------------------------------------------------------

const seekers = new Map(); // token -> { id, alias, socket, waiting, about, note, conversation }
const sessions = new Map(); // cookie -> { csrf, login? }
const tickets = new Map(); // ticket -> the session it is of
const atWork = (login, member) => ({ login, id: id(), ...member, socket: undefined, duty: { on: false, capacity: 0, taken: 0 } });
const staff = new Map(Object.entries(STAFF).map(([login, member]) => [login, atWork(login, member)]));
const invitations = new Map(); // token -> { name, role, secret, expiresAt }
/** What Quick exit may lead to. */
const EXIT = /^https:\/\/([\w-]+\.)+[a-z][\w-]+(\/[^\s?#]*)?$/i;
const named = { version: 0, name: 'Porchlight', title: 'Porchlight', questions: ['upset', 'hope', 'alone', 'next', 'heard'], exits: {} };
const feedback = []; // what supervisors wrote to peers: { id, by, to, at, text, read }
const growth = []; // what peers wrote down for themselves: { id, by, at, text }
const rota = new Map(); // login -> when they mean to be here
const copies = new Map(); // id -> a copy of the audit that somebody asked for: { from, until, reason, by, at, confirmed }
const grants = new Map(); // id -> who is to be coordinator once a second one confirms it: { name, token or login, by, at }
const isAlone = () => Object.values(STAFF).filter(({ role }) => role === 'coordinator').length === 1;
const waits = (token) => [...grants.values()].some((each) => each.token === token);
const joinedStaff = new Map(); // login -> { password, secret, recovery }, of those who were invited
const signInsOf = (login, asking) => [...sessions.values()].filter((each) => login && each.login === login).map((each) => ({ id: each.id, since: each.since, last: each.since, current: each === asking }));
const line = []; // seekers in order
const conversations = new Map();
const flags = new Map();
const boards = new Set(); // sockets that asked for the board
let offer; // { id, seeker, peer, timer }
let door = 'no_peer'; // what seekers and peers were told last

const send = (to, frame) => to?.socket?.readyState === 1 && to.socket.send(JSON.stringify(frame));

// ---- line and offers ----------------------------------------------------------------------------------------------------------------

const atBoards = () => [...staff.values()].filter((each) => (each.role === 'supervisor' || each.role === 'coordinator') && each.socket?.readyState === 1);
const supervisors = () => atBoards().length;
/** What supervisors do about the line, while it lasts. */
let controls = [];
const controlsOn = () => controls.filter(({ until }) => until > Date.now());
const isOn = (what) => controlsOn().find((each) => each.what === what);
/** Whom seekers are offered to: the demo peer, or whoever was invited and is on duty. */
const taking = () => [staff.get('peer'), ...[...staff.values()].filter(({ login, role }) => role === 'peer' && joinedStaff.has(login))].find(({ duty }) => duty.on);
const staffingNow = () => (!taking() ? 'no_peer' : RULES.requireSupervisor && supervisors() === 0 ? 'no_supervisor' : 'open');

function doorNow() {
  if (isOn('numbers')) return 'numbers';
  if (staffingNow() !== 'open') return staffingNow();
  return isOn('pause') || line.length >= (isOn('cap')?.most ?? Infinity) ? 'full' : 'open';
}
const doorFor = (seeker) => (seeker.conversation?.open && !seeker.waiting ? besideNow() : seeker.waiting ? staffingNow() : doorNow());

/** That no supervisor is there is told whatever the door is. */
const alone = () => (supervisors() === 0 ? { alone: true } : {});
/** Who talks hears of supervisors, and not that no other peer is there. */
const besideNow = () => (RULES.requireSupervisor && supervisors() === 0 ? 'no_supervisor' : 'open');
let doorTold = '';

/** Tells everybody whom it concerns that somebody is there, or nobody. */
function lookAtTheDoor() {
  const now = JSON.stringify([doorNow(), alone()]);
  if (doorTold === now) return;
  doorTold = now;
  door = doorNow();
  // Whoever is in hears of who is there, and not that nobody more is let in.
  seekers.forEach((seeker) => send(seeker, { type: 'door', state: doorFor(seeker), ...alone() }));
  [...staff.values()].filter(({ role }) => role === 'peer').forEach((peer) => send(peer, { type: 'door', state: besideNow(), ...alone() }));
}

const placeFrame = (seeker) => ({
  type: 'place',
  position: line.indexOf(seeker) + 1,
  asOf: Date.now(),
  ...(seeker.asked ? { ask: 'lived' } : {}),
  ...(seeker.held ? { held: true } : {}),
  topics: seeker.about.topics,
  wants: seeker.about.wants,
  patience: seeker.about.patience ?? 10,
  ...(seeker.about.safe ? { safe: seeker.about.safe } : {}),
  ...(seeker.about.safe && seeker.about.safe !== 'yes' && supervisors() > 0 ? { told: true } : {}),
  ...(seeker.note ? { note: true } : {}),
  ...(seeker.about.help ? { help: seeker.about.help } : {}),
});

function tellPlaces() {
  lookAtTheDoor();
  line.forEach((seeker) => send(seeker, placeFrame(seeker)));
  tellBoards();
}

/** Whether a peer would rather not take what a seeker's night is about. */
const avoids = (peer, seeker) => (peer.duty.avoid ?? []).some((topic) => seeker.about.topics.includes(topic));

const isFree = ({ role, duty, socket }) => role === 'peer' && duty.on && !(duty.restsUntil > Date.now()) && duty.taken < duty.capacity && socket?.readyState === 1;
const mayBeYoung = ({ ageBand }) => ageBand === 'a16' || (ageBand === 'skip' && START.minAge < 18);

/** Whoever wanted another peer may have anybody else; young people meet only who is cleared for them. */
function mayHave(peer, seeker) {
  if (seeker.goesOn ? seeker.goesOn.past.has(peer) : peer !== taking()) return false;
  return (!seeker.held || seeker.known === peer) && !avoids(peer, seeker) && (peer.clearedForMinors || !mayBeYoung(seeker));
}

function offerNext() {
  if (offer) return;
  const free = [...staff.values()].filter(isFree);
  const seeker = line.find((each) => each.socket?.readyState === 1 && free.some((peer) => mayHave(peer, each)));
  if (!seeker) return;
  offer = { id: id(), seeker, peer: free.find((peer) => mayHave(peer, seeker)), expiresAt: Date.now() + OFFER_MS };
  offer.timer = setTimeout(() => endOffer('expired'), OFFER_MS);
  send(offer.peer, offerFrame());
}

const offerFrame = () => ({
  type: 'offer',
  offer: offer.id,
  language: 'en',
  topics: offer.seeker.about.topics,
  wants: offer.seeker.about.wants,
  expiresAt: offer.expiresAt,
});

function endOffer(why) {
  if (!offer) return;
  clearTimeout(offer.timer);
  send(offer.peer, { type: 'offer-gone', offer: offer.id, why });
  offer = undefined;
  setTimeout(offerNext, 1_500);
}

/** A conversation; one that a supervisor answers has no peer. */
function begin(conversationId, seeker, peer) {
  const talk = { id: conversationId, epoch: id(), seeker, peer, log: [], open: true, held: false, from: 1, watchers: new Set(), readers: new Set(), aside: new Map(), steps: [], whispers: [], part: 'watching' };
  conversations.set(talk.id, talk);
  seeker.conversation = talk;
  return talk;
}

function accept(peer, wanted) {
  const over = [...conversations.values()].find((talk) => talk.offered?.id === wanted && talk.offered.peer === peer);
  if (over) return handOver(over, peer);
  if (offer?.id !== wanted) return send(peer, { type: 'refused', re: 'accept', reason: 'offer_gone' });
  clearTimeout(offer.timer);
  const { seeker } = offer;
  offer = undefined;
  line.splice(line.indexOf(seeker), 1);
  seeker.waiting = false;
  const conversation = seeker.goesOn ? goOn(seeker, peer) : begin(id(), seeker, peer);
  const thread = threads.get(seeker.thread);
  if (thread) talkWords.set(seeker.thread, conversation);
  if (thread) Object.assign(conversation, { thread: seeker.thread, card: seeker.card, plans: seeker.together ? 0 : undefined, visit: (thread.visits += 1) });
  Object.assign(seeker, { thread: undefined, card: undefined });
  conversation.help = seeker.about.help;
  conversation.helpAt = seeker.about.helpAt;
  conversation.notSafe = seeker.about.safe === 'yes' ? undefined : seeker.about.safe;
  peer.duty.taken += 1;
  if (seeker.note) keep(conversation, seeker, id(), seeker.note);
  seeker.note = '';
  seeker.about.safe = undefined;
  send(seeker, opened(conversation, 'seeker'));
  send(peer, opened(conversation, 'peer'));
  send(peer, { type: 'duty', ...peer.duty });
  for (const flag of flags.values()) if (flag.conversation === seeker.id) raise({ ...flag, conversation: conversation.id, state: 'open', peer: peer.name });
  tellPlaces();
  offerNext();
}

// ---- conversations ------------------------------------------------------------------------------------------------------------------

const opened = (talk, as) => ({
  type: 'opened',
  conversation: talk.id,
  epoch: talk.epoch,
  from: as === 'peer' ? talk.from : as === 'clinician' ? talk.consult.from : as === 'seeker' ? (talk.since ?? 1) : 1,
  as,
  state: talk.held ? 'held' : 'open',
  with: as !== 'seeker' ? { role: 'seeker', name: talk.seeker.alias } : talk.peer ? { role: 'peer', name: talk.peer.name } : { role: 'supervisor', name: talk.supervisor.name },
  ...(as === 'seeker' && talk.peer?.trainedOn ? { badge: { level: talk.peer.level, trained: talk.peer.trainedOn.slice(0, 7), ...(talk.peer.intro ? { intro: talk.peer.intro } : {}) } } : {}),
  ...(as === 'watching' && talk.seeker.region ? { region: talk.seeker.region } : {}),
  ...((as === 'watching' || as === 'clinician') && talk.peer ? { peer: talk.peer.name } : {}),
  ...(as !== 'seeker' && talk.since ? { back: true } : {}),
  ...(as === 'seeker' ? { withWords: talk.thread !== undefined } : {}),
  usualMinutes: 50,
  idleMinutes: 20,
});

const clinicianOf = (talk) => (talk.consult?.state === 'in' ? talk.consult.clinician : undefined);
const both = (talk) => [talk.seeker, ...(talk.peer ? [talk.peer] : []), ...talk.watchers, ...(clinicianOf(talk) ? [clinicianOf(talk)] : [])];
const whoIs = (talk, person) => (person === talk.seeker ? { role: 'seeker', name: talk.seeker.alias } : { role: person === talk.peer ? 'peer' : person === clinicianOf(talk) ? 'clinician' : 'supervisor', name: person.name });
const said = (talk, message) => ({ type: 'said', conversation: talk.id, epoch: talk.epoch, ...message });

function keep(talk, writer, messageId, text) {
  const known = talk.log.find((message) => message.id === messageId);
  if (known) return { message: known, same: known.text === text };
  const message = { seq: talk.log.length + 1, id: messageId, from: whoIs(talk, writer), text, at: Date.now() };
  talk.log.push(message);
  for (const each of both(talk)) if (each !== writer) send(each, said(talk, message));
  return { message, same: true };
}

function resume(person, talk, epoch, after) {
  const head = talk.log.length;
  if (epoch !== talk.epoch || after > head) return send(person, { type: 'reset', conversation: talk.id, epoch: talk.epoch, head });
  const clinician = person === clinicianOf(talk);
  const from = person === talk.peer ? talk.from : clinician ? talk.consult.from : person === talk.seeker ? (talk.since ?? 1) : 1;
  talk.log.slice(Math.max(after, from - 1)).forEach((message) => send(person, said(talk, message)));
  send(person, { type: 'caught-up', conversation: talk.id, epoch: talk.epoch, head });
  if (person === talk.peer) handsUp(talk);
  const mine = ({ n, step }) => (clinician ? n >= talk.consult.joined : person !== talk.seeker || n > (talk.before ?? 0) || !/^(clinician|offer)_/.test(step));
  talk.steps.filter(mine).forEach((step) => send(person, step));
  if ((talk.card || talk.help || talk.notSafe) && person !== talk.seeker && !clinician) send(person, cardFrame(talk, person));
  if (person !== talk.peer && !clinician && talk.contact && !(person === talk.seeker && talk.cardOfBefore)) send(person, contactFrame(talk));
  if (talk.plans !== undefined && !clinician && !(person === talk.seeker && talk.since)) send(person, planFrame(talk));
  if (person !== talk.seeker && !clinician) talk.whispers.forEach((whisper) => send(person, whisper));
  if (person !== talk.peer) return;
  for (const { id: messageId, state, at, until, text } of talk.aside.values()) {
    if (state === 'waits') send(person, { type: 'withheld', conversation: talk.id, id: messageId, at, until, text });
  }
}

function setFree(peer) {
  peer.duty.taken -= 1;
  send(peer, { type: 'duty', ...peer.duty });
}

/** A peer is out of a conversation that goes on, and may say how it was. */
function out(talk, peer) {
  (talk.past ??= new Set()).add(peer);
  setFree(peer);
}

/** The peer is out at once, and the seeker in line for another, at the place of when they came. */
function otherPeer(talk, share) {
  const { seeker, peer } = talk;
  Object.assign(talk, { open: false, peer: undefined, epoch: id(), from: share ? 1 : talk.log.length + 1 });
  Object.assign(seeker, { conversation: undefined, waiting: true, goesOn: talk });
  line.unshift(seeker);
  [peer, ...talk.watchers].forEach((each) => send(each, { type: 'reset', conversation: talk.id, epoch: talk.epoch, head: talk.log.length }));
  out(talk, peer);
  tellPlaces();
  offerNext();
}

/** The conversation of one who wanted another peer, with that one. */
function goOn(seeker, peer) {
  const talk = seeker.goesOn;
  seeker.goesOn = undefined;
  seeker.conversation = talk;
  return Object.assign(talk, { open: true, peer });
}

/** Tells everybody in a conversation what a supervisor did. */
function step(talk, what, supervisor) {
  const frame = { type: 'stepped', conversation: talk.id, n: talk.steps.length + 1, step: what, by: supervisor.name, ...(talk.peer ? { peer: talk.peer.name } : {}), after: talk.log.length, at: Date.now() };
  talk.steps.push(frame);
  both(talk).forEach((each) => send(each, frame));
}

// ---- how a seeker can be reached ------------------------------------------------------------------------------------------------------

const HOLDS = new Set(['shared', 'asking', 'confirming', 'confirmed', 'passed']);
const SECOND_MS = 120_000;
const contactFrame = ({ id: conversation, contact: { person, ...contact } }) => ({ type: 'contact', conversation, ...contact, by: person.name });

/** Tells the seeker and supervisors where the card stands; never the peer, and never what is on it. */
function becomes(talk, state, person, more = {}) {
  talk.contact = { n: (talk.contact?.n ?? 0) + 1, state, person, ...more, at: Date.now() };
  [...(talk.cardOfBefore ? [] : [talk.seeker]), ...talk.watchers].forEach((each) => send(each, contactFrame(talk)));
  tellBoards();
}

const passing = () =>
  [...conversations.values()]
    .filter(({ contact }) => contact?.state === 'confirming')
    .map(({ id: conversation, seeker, contact: { n, person, to, consent, at } }) => ({ conversation, seeker: seeker.alias, n, by: { id: person.id, name: person.name }, to, consent, at }));

/** What is done about a card; why not, or nothing. */
function onCard(person, talk, frame) {
  const { contact: card, seeker, supervisor } = talk ?? {};
  const ofSeeker = ['contact-share', 'contact-keep', 'contact-allow'].includes(frame.type);
  if (!talk || (ofSeeker ? seeker !== person : frame.type !== 'contact-confirm' && supervisor !== person)) return 'not_yours';
  if (ofSeeker && talk.cardOfBefore) return 'decided';
  if (!talk.open) return 'closed';
  const { state, consent, to, second, person: by } = card ?? {};
  switch (frame.type) {
    case 'contact-offer':
      if (HOLDS.has(state) && state !== 'passed') return 'already';
      return state && state !== 'offered' ? 'decided' : void becomes(talk, 'offered', person);
    case 'contact-share':
      if (!state || state === 'passed') return 'decided';
      if (HOLDS.has(state)) return 'already';
      if (!supervisor) return 'nobody_else';
      talk.shared = Object.fromEntries(['phone', 'place', 'call'].filter((each) => frame[each]).map((each) => [each, frame[each]]));
      return void becomes(talk, 'shared', supervisor, { consent: frame.consent });
    case 'contact-keep':
      if (!state || state === 'passed') return 'decided';
      if (state === 'offered') return void becomes(talk, 'declined', by);
      if (!HOLDS.has(state)) return undefined;
      talk.shared = undefined;
      return void becomes(talk, 'taken_back', by);
    case 'contact-allow':
      if (state !== 'asking' || card.n !== frame.n) return 'decided';
      return void becomes(talk, frame.yes ? 'confirming' : 'shared', by, frame.yes ? { consent, to } : { consent });
    case 'contact-open':
      return HOLDS.has(state) ? void send(person, { type: 'contact-opened', conversation: talk.id, n: card.n, ...talk.shared }) : 'decided';
    case 'contact-pass':
      return HOLDS.has(state) ? void becomes(talk, consent === 'life' ? 'confirming' : 'asking', person, { consent, to: frame.to }) : 'decided';
    case 'contact-confirm':
      if (state !== 'confirming' || card.n !== frame.n) return 'decided';
      return by === person ? 'own' : void becomes(talk, 'confirmed', by, { consent, to, second: person.name });
    default:
      if (by !== person || (state !== 'confirming' && state !== 'confirmed')) return 'decided';
      if (state === 'confirming' && Date.now() < card.at + SECOND_MS) return 'undecided';
      return void becomes(talk, 'passed', by, { consent, to, ...(second ? { second } : {}) });
  }
}

// ---- something that may help, by the seeker's yes ---------------------------------------------------------------------------------------

/** Tells everybody in a conversation that something was offered, or what the seeker said. */
function offerStep(talk, step, by, what) {
  const frame = { type: 'stepped', conversation: talk.id, n: talk.steps.length + 1, step, by, after: talk.log.length, at: Date.now(), what };
  talk.steps.push(frame);
  both(talk).forEach((each) => send(each, frame));
}

/** What was asked or answered since the seeker was last back with words. */
const offers = (talk) => talk.steps.filter(({ n, step }) => n > (talk.before ?? 0) && step.startsWith('offer_'));

/** The question that the seeker has before them, of somebody who is still in it. */
function openOffer(talk) {
  const last = offers(talk).at(-1);
  return last?.step === 'offer_asked' && [talk.peer?.name, talk.supervisor?.name].includes(last.by) ? last : undefined;
}

function offerResource(person, talk, what) {
  if (talk?.peer !== person && talk?.supervisor !== person) return 'not_yours';
  if (!talk.open) return 'closed';
  if (talk.held) return 'left';
  if (talk.peer === person && talk.part === 'took_over') return 'taken_over';
  const open = openOffer(talk);
  if (open) return open.what === what && open.by === person.name ? undefined : 'already';
  if (offers(talk).some((each) => each.what === what && each.step !== 'offer_asked')) return 'decided';
  if (talk.asking || (talk.over && !talk.looking) || talk.consult?.state === 'asked') return 'taken';
  offerStep(talk, 'offer_asked', person.name, what);
  return undefined;
}

// ---- handing over -------------------------------------------------------------------------------------------------------------------

/** Tells everybody in a conversation what came of a peer's wish to hand over. */
function overStep(talk, what, more = {}) {
  const frame = { type: 'stepped', conversation: talk.id, n: talk.steps.length + 1, step: what, by: talk.peer.name, after: talk.log.length, at: Date.now(), ...more };
  talk.steps.push(frame);
  both(talk).forEach((each) => send(each, frame));
  return frame;
}

/** The note is destroyed with the question. */
function callOff(talk, what) {
  clearTimeout(talk.looking);
  if (talk.offered) send(talk.offered.peer, { type: 'offer-gone', offer: talk.offered.id, why: 'withdrawn' });
  for (const each of talk.steps) delete each.note;
  Object.assign(talk, { over: undefined, looking: undefined, offered: undefined });
  overStep(talk, what);
}

function lookForAnother(talk) {
  talk.looking = setTimeout(() => callOff(talk, 'over_nobody'), LOOK_MS);
  offerToAnother();
}

function offerToAnother() {
  for (const talk of conversations.values()) {
    if (!talk.open || !talk.looking || talk.offered) continue;
    const next = [...staff.values()].find((each) => each.role === 'peer' && each !== talk.peer && each.duty.on && each.socket?.readyState === 1 && each.duty.taken < each.duty.capacity);
    if (!next) continue;
    talk.offered = { id: id(), peer: next };
    send(next, { type: 'offer', offer: talk.offered.id, language: 'en', topics: talk.seeker.about.topics, wants: talk.seeker.about.wants, expiresAt: Date.now() + OFFER_MS });
  }
}

/** The next peer comes in, and the one who asked is out, in one step. */
function handOver(talk, next) {
  const left = talk.peer;
  clearTimeout(talk.looking);
  overStep(talk, 'handed_over', { peer: next.name });
  Object.assign(talk, { over: undefined, looking: undefined, offered: undefined, peer: next, epoch: id(), from: talk.log.length + 1 });
  next.duty.taken += 1;
  [left, talk.seeker, ...talk.watchers].forEach((each) => send(each, { type: 'reset', conversation: talk.id, epoch: talk.epoch, head: talk.log.length }));
  send(talk.seeker, opened(talk, 'seeker'));
  send(next, opened(talk, 'peer'));
  send(next, { type: 'duty', ...next.duty });
  out(talk, left);
}

// ---- a clinician, by the seeker's yes -------------------------------------------------------------------------------------------------

/** Tells everybody in a conversation what came of a clinician's coming. */
function clinicianStep(talk, what) {
  const frame = { type: 'stepped', conversation: talk.id, n: talk.steps.length + 1, step: `clinician_${what}`, by: talk.consult.clinician.name, after: talk.log.length, at: Date.now() };
  talk.steps.push(frame);
  both(talk).forEach((each) => send(each, frame));
  return frame.n;
}

function tellConsents(clinician) {
  const waiting = [...conversations.values()].filter(({ open, consult }) => open && consult?.state === 'agreed' && consult.clinician === clinician);
  send(clinician, { type: 'consents', waiting: waiting.map((talk) => ({ conversation: talk.id, seeker: talk.seeker.alias })) });
}

/** Nothing of it reaches them from here on. */
function clinicianOut(talk, what, consult) {
  const before = both(talk);
  const { state, clinician } = talk.consult;
  clinicianStep(talk, what);
  talk.consult = consult;
  if (state === 'in') {
    talk.epoch = id();
    before.forEach((each) => send(each, { type: 'reset', conversation: talk.id, epoch: talk.epoch, head: talk.log.length }));
  }
  tellConsents(clinician);
}

const cliniciansOnDuty = () => [...staff.values()].filter(({ role, duty, socket }) => role === 'clinician' && duty.on && socket?.readyState === 1);

function offerClinician(talk, wanted) {
  const clinician = cliniciansOnDuty().find((each) => each.id === wanted);
  if (!clinician) return 'away';
  if (talk.consult) return talk.consult.state === 'no' ? 'decided' : 'already';
  if (talk.asking || (talk.over && !talk.looking)) return 'taken';
  talk.consult = { state: 'asked', clinician };
  talk.consult.n = clinicianStep(talk, 'asked');
  return undefined;
}

function replyToClinician(talk, yes) {
  const { consult } = talk;
  if (consult.state === 'no') return 'decided';
  if (!yes) clinicianOut(talk, consult.state === 'asked' ? 'declined' : 'back', { ...consult, state: 'no' });
  else if (consult.state === 'asked') {
    consult.state = 'agreed';
    clinicianStep(talk, 'agreed');
    tellConsents(consult.clinician);
  }
  return undefined;
}

function clinicianJoins(talk) {
  Object.assign(talk.consult, { state: 'in', from: talk.log.length + 1 });
  talk.consult.joined = clinicianStep(talk, 'joined');
  send(talk.consult.clinician, opened(talk, 'clinician'));
  tellConsents(talk.consult.clinician);
}

function stepOut(talk) {
  const { supervisor } = talk;
  talk.part = 'watching';
  talk.supervisor = undefined;
  step(talk, 'left', supervisor);
}

const flagsOf = (talk) => [...flags.values()].filter((flag) => flag.conversation === talk.id);

/** The peer crossed a line, or was reported, and cannot go on reading. */
function mustGo(talk) {
  return (talk.peer && talk.crossed === talk.peer) || flagsOf(talk).some((flag) => /^peer_/.test(raisings.get(flag.flag)?.what));
}

/** The peer writes no more; one who is removed is out at once. */
function takeOver(talk, supervisor, peer) {
  talk.supervisor = supervisor;
  talk.asking = undefined;
  if (talk.over) callOff(talk, 'over_back');
  talk.part = peer === 'keep' ? 'took_over' : 'alone';
  step(talk, peer === 'keep' ? 'took_over' : 'took_over_alone', supervisor);
  if (peer === 'keep') return;
  const removed = talk.peer;
  talk.peer = undefined;
  talk.epoch = id();
  [removed, ...both(talk)].forEach((each) => send(each, { type: 'reset', conversation: talk.id, epoch: talk.epoch, head: talk.log.length }));
  out(talk, removed);
}

function answer(supervisor, conversation) {
  const seeker = line.find((each) => each.id === conversation);
  if (!seeker) return 'taken';
  if (![...flags.values()].some((flag) => flag.conversation === conversation)) return 'not_yours';
  const { note } = seeker;
  leaveLine(seeker);
  const talk = begin(seeker.id, seeker, undefined);
  Object.assign(talk, { supervisor, part: 'alone' });
  talk.watchers.add(supervisor);
  talk.readers.add(supervisor);
  if (note) keep(talk, seeker, id(), note);
  send(seeker, opened(talk, 'seeker'));
  send(supervisor, opened(talk, 'watching'));
  talk.steps.push({ type: 'stepped', conversation: talk.id, n: 1, step: 'answered', by: supervisor.name, after: talk.log.length, at: Date.now() });
  resume(supervisor, talk, talk.epoch, 0);
  send(seeker, talk.steps[0]);
  for (const flag of flags.values()) if (flag.conversation === seeker.id) raise({ ...flag, state: 'open' });
  claimIn(supervisor, seeker.id);
  return undefined;
}

/** What has closed, the latest first. */
const closed = [];
/** The code that opens what has closed, whose it ever was. */
const FRESH_CODE = '246810';

function close(talk, why) {
  if (!talk.open) return;
  talk.open = false;
  talk.contact = talk.shared = undefined;
  closed.unshift({ talk, why, at: Date.now() });
  clearTimeout(talk.looking);
  talk.seeker.conversation = undefined;
  both(talk).forEach((each) => send(each, { type: 'closed', conversation: talk.id, why }));
  if (talk.consult) tellConsents(talk.consult.clinician);
  if (talk.peer && talk.seeker.worry === 'now') {
    const due = debriefs.get(talk.peer.login);
    if (!due || due.by) debriefs.set(talk.peer.login, { at: Date.now() });
  }
  if (talk.peer) setFree(talk.peer);
  tellBoards();
  offerNext();
}

const isFlagged = (talk) => [...flags.values()].some((flag) => flag.conversation === talk.id);

/** What its seeker wants gone: where something in it is flagged somebody looks first. */
function remove(talk) {
  if (!isFlagged(talk)) {
    destroy(talk);
    return 'destroyed';
  }
  close(talk, 'ended_by_seeker');
  leadNowhere(talk);
  talk.deleteAsked = true;
  for (const flag of [...flags.values()]) if (flag.conversation === talk.id) raise({ ...flag, deleteAsked: true });
  return 'waits_for_review';
}

/** Nothing of it is left, and no words lead to it. */
function destroy(talk) {
  close(talk, 'ended_by_seeker');
  Object.assign(talk, { deleted: true, log: [] });
  const at = closed.findIndex((each) => each.talk === talk);
  if (at >= 0) closed.splice(at, 1);
  for (const [words, each] of talkWords) if (each === talk) talkWords.delete(words);
}

// ---- the few phrases that are known here ---------------------------------------------------------------------------------------------

function scope(text) {
  const at = text.search(/stop taking your (pills|medication|meds)/i);
  if (at >= 0) {
    const end = at + text.slice(at).match(/^stop taking your \w+/i)[0].length;
    return {
      category: 'medication',
      spans: [{ start: at, end }],
      why: "Peers don't advise on medicines.",
      suggestion: 'What did the person who prescribed them say?',
      source: 'Knowing our role: medicines',
      firm: false,
    };
  }
  if (/my (phone )?number is|@\w+\.\w+|whatsapp/i.test(text)) {
    return { category: 'off_platform', spans: [], why: 'This looks like contact details. We keep each other safe by staying here.', suggestion: 'We can go on talking here, and you can come back any night.', source: 'Boundaries: staying on the platform', firm: true };
  }
  return undefined;
}

const personal = (text) => /\d{3}[\s-]?\d{3,4}[\s-]?\d{3,4}/.test(text);
const danger = (text) => /want to die|be here any ?more|kill myself|wish i was dead/i.test(text);

/** The first sign of somebody under age brings lines, and a supervisor to look. */
function tellsAge(seeker, talk, text) {
  if (seeker.young || !/\bi'?m 1[0-7]\b/i.test(text)) return;
  seeker.young = true;
  worry(seeker, talk, 'soon', 'May be under age.', text);
}

function worry(seeker, talk, lane, reason, quote) {
  if (seeker.worry === lane) return;
  seeker.worry = lane;
  send(seeker, { type: 'support', lines: linesOf(seeker) });
  raise({
    type: 'flag',
    flag: id(),
    conversation: talk?.id ?? seeker.id,
    state: talk ? 'open' : 'waiting',
    seeker: seeker.alias,
    ...(talk?.peer ? { peer: talk.peer.name } : {}),
    side: 'seeker',
    category: 'suicide',
    lane,
    reasons: [reason],
    ...(quote ? { quote } : {}),
    at: Date.now(),
  });
  if (talk?.supervisor) claimIn(talk.supervisor, talk.id);
}

const GUIDE = {
  hint: 'It may help to ask about suicide directly. Asking does not put the thought there; it tells them you can hear it.',
  words: ['Are you thinking about suicide?', 'When you say that, do you mean you are thinking of ending your life?', "Do you want to die, or do you want this to stop? Either way I'd like to hear it."],
  source: 'When someone speaks of suicide',
};

/** A message that goes only when a supervisor lets it. */
function withhold(talk, messageId, text, hint) {
  const aside = { id: messageId, text, state: 'waits', at: Date.now(), until: Date.now() + WITHHELD_MS };
  talk.aside.set(messageId, aside);
  aside.flag = peerFlag(talk, hint.category, hint.why, { quote: text, held: { state: 'waits', until: aside.until } });
  raise(aside.flag);
}

const peerFlag = (talk, category, reason, more) => ({
  type: 'flag',
  flag: id(),
  conversation: talk.id,
  state: 'open',
  seeker: talk.seeker.alias,
  ...(talk.peer ? { peer: talk.peer.name } : {}),
  side: 'peer',
  category,
  lane: 'soon',
  reasons: [reason],
  at: Date.now(),
  ...more,
});

const tellAside = (talk, { id: messageId, state, at, until, by, word }) =>
  send(talk.peer, state === 'waits' ? { type: 'withheld', conversation: talk.id, id: messageId, at, until } : { type: 'returned', conversation: talk.id, id: messageId, why: 'returned', by, ...(word ? { word } : {}) });

function decide(supervisor, flag, sends, word) {
  const talk = conversations.get(flag.conversation);
  const aside = [...talk.aside.values()].find((each) => each.flag.flag === flag.flag);
  aside.state = sends ? 'released' : 'returned';
  Object.assign(aside, { by: supervisor.name, word });
  if (sends) {
    const { message } = keep(talk, talk.peer, aside.id, aside.text);
    send(talk.peer, { type: 'kept', conversation: talk.id, id: aside.id, epoch: talk.epoch, seq: message.seq, at: message.at });
  } else tellAside(talk, aside);
  aside.flag = { ...flag, held: { state: aside.state, until: aside.until, ...(sends ? {} : { by: supervisor.name }) } };
  raise(aside.flag);
}

const closings = []; // what was noted when flags were closed, and who looks after what follows: { id, conversation, by, at, note, owner, before?, done }
const verdicts = [];

function report() {
  const line = (subject, judged) => {
    const right = judged.filter((each) => each.right).length;
    const wrong = judged.length - right;
    return { subject, right, wrong, precision: right / judged.length, review: judged.length >= 10 && right / judged.length < 0.6, weeks: [{ week: new Date().toISOString().slice(0, 10), right, wrong }] };
  };
  const group = (by) => [...new Set(verdicts.map(by))].map((name) => [name, verdicts.filter((each) => by(each) === name)]);
  return {
    precision: {
      from: '2026-09-01',
      reviewBelow: 0.6,
      reviewFrom: 10,
      rules: group((each) => each.rule).map(([rule, judged]) => ({ ...line(rule, judged), category: judged[0].category, mode: 'on' })),
      categories: group((each) => each.category).map(([category, judged]) => line(category, judged)),
      outcomes: group((each) => each.outcome ?? '').filter(([outcome]) => outcome).map(([outcome, judged]) => ({ outcome, times: judged.length })),
    },
    policySince: new Date().toISOString(),
  };
}

/** What a person raised: flag -> { by, what, why, hiddenFrom }. */
const raisings = new Map();
const isFor = (supervisor, flag) => !raisings.get(flag.flag)?.hiddenFrom.has(supervisor);
const CONCERNS = {
  peer_lane: ['peer', 'soon', "The person says that their peer said something a peer shouldn't."],
  peer_unsafe: ['peer', 'now', 'The person does not feel safe with their peer.'],
  home_unsafe: ['seeker', 'now', 'The person says that they are not safe where they are.'],
  supervisor: ['peer', 'soon', 'The person says that something with a supervisor was not right.'],
  need_supervisor: ['seeker', 'now', 'The person asks for a supervisor.'],
  quick: ['peer', 'soon', 'The peer has a quick question.'],
  watch: ['peer', 'soon', 'The peer asks a supervisor to watch this.'],
  danger: ['seeker', 'now', 'The peer thinks that the person is in danger.'],
  me: ['seeker', 'now', 'The peer says they are being mistreated.'],
  out: ['peer', 'now', 'The peer needs to get out of this conversation.'],
};

/** Somebody in a conversation asks that a supervisor look. Again, while it is open, changes nothing. */
function concern(talk, by, { what, why }) {
  const open = [...flags.values()].some((flag) => flag.conversation === talk.id && raisings.get(flag.flag)?.what === what && raisings.get(flag.flag)?.why === why);
  if (open) return;
  const [side, lane, reason] = CONCERNS[why ?? what];
  const flag = peerFlag(talk, 'raised', reason, { side, lane, raisedBy: by === talk.seeker ? 'seeker' : 'peer' });
  raisings.set(flag.flag, { by, what, why, hiddenFrom: new Set(what === 'supervisor' ? talk.readers : []) });
  raise(flag);
  if (talk.supervisor) claimIn(talk.supervisor, talk.id);
}

/** Neither a reload nor a lost connection hides what came of a hand that is up. */
function handsUp(talk) {
  for (const flag of flags.values()) {
    const raising = raisings.get(flag.flag);
    if (flag.conversation !== talk.id || raising?.by !== talk.peer) continue;
    send(talk.peer, { type: 'raised', conversation: talk.id, what: raising.what, why: raising.why, ...(flag.claimedBy ? { by: flag.claimedBy.name } : supervisors() > 0 ? { told: true } : {}) });
  }
}

function raise(flag) {
  flags.set(flag.flag, flag);
  boards.forEach((supervisor) => isFor(supervisor, flag) && send(supervisor, flag));
}

function claim(supervisor, { loud: _, asked: __, ...flag }) {
  const raising = raisings.get(flag.flag);
  if (raising) send(raising.by, { type: 'raised', conversation: flag.conversation, what: raising.what, ...(raising.why ? { why: raising.why } : {}), by: supervisor.name });
  raise({ ...flag, claimedBy: { id: supervisor.id, name: supervisor.name } });
}

/** Nobody has had what needs a person, or was raised, for so long: here somebody says so instead of a clock. */
function unanswered(loud) {
  for (const flag of [...flags.values()]) {
    const awaited = flag.lane === 'now' || (loud === 'louder' && raisings.has(flag.flag));
    if (awaited && !flag.claimedBy) raise({ ...flag, loud });
  }
}

/** Whoever comes into a conversation has what waits for somebody there, and what comes up while they are in it. */
function claimIn(supervisor, conversation) {
  for (const flag of [...flags.values()]) {
    const awaited = flag.lane === 'now' || raisings.has(flag.flag);
    if (flag.conversation === conversation && awaited && !flag.claimedBy && isFor(supervisor, flag)) claim(supervisor, flag);
  }
}

function tellBoards(to = boards) {
  const theirs = (supervisor, lane) => [...flags.values()].filter((flag) => flag.lane === lane && isFor(supervisor, flag)).sort((one, other) => other.at - one.at);
  const frame = (supervisor) => ({
    type: 'board',
    now: theirs(supervisor, 'now'),
    soon: theirs(supervisor, 'soon'),
    waiting: line.length,
    longestWaitMinutes: 0,
    onDuty: taking() ? 1 : 0,
    supervisors: supervisors(),
    asOf: Date.now(),
    ...(passing().length > 0 ? { passing: passing() } : {}),
    ...(RULES.onCall ? { onCall: { name: RULES.onCall, phone: RULES.onCallPhone } } : {}),
    ...(RULES.lead ? { safeguarding: { lead: RULES.lead, policy: RULES.policy } } : {}),
  });
  to.forEach((supervisor) => send(supervisor, frame(supervisor)));
}

/** Of those in line the ones whom the peer would rather not take: nothing else that the pretend line decides has a reason. */
const queueFrame = () => ({
  type: 'queue',
  tickets: line.filter((seeker) => taking() && avoids(taking(), seeker)).map((seeker) => ({
    conversation: seeker.id,
    seeker: seeker.alias,
    state: 'waiting',
    band: 'ordinary',
    language: 'en',
    topics: seeker.about.topics,
    wants: seeker.about.wants,
    position: line.indexOf(seeker) + 1,
    since: Date.now(),
    reasons: ['1 would rather not take one of its topics this shift'],
  })),
  peers: [...staff.values()].filter(({ duty }) => duty.on).map(({ name, duty }) => ({ name, taken: duty.taken, capacity: duty.capacity, asked: offer !== undefined, offered: 0, accepted: 0, declined: 0, missed: 0, ...(duty.restsUntil > Date.now() ? { restsUntil: duty.restsUntil } : {}) })),
  lost: [],
  talks: [...conversations.values()]
    .filter(({ open }) => open)
    .map((talk) => ({ conversation: talk.id, seeker: talk.seeker.alias, ...(talk.peer ? { peer: talk.peer.name } : {}), ...(talk.peer?.level === 'supervised' ? { supervised: true } : {}), ...(talk.supervisor ? { supervisor: talk.supervisor.name } : {}), state: talk.held ? 'left' : 'open', language: 'en', ...(talk.log.length > 0 ? { lastSaid: talk.log.at(-1).at } : {}), readers: [...talk.watchers].map(({ name }) => name) })),
  supervisors: atBoards().map(({ id: who, name }) => ({ id: who, name })),
  waiting: line.length,
  asOf: Date.now(),
});

// ---- blocks -------------------------------------------------------------------------------------------------------------------------

const PASS_MS = 43_200_000;
const MISUSE = new Set(['harassment', 'sexual', 'harm_to_others']);
const blockedFrame = ({ block }) => ({ type: 'blocked', on: true, reason: block.reason, until: block.until });
const blocksFrame = () => ({ type: 'blocks', blocks: [...new Set([...seekers.values()].map((seeker) => seeker.block))].filter((block) => block && !block.upheld) });
const mayBeInDanger = (talk) => [...flags.values()].some((flag) => flag.conversation === talk.id && flag.lane === 'now' && flag.side === 'seeker' && !MISUSE.has(flag.category) && raisings.get(flag.flag)?.why !== 'me');

function block(supervisor, talk, reason) {
  const { seeker } = talk;
  if (![...seekers.values()].includes(seeker)) return 'left';
  if (mayBeInDanger(talk)) return 'undecided';
  const by = { id: supervisor.id, name: supervisor.name };
  seeker.block ??= { block: id(), conversation: talk.id, seeker: seeker.alias, reason, by, at: Date.now(), until: Date.now() + PASS_MS };
  // Whoever comes with the same words is blocked likewise.
  for (const words of [talk.thread, seeker.thread]) if (threads.has(words)) threads.get(words).block = seeker.block;
  if (seeker.waiting) leaveLine(seeker);
  if (seeker.conversation) close(seeker.conversation, 'blocked');
  send(seeker, blockedFrame(seeker));
  send(supervisor, { ...blockedFrame(seeker), conversation: talk.id });
  return undefined;
}

function review(supervisor, wanted, verdict) {
  const seeker = [...seekers.values()].find((each) => each.block?.block === wanted && !each.block.upheld);
  if (!seeker) return 'decided';
  if (seeker.block.by.id === supervisor.id) return 'own';
  if (verdict === 'uphold') seeker.block.upheld = true;
  else {
    const lifted = seeker.block;
    for (const thread of threads.values()) if (thread.block === lifted) thread.block = undefined;
    for (const each of seekers.values()) {
      if (each.block !== lifted) continue;
      each.block = undefined;
      send(each, { type: 'blocked', on: false });
    }
  }
  send(supervisor, blocksFrame());
  return undefined;
}

// ---- handing a shift over ------------------------------------------------------------------------------------------------------------

const shifts = new Map(); // person id -> { id, from, at, until, note, names, taken? }

/** What is open, for a reader; the conversations are those that somebody is in. */
const stillOpen = (reader, by) => [
  ...[...flags.values()]
    .filter((flag) => isFor(reader, flag))
    .map(({ flag, seeker, peer, lane, reasons, held, deleteAsked, claimedBy }) => ({ kind: 'flag', id: flag, seeker, peer, lane, why: reasons[0], held: held?.state === 'waits', deleteAsked: deleteAsked === true, has: claimedBy?.name })),
  ...passing().map(({ conversation, seeker, by: asks }) => ({ kind: 'passing', id: conversation, seeker, held: false, deleteAsked: false, has: asks.name })),
  ...[...conversations.values()].filter((talk) => talk.open && talk.supervisor === by).map((talk) => ({ kind: 'conversation', id: talk.id, seeker: talk.seeker.alias, peer: talk.peer?.name, held: false, deleteAsked: false, has: by.name })),
  ...blocksFrame().blocks.map((each) => ({ kind: 'block', id: each.block, seeker: each.seeker, held: false, deleteAsked: false })),
  ...teamNow().asks.map((each) => ({ kind: 'ask', id: each.id, peer: each.name, held: false, deleteAsked: false, what: each.what })),
  ...teamNow().debriefs.map((each) => ({ kind: 'debrief', id: each.id, peer: each.name, held: false, deleteAsked: false })),
  ...closings.filter(({ owner, done }) => owner && !done).map((each) => ({ kind: 'follow-up', id: each.id, seeker: conversations.get(each.conversation)?.seeker.alias, held: false, deleteAsked: false, has: each.owner.name })),
];
const nameOf = ({ kind, id: which }) => `${kind}:${which}`;

const leftFor = (reader) =>
  [...shifts.values()]
    .filter(({ taken }) => !taken)
    .map(({ names, by, taken: _, ...shift }) => ({ ...shift, open: stillOpen(reader, by).filter((each) => names.has(nameOf(each))) }));

function leaveShift(by, note) {
  const names = new Set(stillOpen(by, by).map(nameOf));
  shifts.set(by.id, { id: id(), from: { id: by.id, name: by.name }, at: Date.now(), until: Date.now() + DAY_MS, note: note.trim(), names, by });
}

/** Who has it by now, or nothing when it is not there. */
function haveShift(supervisor, { from, id: wanted }) {
  const shift = shifts.get(from);
  if (shift?.id !== wanted) return undefined;
  shift.taken ??= supervisor;
  return shift.taken;
}

// ---- looking after the team ----------------------------------------------------------------------------------------------------------

const wishes = new Map(); // login of a peer who would like company -> { at, by? }
const asked = new Map(); // login of a peer -> { what, at, by? }
const thanks = new Map(); // login of a peer -> [{ at, by }], the latest first

const debriefs = new Map(); // login of a peer -> { at, by? }: since when somebody should talk a hard conversation over with them
const besides = new Map(); // login of a peer -> { id, name } of a supervisor
const hows = new Map(); // login of a peer -> 1 to 5

/** How many of their first ten a peer has had. */
const hadBy = (peer) => Math.min(10, [...conversations.values()].filter((talk) => talk.peer === peer).length);
const notesOf = (conversation) => closings.filter((each) => each.conversation === conversation && each.note).map(({ at, by, note }) => ({ at, by, text: note }));
const closedFlagsOf = (conversation) => closings.filter((each) => each.conversation === conversation).map(({ flag, at, by, said }) => ({ ...flag, at, by, said }));
const teamNow = () => ({
  asks: [...asked].filter(([, each]) => !each.by).map(([login, { what, at }]) => ({ id: staff.get(login).id, name: staff.get(login).name, what, at })),
  team: [...staff.values()]
    .filter((each) => each.role === 'peer' && each.duty.on)
    .map((each) => ({
      id: each.id,
      name: each.name,
      ...(each.duty.restsUntil > Date.now() ? { restsUntil: each.duty.restsUntil } : {}),
      hard: [...flags.values()].some(({ lane, peer }) => lane === 'now' && peer === each.name),
      breakDue: false,
      supervised: each.level === 'supervised',
      ...(each.level === 'supervised' ? { had: hadBy(each) } : {}),
      beside: besides.get(each.login),
    })),
  debriefs: [...debriefs].filter(([, each]) => !each.by).map(([login, { at }]) => ({ id: staff.get(login).id, name: staff.get(login).name, at })),
});

// ---- ways back ----------------------------------------------------------------------------------------------------------------------

const threads = new Map(); // plain words -> { visits, until, text, plan, show, peer?, closed?, block? }
const SOME_WORDS = ['maple', 'harbor', 'seven', 'candle', 'meadow', 'violin', 'garden', 'planet', 'window', 'cotton'];
const plainWords = (text) => text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(' ');
const isBlank = ({ text, plan }) => text === '' && plan.length === 0;
const threadFrame = ({ visits, until, show, peer, block: blocked, ...card }, talk) => ({
  type: 'thread',
  visits,
  until,
  show: show || isBlank(card),
  ...(show || isBlank(card) ? { card: card.text, plan: card.plan } : {}),
  ...(peer && !blocked ? { peer: { name: peer.name, state: peer.duty.on ? 'on' : 'off' } } : {}),
  ...(talk ? { talk: true } : {}),
});
const planFrame = (talk) => ({ type: 'plan', conversation: talk.id, n: talk.plans, plan: talk.card.plan });
const cardFrame = (talk, person) => ({
  type: 'card',
  conversation: talk.id,
  text: '',
  plan: [],
  ...talk.card,
  ...(talk.help ? { help: talk.help, helpAt: talk.helpAt } : {}),
  ...(talk.notSafe ? { safe: talk.notSafe, ...(person === talk.peer && supervisors() > 0 ? { told: true } : {}) } : {}),
});

/** What words open, or why they do not: after five wrong tries a pass waits a minute. */
function look(person, words) {
  person.tries ??= { count: 0, free: 0 };
  if (Date.now() < person.tries.free) return 'too_fast';
  person.tries.count += 1;
  if (person.tries.count >= 5) person.tries.free = Date.now() + 60_000;
  const thread = threads.get(plainWords(words));
  if (thread) person.tries = undefined;
  return thread ?? 'nothing';
}

/** Where both said yes the thread leads to that peer; a no takes it back, and nobody is told. */
function meetAgain(talk) {
  const thread = threads.get(talk.thread);
  const { seeker, peer } = talk.again ?? {};
  if (!thread || thread.closed) return;
  if (seeker && peer && !talk.never) thread.peer = talk.peer;
  else if ((seeker === false || peer === false || talk.never) && thread.peer === talk.peer) delete thread.peer;
}

function newWords(talk, thread, own) {
  const theirs = own && talkWords.get(plainWords(own)) === talk;
  let words = own?.split(' ');
  if (theirs) talkWords.delete(plainWords(own));
  else do words = Array.from({ length: 4 }, () => SOME_WORDS[Math.floor(Math.random() * SOME_WORDS.length)]);
  while (threads.has(words.join(' ')));
  if (talk.thread) threads.delete(talk.thread);
  leadNowhere(talk);
  talk.thread = words.join(' ');
  threads.set(talk.thread, thread);
  talkWords.set(talk.thread, talk);
  return words;
}

/** plain words -> the conversation that they lead to */
const talkWords = new Map();

function leadNowhere(talk) {
  for (const [words, each] of talkWords) if (each === talk) talkWords.delete(words);
}

/** What words lead to: a conversation that goes on before anything else. */
function lead(person, words) {
  const talk = talkWords.get(plainWords(words));
  if (talk?.open && !(Date.now() < person.tries?.free)) return { talk };
  const thread = look(person, words);
  return thread === 'nothing' && talk ? { talk } : { thread };
}

/** On a new pass, as who they were; what was said before is not for them any more. */
function goIn(person, talk) {
  const token = randomBytes(32).toString('base64url');
  for (const [old, each] of seekers) if (each === talk.seeker) seekers.delete(old);
  seekers.set(token, talk.seeker);
  clearTimeout(talk.leaving);
  const { consult, contact } = talk;
  if (consult && consult.state !== 'no') clinicianOut(talk, consult.state === 'in' ? 'left' : 'nobody', undefined);
  Object.assign(talk, { held: false, since: talk.log.length + 1, before: talk.steps.length, cardOfBefore: contact !== undefined && contact.state !== 'offered' });
  send(person, { type: 'pass', token, expiresAt: Date.now() + DAY_MS });
  for (const each of both(talk)) if (each !== talk.seeker) send(each, { type: 'presence', conversation: talk.id, who: 'seeker', state: 'back' });
  if (talk.peer) send(talk.peer, opened(talk, 'peer'));
  talk.watchers.forEach((each) => send(each, opened(talk, 'watching')));
}

// ---- frames -------------------------------------------------------------------------------------------------------------------------

function hear(person, frame) {
  const talk = conversations.get(frame.conversation);
  const refuse = (reason) => send(person, { type: 'refused', re: frame.type, ...(frame.id ? { id: frame.id } : {}), ...(frame.conversation ? { conversation: frame.conversation } : {}), reason });
  const mine = talk && (talk.seeker === person || talk.peer === person);
  const consulted = talk?.open && talk.consult?.clinician === person ? talk.consult.state : undefined;
  switch (frame.type) {
    case 'join':
      if (person.forWords) return refuse('not_allowed');
      if (person.conversation) return refuse('already');
      if (frame.words && !person.waiting) {
        const { block: laid, closed } = threads.get(plainWords(frame.words)) ?? {};
        if (!closed) person.block ??= laid;
      }
      if (person.block) {
        refuse('blocked');
        send(person, blockedFrame(person));
        return send(person, { type: 'support', lines: linesOf(person) });
      }
      if (!person.waiting && doorNow() !== 'open') {
        refuse('door_closed');
        send(person, { type: 'door', state: doorNow(), ...alone() });
        return send(person, { type: 'support', lines: linesOf(person) });
      }
      if (frame.words && !person.waiting) {
        const thread = look(person, frame.words);
        if (typeof thread === 'string') refuse(thread);
        else if (thread.closed) refuse('closed');
        else {
          const card = frame.share && !isBlank(thread) ? { text: thread.text, plan: thread.plan, keptAt: thread.keptAt } : undefined;
          Object.assign(person, { thread: plainWords(frame.words), card, together: card !== undefined && thread.show, known: frame.peer && thread.peer, held: frame.peer === 'hold' && thread.peer && !thread.peer.duty.on });
        }
      }
      if (!person.waiting) {
        person.waiting = true;
        person.checkedIn = false;
        line.push(person);
      }
      tellPlaces();
      return setTimeout(offerNext, 2_500);
    case 'about':
      person.about = { topics: frame.topics, wants: frame.wants, patience: frame.patience, safe: frame.safe ?? person.about.safe, help: frame.help === 'none' ? undefined : (frame.help ?? person.about.help), helpAt: frame.help === undefined || frame.help === person.about.help ? person.about.helpAt : Date.now() };
      clearTimeout(person.patience);
      person.asked = false;
      // Here a minute of patience is a second.
      if (frame.wants === 'lived' && frame.topics.length > 0) {
        person.patience = setTimeout(() => {
          person.asked = person.waiting;
          tellPlaces();
        }, (frame.patience ?? 10) * 1_000);
      }
      if (offer?.seeker === person) {
        if (avoids(offer.peer, person)) endOffer('withdrawn');
        else send(offer.peer, offerFrame());
      }
      if (frame.safe === 'no' || frame.safe === 'unsure') worry(person, undefined, frame.safe === 'no' ? 'now' : 'soon', 'Said they are not sure that they are safe.');
      return tellPlaces();
    case 'note':
      person.note = frame.text;
      if (danger(frame.text)) worry(person, undefined, 'soon', 'Says they wish they were not alive.', frame.text);
      tellsAge(person, undefined, frame.text);
      return tellPlaces();
    case 'check-in': {
      const before = frame.when === 'before';
      if (before ? !person.waiting : talk?.seeker !== person || talk.open) return refuse(before ? 'not_waiting' : 'not_yours');
      const about = before ? person : talk;
      if (about.checkedIn) return refuse('already');
      about.checkedIn = true;
      return undefined;
    }
    case 'last-word':
      if (talk?.seeker !== person || talk.open || talk.deleted) return refuse('not_yours');
      talk.lastWord = frame.text || undefined;
      return send(person, { type: 'last-word', conversation: talk.id, kept: talk.lastWord !== undefined });
    case 'words': {
      if (talk?.seeker !== person || !talk.open) return refuse('not_yours');
      for (const [words, each] of talkWords) if (each === talk) talkWords.delete(words);
      const words = Array.from({ length: 4 }, () => SOME_WORDS[Math.floor(Math.random() * SOME_WORDS.length)]);
      talkWords.set(words.join(' '), talk);
      return send(person, { type: 'words', words });
    }
    case 'go-in': {
      const { talk: found, thread } = lead(person, frame.words);
      if (found?.open) person.block ??= threads.get(found.thread)?.block;
      if (found?.open && person.block) {
        refuse('blocked');
        send(person, blockedFrame(person));
        return send(person, { type: 'support', lines: linesOf(person) });
      }
      return found?.open ? goIn(person, found) : refuse(thread?.closed ? 'closed' : 'nothing');
    }
    case 'back':
    case 'card':
    case 'forget': {
      const { talk: found, thread } = frame.type === 'card' ? { thread: look(person, frame.words) } : lead(person, frame.words);
      if (found && frame.type === 'back') return send(person, { type: 'talk', state: found.open ? 'open' : 'closed' });
      if (found && frame.only === 'thread') return refuse('nothing');
      if (typeof thread === 'string') return refuse(thread);
      const words = plainWords(frame.words);
      const last = talkWords.get(words);
      if (frame.type === 'forget') {
        if (frame.only === 'talk' && !last) return refuse('nothing');
        if (last && frame.only !== 'thread') {
          send(person, { type: 'deleted', conversation: last.id, state: remove(last) });
          if (frame.only === 'talk') return undefined;
        }
        talkWords.delete(words);
        return threads.delete(words) ? send(person, { type: 'forgotten' }) : undefined;
      }
      if (thread.closed) return refuse('closed');
      if (frame.type === 'card') Object.assign(thread, { text: frame.text, plan: frame.plan ?? [], show: frame.show, keptAt: Date.now() });
      return send(person, threadFrame(thread, last));
    }
    case 'plan': {
      if (talk?.plans === undefined || (person !== talk.seeker && person !== talk.peer) || (person === talk.seeker && talk.since)) return refuse('not_yours');
      const hint = person === talk.peer && scope(frame.plan.filter((step) => !talk.card.plan.includes(step)).join('\n'));
      if (hint) return send(person, { type: 'hint', conversation: talk.id, id: frame.id, ...hint });
      if (!talk.open) return refuse('closed');
      if (talk.held) return refuse('left');
      if (frame.n !== talk.plans) return JSON.stringify(frame.plan) === JSON.stringify(talk.card.plan) ? undefined : refuse('changed');
      talk.card = { ...talk.card, plan: frame.plan };
      talk.plans += 1;
      const thread = threads.get(talk.thread);
      if (thread && !thread.closed) thread.plan = frame.plan;
      for (const each of [talk.seeker, talk.peer, ...talk.watchers]) if (each && !(each === talk.seeker && talk.since)) send(each, planFrame(talk));
      return thread && !thread.closed ? undefined : refuse('nothing');
    }
    case 'keep': {
      if (talk?.seeker !== person || talk.open || talk.deleted || person.block || threads.get(talk.thread)?.block) return refuse('not_yours');
      const until = Date.now() + 90 * DAY_MS;
      const words = newWords(talk, { visits: talk.visit ?? 1, until, text: frame.text, plan: frame.plan ?? [], show: frame.show, keptAt: Date.now() }, frame.words);
      meetAgain(talk);
      return send(person, { type: 'words', words, until });
    }
    case 'again': {
      const side = talk && person === talk.seeker ? 'seeker' : talk && person === talk.peer ? 'peer' : undefined;
      if (!side || talk.open || talk.deleted || (side === 'seeker' && !talk.thread)) return refuse('not_yours');
      talk.again = { ...talk.again, [side]: frame.yes };
      return meetAgain(talk);
    }
    case 'region': {
      if (!START.regions.some((each) => each.id === frame.region)) return refuse('nothing');
      person.region = frame.region;
      const its = [...conversations.values()].find((each) => each.seeker === person && each.open);
      return its?.watchers.forEach((each) => send(each, { type: 'region', conversation: its.id, region: frame.region }));
    }
    case 'anyone':
      if (!person.waiting) return refuse('not_waiting');
      person.held = false;
      tellPlaces();
      return offerNext();
    case 'thread-close': {
      if (!talk?.watchers.has(person)) return refuse('not_yours');
      const thread = threads.get(talk.thread);
      if (!thread) return refuse('nothing');
      Object.assign(thread, { text: '', plan: [], show: false, closed: true, peer: undefined });
      talkWords.delete(talk.thread);
      talk.never = true;
      return send(person, { type: 'thread-closed', conversation: talk.id });
    }
    case 'other-peer':
      if (talk && person.goesOn === talk) return send(person, placeFrame(person));
      return talk?.seeker === person && talk.peer && talk.open && !talk.held ? otherPeer(talk, frame.share) : refuse('not_yours');
    case 'leave':
      leaveLine(person);
      return send(person, { type: 'left', why: 'left' });
    case 'duty':
      if (person.role === 'clinician') {
        person.duty = { on: frame.on, capacity: 0, taken: 0 };
        return send(person, { type: 'duty', ...person.duty });
      }
      if (frame.on && !isReady(person)) return send(person, { type: 'duty', on: false, capacity: 0, taken: person.duty.taken });
      person.duty = { on: frame.on, capacity: frame.on ? (frame.capacity ?? 1) : 0, taken: person.duty.taken, ...(frame.on ? { topics: (frame.topics ?? person.topics ?? []).filter((each) => person.topics?.includes(each)), avoid: frame.avoid ?? [] } : {}) };
      send(person, { type: 'duty', ...person.duty });
      if (offer?.peer === person && (!frame.on || avoids(person, offer.seeker))) endOffer('withdrawn');
      lookAtTheDoor();
      tellBoards();
      offerToAnother();
      return offerNext();
    case 'breather':
      if (frame.minutes === 0) delete person.duty.restsUntil;
      else person.duty.restsUntil = Date.now() + (frame.minutes ?? 5) * 60_000;
      send(person, { type: 'duty', ...person.duty, why: 'breather' });
      return offerNext();
    case 'wrap-up':
      if (!(talk?.peer === person && !talk.open) && !(talk?.past?.has(person) && talk.peer !== person)) return refuse('not_yours');
      if (frame.me === 'hard') person.duty.restsUntil = Date.now() + 300_000;
      send(person, { type: 'duty', ...person.duty });
      if (frame.next !== undefined) {
        const hint = scope(frame.next);
        if (hint) return send(person, { type: 'hint', conversation: talk.id, id: frame.id, ...hint });
        talk.next = frame.next;
        send(person, { type: 'next', conversation: talk.id, text: talk.next });
      }
      return undefined;
    case 'next':
      if (talk?.seeker !== person || talk.open || talk.deleted) return refuse('not_yours');
      return send(person, { type: 'next', conversation: talk.id, ...(talk.next ? { text: talk.next } : {}) });
    case 'accept':
      return accept(person, frame.offer);
    case 'decline':
      return offer?.id === frame.offer ? endOffer('declined') : refuse('offer_gone');
    case 'check': {
      if (!person.role) return send(person, { type: 'clear', conversation: frame.conversation, id: frame.id });
      const hint = scope(frame.text);
      return send(person, hint ? { type: 'hint', conversation: talk.id, id: frame.id, ...hint } : { type: 'clear', conversation: talk.id, id: frame.id });
    }
    case 'say': {
      if (!mine && talk?.supervisor !== person && consulted !== 'in') return refuse('not_yours');
      if (!talk.open) return refuse('closed');
      if (talk.held) return refuse('left');
      if (person === talk.peer && talk.part === 'took_over') return refuse('taken_over');
      if (!redisThere) return send(person, { type: 'pending', conversation: talk.id, id: frame.id });
      const fromPeer = person === talk.peer;
      const hint = fromPeer ? scope(frame.text) : person === talk.seeker && personal(frame.text) ? { category: 'personal_data', spans: [], why: 'This looks like contact details.', firm: false } : undefined;
      const aside = talk.aside.get(frame.id);
      if (aside && aside.state !== 'released') return tellAside(talk, aside);
      if (hint && !frame.sure) return send(person, { type: 'hint', conversation: talk.id, id: frame.id, ...hint });
      if (hint?.firm) {
        withhold(talk, frame.id, frame.text, hint);
        return tellAside(talk, talk.aside.get(frame.id));
      }
      const { message, same } = keep(talk, person, frame.id, frame.text);
      if (!same) return refuse('conflict');
      send(person, { type: 'kept', conversation: talk.id, id: frame.id, epoch: talk.epoch, seq: message.seq, at: message.at });
      if (person === talk.seeker) tellsAge(person, talk, frame.text);
      if (person === talk.seeker && danger(frame.text)) {
        send(talk.peer, { type: 'guide', conversation: talk.id, id: frame.id, ...GUIDE });
        worry(person, talk, /tonight/.test(frame.text) ? 'now' : 'soon', 'Says they wish they were not alive.', frame.text);
      }
      return undefined;
    }
    case 'typing':
      if (!mine && talk?.supervisor !== person && consulted !== 'in') return undefined;
      return both(talk).forEach((each) => each !== person && send(each, { type: 'typing', conversation: talk.id, who: whoIs(talk, person).role, on: frame.on }));
    case 'resume':
      return mine || talk?.watchers.has(person) || consulted === 'in' ? resume(person, talk, frame.epoch, frame.after) : refuse('not_yours');
    case 'end':
      if (talk?.supervisor === person && talk.part === 'alone') return close(talk, 'ended_by_supervisor');
      return mine ? close(talk, person === talk.peer ? 'ended_by_peer' : 'ended_by_seeker') : refuse('not_yours');
    case 'delete': {
      if (talk?.seeker !== person) return refuse('not_yours');
      return send(person, { type: 'deleted', conversation: talk.id, state: remove(talk) });
    }
    case 'exit':
      send(person, { type: 'bye', reason: 'exit' });
      exit(person);
      return person.socket?.close(4410);
    case 'board':
      boards.add(person);
      return tellBoards(new Set([person]));
    case 'queue':
      return send(person, queueFrame());
    case 'watch': {
      if (!talk) return refuse('not_yours');
      if (!frame.reason && talk.supervisor !== person && ![...flags.values()].some((flag) => flag.conversation === talk.id)) return refuse('reason_needed');
      for (const each of [talk.seeker, talk.peer]) send(each, { type: 'watched', conversation: talk.id, by: person.name, mode: 'reading' });
      talk.watchers.add(person);
      talk.readers.add(person);
      send(person, opened(talk, 'watching'));
      return resume(person, talk, talk.epoch, 0);
    }
    case 'whisper': {
      const note = talk?.peer === person;
      if (!talk?.peer || (!note && !talk.watchers.has(person))) return refuse('not_yours');
      if (!talk.open) return refuse('closed');
      const known = talk.whispers.find((each) => each.id === frame.id);
      if (known && known.text !== frame.text) return refuse('conflict');
      const whisper = known ?? { type: 'whispered', conversation: talk.id, id: frame.id, by: person.name, ...(note ? { from: 'peer' } : {}), text: frame.text, at: Date.now() };
      if (!known) talk.whispers.push(whisper);
      return [talk.peer, ...talk.watchers].forEach((each) => send(each, whisper));
    }
    case 'clinicians':
      return send(person, { type: 'clinicians', clinicians: cliniciansOnDuty().map(({ id: who, name }) => ({ id: who, name })) });
    case 'offer-clinician': {
      const no = !talk?.watchers.has(person) ? 'not_yours' : talk.open ? offerClinician(talk, frame.clinician) : 'closed';
      return no ? refuse(no) : undefined;
    }
    case 'join-in':
      if (person.role === 'clinician') return consulted === 'agreed' ? clinicianJoins(talk) : refuse('not_yours');
      if (!talk?.watchers.has(person)) return refuse('not_yours');
      if (!talk.open) return refuse('closed');
      if (talk.supervisor && talk.supervisor !== person) return refuse('taken');
      if (talk.supervisor) return undefined;
      Object.assign(talk, { supervisor: person, part: 'joined' });
      claimIn(person, talk.id);
      return step(talk, 'joined', person);
    case 'take-over': {
      if (!talk?.watchers.has(person)) return refuse('not_yours');
      if (!talk.open) return refuse('closed');
      if (!frame.reason) return refuse('reason_needed');
      if (talk.supervisor && talk.supervisor !== person) return refuse('taken');
      if (frame.peer === 'keep' && mustGo(talk)) return refuse('must_remove');
      claimIn(person, talk.id);
      if (flagsOf(talk).some((flag) => flag.lane === 'now') || talk.peer.socket?.readyState !== 1) return takeOver(talk, person, frame.peer);
      if (talk.over && !talk.looking) callOff(talk, 'over_back');
      talk.asking = { supervisor: person, peer: frame.peer };
      return step(talk, 'asked', person);
    }
    case 'hand-over': {
      if (talk?.peer !== person) return refuse('not_yours');
      if (!talk.open) return refuse('closed');
      if (talk.held) return refuse('left');
      if (talk.part === 'took_over') return refuse('taken_over');
      if (talk.over) return refuse('already');
      if (talk.asking) return refuse('taken');
      const hint = frame.note && scope(frame.note);
      if (hint && (hint.firm || !frame.sure)) return send(person, { type: 'hint', conversation: talk.id, id: frame.id, ...hint });
      talk.over = overStep(talk, 'over_asked', { why: frame.why, ...(frame.note ? { note: frame.note } : {}) });
      return undefined;
    }
    case 'still-here':
      if (talk?.seeker !== person) return refuse('not_yours');
      for (const each of [talk.seeker, talk.peer, ...talk.watchers]) send(each, { type: 'quiet', conversation: talk.id, stage: 'over' });
      return undefined;
    case 'moment':
      if (talk?.seeker !== person) return refuse('not_yours');
      if (!talk.open || talk.held) return refuse('left');
      for (const each of [talk.seeker, talk.peer, ...talk.watchers]) send(each, { type: 'quiet', conversation: talk.id, stage: 'moment' });
      return undefined;
    case 'more-time':
      if (talk?.peer !== person) return refuse('not_yours');
      if (!talk.open) return refuse('closed');
      for (const each of [talk.seeker, talk.peer]) send(each, { type: 'time', conversation: talk.id, stage: 'more', minutes: frame.minutes });
      return undefined;
    case 'offer-resource': {
      const no = offerResource(person, talk, frame.what);
      return no ? refuse(no) : undefined;
    }
    case 'stay':
      if (talk?.peer !== person) return refuse('not_yours');
      return talk.over ? callOff(talk, 'over_back') : refuse('decided');
    case 'reply': {
      if (talk?.seeker === person && talk.consult !== undefined && talk.consult.n === frame.n) {
        const no = replyToClinician(talk, frame.yes);
        return no ? refuse(no) : undefined;
      }
      if (talk?.steps.some(({ n, step }) => n === frame.n && step.startsWith('offer_'))) {
        if (talk.seeker !== person) return refuse('not_yours');
        const asked = talk.open ? openOffer(talk) : undefined;
        return asked?.n === frame.n ? offerStep(talk, frame.yes ? 'offer_yes' : 'offer_no', asked.by, asked.what) : refuse('decided');
      }
      if (frame.n !== undefined) {
        if (!talk?.over || talk.seeker !== person || talk.over.n !== frame.n) return refuse('decided');
        if (!frame.yes) return callOff(talk, 'over_declined');
        if (talk.looking) return undefined;
        overStep(talk, 'over_agreed');
        return lookForAnother(talk);
      }
      if (!talk?.asking || talk.seeker !== person) return refuse('decided');
      const { supervisor, peer } = talk.asking;
      // A yes to somebody who has gone meanwhile would leave the seeker with nobody who writes.
      if (frame.yes && supervisor.socket?.readyState === 1) return takeOver(talk, supervisor, mustGo(talk) ? 'remove' : peer);
      talk.asking = undefined;
      return step(talk, 'declined', supervisor);
    }
    case 'step-out':
      if (person.role === 'clinician') {
        if (consulted !== 'in' && consulted !== 'agreed') return refuse('not_yours');
        return clinicianOut(talk, consulted === 'in' ? 'left' : 'nobody', undefined);
      }
      if (talk?.supervisor !== person) return refuse('not_yours');
      return talk.part === 'alone' ? refuse('nobody_else') : stepOut(talk);
    case 'answer': {
      const no = answer(person, frame.conversation);
      return no ? refuse(no) : undefined;
    }
    case 'raise': {
      if (!mine) return refuse('not_yours');
      if (!talk.open) return refuse('closed');
      if ((person === talk.peer) !== (frame.why !== undefined)) return refuse('not_allowed');
      concern(talk, person, frame);
      send(person, { type: 'raised', conversation: talk.id, what: frame.what, ...(frame.why ? { why: frame.why } : {}), ...(supervisors() > 0 ? { told: true } : {}) });
      return frame.what === 'home_unsafe' ? send(person, { type: 'support', lines: linesOf(person) }) : undefined;
    }
    case 'release': {
      const flag = flags.get(frame.flag);
      if (flag?.held?.state !== 'waits') return send(person, { type: 'refused', re: 'release', id: frame.flag, reason: 'decided' });
      if (flag.claimedBy && flag.claimedBy.id !== person.id) return send(person, { type: 'refused', re: 'release', id: frame.flag, reason: 'taken' });
      return decide(person, flag, frame.send, frame.word);
    }
    case 'claim': {
      const flag = flags.get(frame.flag);
      const no = !flag ? 'decided' : flag.claimedBy && flag.claimedBy.id !== person.id && flag.asked?.id !== person.id ? 'taken' : undefined;
      if (no) return send(person, { type: 'refused', re: 'claim', id: frame.flag, reason: no });
      return claim(person, flag);
    }
    case 'let-go': {
      const flag = flags.get(frame.flag);
      if (flag?.claimedBy?.id !== person.id) return send(person, { type: 'refused', re: 'let-go', id: frame.flag, reason: 'unclaimed' });
      const other = frame.to && atBoards().find((each) => each.id === frame.to && each !== person && isFor(each, flag));
      if (frame.to && !other) return send(person, { type: 'refused', re: 'let-go', id: frame.flag, reason: 'away' });
      if (other) return raise({ ...flag, asked: { id: other.id, name: other.name } });
      const { claimedBy: _, asked: __, ...free } = flag;
      return raise(free);
    }
    case 'resolve': {
      const flag = flags.get(frame.flag);
      const no = !flag ? 'decided' : flag.claimedBy && flag.claimedBy.id !== person.id ? 'taken' : flag.lane === 'now' && !flag.claimedBy ? 'unclaimed' : flag.held?.state === 'waits' ? 'undecided' : flag.lane === 'now' && !frame.outcome ? 'outcome_needed' : undefined;
      if (no) return send(person, { type: 'refused', re: 'resolve', id: frame.flag, reason: no });
      const owner = frame.owner && atBoards().find((each) => each.id === frame.owner && isFor(each, flag));
      if (frame.owner && !owner) return send(person, { type: 'refused', re: 'resolve', id: frame.flag, reason: 'away' });
      const judged = [frame.verdict, frame.outcome, frame.note && 'note', owner && 'follow_up'].filter(Boolean).join(' ');
      closings.push({ id: id(), conversation: flag.conversation, by: person.name, at: Date.now(), note: frame.note, owner, said: judged, flag: { raisedAt: flag.at, reasons: flag.reasons } });
      const of = conversations.get(flag.conversation);
      if (of && frame.verdict === 'right' && /^peer_/.test(raisings.get(flag.flag)?.what)) of.crossed = of.peer;
      flags.delete(frame.flag);
      if (of?.deleteAsked && !isFlagged(of)) destroy(of);
      verdicts.push({ rule: `pretend.${flag.category}`, category: flag.category, right: frame.verdict === 'right', outcome: frame.outcome });
      boards.forEach((supervisor) => send(supervisor, { type: 'flag-changed', flag: frame.flag, state: 'closed', by: person.name }));
      return tellBoards();
    }
    case 'block': {
      const no = talk?.watchers.has(person) ? block(person, talk, frame.reason) : 'not_yours';
      return no ? refuse(no) : undefined;
    }
    case 'contact-offer':
    case 'contact-share':
    case 'contact-keep':
    case 'contact-allow':
    case 'contact-open':
    case 'contact-pass':
    case 'contact-confirm':
    case 'contact-passed': {
      const no = onCard(person, talk, frame);
      return no ? refuse(no) : undefined;
    }
    case 'blocks':
      return send(person, blocksFrame());
    case 'review': {
      const no = review(person, frame.block, frame.verdict);
      return no ? send(person, { type: 'refused', re: 'review', id: frame.block, reason: no }) : undefined;
    }
    case 'unwatch':
      if (talk?.supervisor === person && talk.part !== 'alone') stepOut(talk);
      talk?.watchers.delete(person);
      for (const each of [talk?.seeker, talk?.peer]) send(each, { type: 'watched', conversation: frame.conversation, by: person.name, mode: 'gone' });
      return send(person, { type: 'closed', conversation: frame.conversation, why: 'unwatched' });
    default:
      return refuse('unknown_type');
  }
}

function leaveLine(seeker) {
  const at = line.indexOf(seeker);
  if (at >= 0) line.splice(at, 1);
  seeker.waiting = false;
  seeker.goesOn = undefined;
  seeker.note = '';
  seeker.about.safe = undefined;
  if (offer?.seeker === seeker) endOffer('withdrawn');
  tellPlaces();
}

function exit(seeker) {
  seeker.gone = true;
  leaveLine(seeker);
  for (const [token, each] of seekers) if (each === seeker) seekers.delete(token);
  const talk = seeker.conversation;
  if (!talk) return;
  talk.held = true;
  send(talk.peer, { type: 'presence', conversation: talk.id, who: 'seeker', state: 'left' });
  talk.leaving = setTimeout(() => close(talk, 'left'), HELD_MS);
}

function welcome(person, hello, session) {
  const theirs = [...conversations.values()].filter((talk) => talk.open && (talk.seeker === person || talk.peer === person || talk.supervisor === person || clinicianOf(talk) === person));
  send(person, {
    type: 'welcome',
    you: { id: person.id, role: person.role ?? 'seeker', ...(person.name ? { name: person.name } : {}) },
    conversations: theirs.map((talk) => opened(talk, talk.peer === person ? 'peer' : talk.seeker === person ? 'seeker' : clinicianOf(talk) === person ? 'clinician' : 'watching')),
    waiting: person.waiting ?? false,
    ...(person.role === 'peer' || person.role === 'clinician' ? { duty: { type: 'duty', ...person.duty } } : {}),
    limits: LIMITS,
    durability: 'L1',
    serverTime: Date.now(),
    // The same on each socket of a pass, or of a peer's sign-in.
    ...(person.role === undefined || person.role === 'peer' ? { tabKey: createHash('sha256').update(hello.token ?? session.id).digest('base64url') } : {}),
  });
  lookAtTheDoor();
  if (person.role === undefined && theirs.length === 0 && (door !== 'open' || supervisors() > 0)) send(person, { type: 'door', state: door, ...alone() });
  if (person.role === 'peer' && supervisors() === 0) send(person, { type: 'door', state: besideNow(), ...alone() });
  if (person.block) send(person, blockedFrame(person));
  for (const point of hello.resume ?? []) {
    const talk = theirs.find((each) => each.id === point.conversation);
    if (talk) resume(person, talk, point.epoch, point.after);
  }
  if (offer?.peer === person) send(person, offerFrame());
  if (person.role === 'clinician') tellConsents(person);
  for (const talk of beside(person)) send(talk.other, { type: 'presence', conversation: talk.id, who: talk.who, state: 'here' });
  offerNext();
}

function* beside(person) {
  for (const talk of conversations.values()) {
    if (!talk.open) continue;
    if (talk.seeker === person && talk.peer) yield { id: talk.id, other: talk.peer, who: 'seeker' };
    if (talk.peer === person) yield { id: talk.id, other: talk.seeker, who: 'peer' };
    if (clinicianOf(talk) === person) yield { id: talk.id, other: talk.seeker, who: 'clinician' };
  }
}

// ---- http ---------------------------------------------------------------------------------------------------------------------------

const json = (response, status, body, headers = {}) => response.writeHead(status, { 'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json', ...headers }).end(JSON.stringify(body));
const read = async (request) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : JSON.parse(text);
};
const cookie = (request) => /pretend-desk=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];

function signOut(login) {
  for (const [key, each] of sessions) if (each.login === login) sessions.delete(key);
  staff.get(login)?.socket?.close(4401);
}

/** What coordinators do about crisis lines; undefined when it is done, else why not. */
function keepLine(what, { region: regionId, id: lineId, version, line: text }, by) {
  const region = HOUSE.find((each) => each.id === regionId);
  if (!region) return [400, 'region'];
  const old = region.lines.find((each) => each.id === lineId);
  const waiting = region.waiting.find((each) => each.id === lineId);
  const wait = (replaces) => region.waiting.push({ id: id(), ...text, ...replaces, madeOn: inDays(0), by });
  if (what === 'add') return void wait({});
  if (what === 'confirm' || what === 'withdraw') {
    if (!waiting) return [410, 'gone'];
    if (what === 'confirm' && waiting.by === by) return [409, 'own_change'];
    region.waiting.splice(region.waiting.indexOf(waiting), 1);
    if (what === 'withdraw') return undefined;
    const { id: _id, replaces, madeOn, by: writer, ...words } = waiting;
    const now = { ...words, checkedOn: madeOn, checkedBy: STAFF[writer].name };
    const before = region.lines.findIndex((each) => each.id === replaces);
    if (before < 0) region.lines.push({ id: waiting.id, version: 1, ...now });
    else region.lines[before] = { id: replaces, version: region.lines[before].version + 1, ...now };
  } else {
    if (!old) return [410, 'gone'];
    if (old.version !== version) return [409, 'changed'];
    if (what === 'change') return region.waiting.some((each) => each.replaces === lineId) ? [409, 'waiting'] : void wait({ replaces: lineId });
    if (what === 'check') Object.assign(old, { version: version + 1, checkedOn: inDays(0), checkedBy: STAFF[by].name });
    else region.lines.splice(region.lines.indexOf(old), 1);
  }
  START.regions = HOUSE.filter(({ id: each, lines }) => lines.length > 0 || [START.region, 'elsewhere'].includes(each)).map(({ id: each, name, lines }) => ({
    id: each,
    name,
    lines: lines.map(({ id: _id, version: _version, source: _source, checkedBy: _by, lastCall: _call, ...shown }) => shown),
  }));
  return undefined;
}

/** Keeps what is to hold for the house; why not, or undefined. */
function keepHouse({ version, minAge, days, flagDays, topics, lead, policy, onCall, onCallPhone, ...rest }, by) {
  if (version !== RULES.version) return [409, 'changed'];
  if (!Intl.supportedValuesOf('timeZone').includes(rest.zone) && rest.zone !== 'UTC') return [400, 'zone'];
  if (minAge < 18 && !lead) return [400, 'lead'];
  if (!onCall !== !onCallPhone) return [400, onCall ? 'onCallPhone' : 'onCall'];
  if (!topics?.length || !topics.every((each) => TOPICS.includes(each))) return [400, 'topics'];
  const { noticeVersion, minAge: before } = START;
  const says = [START.minAge, START.days, START.flagDays].join() === [minAge, days, flagDays].join() ? noticeVersion : noticeVersion + 1;
  Object.assign(START, { minAge, days, flagDays, noticeVersion: says, topics: TOPICS.filter((each) => topics.includes(each)) });
  Object.assign(RULES, rest, { lead, policy, onCall, onCallPhone, version: version + 1, changes: [{ at: Date.now(), by: STAFF[by].name }, ...RULES.changes].slice(0, 10) });
  if (minAge > 16 && before < minAge) line.filter((each) => each.ageBand === 'a16').forEach((each) => send(each, { type: 'support', lines: linesOf(each) }));
  lookAtTheDoor();
  return undefined;
}

/** Why a phrase cannot be looked for, or undefined. */
function phraseFault({ language, rule, phrase }) {
  if (!SAFETY.some((each) => each.language === language && each.rule === rule && each.takesPhrases)) return 'rule';
  if (phrase.length < 2 || phrase.length > 60) return 'length';
  if (!/^[\p{L}\p{Nd} '’-]*$/u.test(phrase)) return 'signs';
  return /^(i|am|you|the|and| )+$/i.test(phrase) ? 'common' : undefined;
}

/** Which lines of practice a phrase would flag; what the real server reads is put plainly here. */
function tryPhrase({ language, rule, phrase }) {
  const ofLanguage = PRACTICE.filter((each) => each.language === language);
  const { by, level } = SAFETY.find((each) => each.rule === rule);
  const lines = ofLanguage.filter((each) => by.includes(each.by) && each.text.toLowerCase().includes(phrase.toLowerCase()));
  return { texts: ofLanguage.length, flagged: lines.length, lines: lines.map(({ by: writer, text }) => ({ by: writer, text, output: level > 2 ? 'escalate' : 'watch' })) };
}

/** Looks for a phrase from now on, or no longer, or again for what was looked for at a version; why not, or undefined. */
function keepPhrase({ version, language, rule, phrase, there, to }, by) {
  const now = PHRASES.was.at(-1);
  if (version !== PHRASES.was.length - 1) return [409, 'changed'];
  if (to > version) return [410, 'gone'];
  const wanted = { language, rule, phrase: phrase?.toLowerCase() };
  const fault = to === undefined && there ? phraseFault(wanted) : undefined;
  if (fault) return [400, fault];
  const same = (one) => (other) => JSON.stringify(one) === JSON.stringify(other);
  const others = now.filter((each) => !same(each)(wanted));
  const next = to === undefined ? [...others, ...(there ? [wanted] : [])] : PHRASES.was[to];
  const added = next.filter((each) => !now.some(same(each)));
  const removed = now.filter((each) => !next.some(same(each)));
  if (added.length + removed.length === 0) return undefined;
  PHRASES.was.push(next);
  PHRASES.changes = [{ version: version + 1, at: Date.now(), by: STAFF[by].name, added, removed }, ...PHRASES.changes].slice(0, 10);
  return undefined;
}

/** Says something in the house's own words from now on, or again what was said at a version; why not, or undefined. */
function keepWords({ version, key, en, es, to }, by) {
  const now = WORDS.was.length - 1;
  if (version !== now) return [409, 'changed'];
  if (to > now) return [410, 'gone'];
  if (to === undefined && !WORD_KEYS[key]) return [400, 'key'];
  if ((en === undefined) !== (es === undefined)) return [400, 'missing'];
  if (/\d/.test(`${en}${es}`)) return [400, 'numbers'];
  const { [key]: _before, ...others } = START.words;
  const next = to === undefined ? { ...others, ...(en ? { [key]: { en, es } } : {}) } : WORDS.was[to];
  const keys = Object.keys(WORD_KEYS).filter((each) => JSON.stringify(next[each]) !== JSON.stringify(START.words[each]));
  if (keys.length === 0) return undefined;
  START.words = next;
  WORDS.was.push(next);
  WORDS.changes = [{ version: version + 1, at: Date.now(), by: STAFF[by].name, keys }, ...WORDS.changes].slice(0, 10);
  return undefined;
}

/** Somebody tried a crisis line; why not, or undefined. */
function keepCall({ region: regionId, id: lineId, version, outcome }, by) {
  const line = HOUSE.find((each) => each.id === regionId)?.lines.find((each) => each.id === lineId);
  if (!line) return [410, 'gone'];
  if (line.version !== version) return [409, 'changed'];
  if (line.kind === 'emergency') return [409, 'emergency'];
  const call = { at: Date.now(), by: STAFF[by].name, outcome };
  line.lastCall = call;
  CALLS.unshift({ ...call, region: regionId, name: line.name, value: line.value });
  return undefined;
}

/** What coordinators confirmed before the house opens. */
const SAID = {};
const CONFIRMED = ['notice', 'danger', 'ip_logs'];
const isDueLine = ({ checkedOn }) => checkedOn < inDays(-90);
function setupNow() {
  const people = [...Object.values(STAFF), ...Object.values(ELSEWHERE)];
  const some = (role) => people.filter((each) => each.role === role).length;
  const due = HOUSE.flatMap(({ lines }) => lines).filter(isDueLine).length;
  const looked = [
    ['hours', RULES.hours.length > 0],
    ['lines', due === 0, due],
    ['coordinators', some('coordinator') > 1, some('coordinator')],
    ['supervisors', rota.get('supervisor')?.length > 0, rota.get('supervisor')?.length > 0 ? 1 : 0],
    ['peers', people.some((each) => each.role === 'peer' && isReady(each)), some('peer')],
    ['demo', false, Object.keys(STAFF).length],
    ['ages', true],
  ].map(([what, done, count]) => ({ what, done, confirm: false, ...(count === undefined ? {} : { count }) }));
  const notice = START.noticeVersion;
  const confirmed = CONFIRMED.map((what) => ({ what, done: SAID[what] !== undefined && (what !== 'notice' || SAID[what].notice === notice), confirm: true, ...(SAID[what] ? { said: { at: SAID[what].at, by: SAID[what].by } } : {}) }));
  return { required: false, notice, steps: [...looked, ...confirmed] };
}

async function api(request, response) {
  const session = sessions.get(cookie(request));
  if (request.method === 'GET' && request.url.startsWith('/api/staff/story?')) return json(response, 200, { acts: session?.login ? STORY.map((each) => ({ ...each, at: Date.now() - each.ago })) : [] });
  if (request.method === 'GET' && request.url.startsWith('/api/staff/follow-ups/notes?')) {
    const wanted = new URL(request.url, 'http://localhost').searchParams.get('conversation');
    const reads = session?.login && conversations.get(wanted)?.watchers.has(staff.get(session.login));
    return reads ? json(response, 200, { notes: notesOf(wanted), flags: closedFlagsOf(wanted) }) : json(response, 409, { title: 'No', status: 409, reason: 'not_reading' });
  }
  switch (`${request.method} ${request.url}`) {
    case 'GET /api/staff/follow-ups':
      return json(response, 200, { followUps: closings.filter(({ owner, done }) => owner && !done).map(({ id: which, conversation, owner, before, by, at }) => ({ id: which, conversation, owner: { id: owner.id, name: owner.name }, before, by, at })) });
    case 'POST /api/seekers': {
      const { minAge, noticeVersion, days, flagDays } = START;
      const { ageBand, noticeVersion: seen, region } = await read(request);
      if (ageBand !== 'back' && seen !== noticeVersion) return json(response, 400, { title: 'No', status: 400, reason: 'notice_changed', notice: { minAge, noticeVersion, days, flagDays } });
      const token = randomBytes(32).toString('base64url');
      seekers.set(token, { id: id(), forWords: ageBand === 'back', ageBand, region, alias: ALIASES[seekers.size % ALIASES.length], about: { topics: [], wants: 'anyone' }, note: '' });
      return json(response, 201, { token, expiresAt: Date.now() + 86_400_000 });
    }
    case 'POST /api/seekers/exit': {
      const seeker = seekers.get((await read(request)).token);
      if (seeker) exit(seeker);
      return response.writeHead(204).end();
    }
    case 'GET /api/staff/precision?weeks=12':
      return session?.login ? json(response, 200, report()) : json(response, 401, { title: 'Not signed in', status: 401 });
    case 'GET /api/staff/transcripts':
      return json(response, 200, {
        closed: closed.map(({ talk, why, at }, n) => ({ conversation: talk.id, closedAt: at, why, messages: talk.log.length, keepUntil: at + (n % 2 ? 30 : 7) * DAY_MS, confirmed: n % 2 === 1, deleteAsked: talk.deleteAsked === true })),
      });
    case 'GET /api/staff/shift':
      return session?.login ? json(response, 200, { left: leftFor(staff.get(session.login)) }) : json(response, 401, { title: 'Not signed in', status: 401 });
    case 'GET /api/staff/shift/draft': {
      const me = staff.get(session?.login);
      return me ? json(response, 200, { open: stillOpen(me, me) }) : json(response, 401, { title: 'Not signed in', status: 401 });
    }
    case 'GET /api/staff/intro':
      return session?.login ? json(response, 200, { text: staff.get(session.login).intro ?? '' }) : json(response, 401, { title: 'Not signed in', status: 401 });
    case 'GET /api/staff/growth':
      return json(response, 200, { notes: growth.filter(({ by }) => by === session?.login).map(({ by: _by, ...each }) => each).reverse() });
    case 'GET /api/staff/settings':
      return session?.login ? json(response, 200, { settings: staff.get(session.login).settings ?? {} }) : json(response, 401, { title: 'Not signed in', status: 401 });
    case 'GET /api/staff/feedback':
      return json(response, 200, { feedback: feedback.filter(({ to }) => to === session?.login).map(({ by, to: _to, ...each }) => ({ ...each, who: STAFF[by].name })).reverse() });
    case 'GET /api/staff/feedback/given':
      return json(response, 200, {
        peers: Object.entries(STAFF).filter(([, { role }]) => role === 'peer').map(([login, { name }]) => ({ id: login, name })),
        feedback: feedback.filter(({ by }) => by === session?.login).map(({ by: _by, to, ...each }) => ({ ...each, who: STAFF[to]?.name })).reverse(),
      });
    case 'GET /api/staff/patterns':
      // One who is tired, and one of whom everything is noticed that can be.
      return session?.login
        ? json(response, 200, {
            people: [
              { id: 'ash', name: 'Ash', patterns: ['declines', 'reports', 'sudden_ends'] },
              { id: 'robin', name: 'Robin', patterns: ['declines'] },
            ],
          })
        : json(response, 401, { title: 'Not signed in', status: 401 });
    case 'GET /api/staff/hours':
      // One who was here as usual, and everybody else a lot.
      return json(response, 200, { minutes: session?.login === 'peer' ? 545 : 730, ...(isOn('standby') ? { standbyUntil: isOn('standby').until } : {}) });
    case 'GET /api/staff/care':
      return session?.login ? json(response, 200, teamNow()) : json(response, 401, { title: 'Not signed in', status: 401 });
    case 'GET /api/staff/care/tonight':
      return json(response, 200, {
        peers: [...staff.values()].filter((each) => each.role === 'peer' && each.duty.on).map((each) => each.name),
        supervisors: [...staff.values()].filter((each) => ['supervisor', 'coordinator'].includes(each.role) && each.socket?.readyState === 1).map((each) => each.name),
        waiting: line.length,
        longestMinutes: 0,
      });
    case 'GET /api/staff/company':
      return json(response, 200, { ...(wishes.has(session?.login) ? { mine: wishes.get(session.login) } : {}), others: [...wishes].filter(([login, { by }]) => login !== session?.login && !by).map(([login, { at }]) => ({ id: staff.get(login).id, name: staff.get(login).name, at })) });
    case 'GET /api/staff/care/mine':
      return session?.login ? json(response, 200, { asked: asked.get(session.login), thanks: thanks.get(session.login) ?? [], how: hows.get(session.login), beside: besides.get(session.login)?.name, debrief: debriefs.get(session.login)?.by ? undefined : debriefs.get(session.login)?.at, breakDue: false, supervised: staff.get(session.login)?.level === 'supervised', topics: [...(staff.get(session.login)?.topics ?? [])].sort() }) : json(response, 401, { title: 'Not signed in', status: 401 });
    case 'GET /api/staff/controls':
      return session?.login ? json(response, 200, { controls: controlsOn() }) : json(response, 401, { title: 'Not signed in', status: 401 });
    case 'GET /api/staff/sign-ins':
      return json(response, 200, { signIns: signInsOf(session?.login, session) });
    case 'GET /api/staff/sign-ins/everyone':
      return json(response, 200, { people: Object.entries(STAFF).map(([login, each]) => ({ id: login, name: each.name, role: each.role, signIns: signInsOf(login, session) })) });
    case 'GET /api/staff/audit':
    case 'GET /api/staff/audit?act=conversation.read':
      return json(response, 200, { acts: ACTS.filter(({ act }) => request.url.endsWith('audit') || act === 'conversation.read') });
    case 'GET /api/staff/lines':
      return json(response, 200, {
        alone: isAlone(),
        regions: HOUSE.map(({ id: region, name, lines, waiting }) => ({
          id: region,
          name,
          lines: lines.map((each) => ({ ...each, due: each.checkedOn < inDays(-90) })),
          waiting: waiting.map(({ by, ...each }) => ({ ...each, madeBy: STAFF[by].name, mine: by === session?.login })),
        })),
      });
    case 'GET /api/staff/exports':
      return json(response, 200, { alone: isAlone(), exports: [...copies].map(([which, { by, ...each }]) => ({ id: which, ...each, by: STAFF[by]?.name, mine: by === session?.login })).reverse() });
    case 'GET /api/staff/grants':
      return json(response, 200, {
        alone: isAlone(),
        waiting: [...grants].map(([which, { name, token, by, at }]) => ({ id: which, name, invited: token !== undefined, by: STAFF[by]?.name, at, mine: by === session?.login })),
      });
    case 'GET /api/staff/house':
      return json(response, 200, { ...RULES, notice: START.noticeVersion, minAge: START.minAge, days: START.days, flagDays: START.flagDays, topics: START.topics, knownTopics: TOPICS });
    case 'GET /api/staff/words':
      return json(response, 200, { version: WORDS.was.length - 1, keys: WORD_KEYS, words: START.words, changes: WORDS.changes });
    case 'GET /api/staff/rules':
      return json(response, 200, {
        version: PHRASES.was.length - 1,
        languages: [
          { language: 'en', inUse: true },
          { language: 'es', inUse: false },
        ],
        rules: SAFETY,
        phrases: PHRASES.was.at(-1),
        changes: PHRASES.changes,
      });
    case 'GET /api/staff/lines/calls':
      return json(response, 200, { calls: CALLS.slice(0, 50) });
    case 'GET /api/staff/look':
      return json(response, 200, { ...named, knownQuestions: ['upset', 'hope', 'alone', 'next', 'heard'] });
    case 'GET /api/staff/rota':
      return json(response, 200, { zone: RULES.zone, people: Object.entries(STAFF).map(([login, { name, role }]) => ({ id: login, name, role, hours: rota.get(login) ?? [] })) });
    case 'GET /api/staff/rota/mine':
      return session?.login ? json(response, 200, { zone: RULES.zone, hours: rota.get(session.login) ?? [] }) : json(response, 401, { title: 'Not signed in', status: 401 });
    case 'GET /api/staff/setup':
      return session?.login ? json(response, 200, setupNow()) : json(response, 401, { title: 'Not signed in', status: 401 });
    case 'GET /api/staff/firsts':
      return json(response, 200, { of: 10, peers: Object.entries({ ...STAFF, ...ELSEWHERE }).filter(([, { role, level }]) => role === 'peer' && level === 'supervised').map(([login]) => ({ id: login, had: staff.has(login) ? hadBy(staff.get(login)) : 4 })) });
    case 'GET /api/staff/people':
      return json(response, 200, { people: Object.entries({ ...STAFF, ...ELSEWHERE }).map(([login, each]) => ({ id: login, ...each, ready: isReady(each) })) });
    case 'GET /api/staff/me': {
      if (session?.login) return json(response, 200, { name: STAFF[session.login].name, role: STAFF[session.login].role, csrf: session.csrf, idleMinutes: 0 });
      const key = session ? cookie(request) : id();
      if (!session) sessions.set(key, { csrf: id() });
      return json(response, 401, { title: 'Not signed in', status: 401, csrf: sessions.get(key).csrf }, { 'Set-Cookie': `pretend-desk=${key}; Path=/; HttpOnly; SameSite=Strict` });
    }
  }
  if (!session || request.headers['x-csrf-token'] !== session.csrf) return json(response, 403, { title: 'Not from our pages', status: 403 });
  switch (`${request.method} ${request.url}`) {
    case 'POST /api/staff/sign-in': {
      const { login, password, code: typed } = await read(request);
      const joined = joinedStaff.get(login);
      if (!Object.hasOwn(STAFF, login) || password !== (joined?.password ?? PASSWORD)) return json(response, 401, { title: 'That did not match', status: 401 });
      if (joined && !typed) return json(response, 401, { title: 'A code too', status: 401, reason: 'code_needed' });
      if (joined && typed !== code(joined.secret) && !joined.recovery.delete(typed)) return json(response, 401, { title: 'Not that code', status: 401, reason: 'code_wrong' });
      sessions.delete(cookie(request));
      const key = id();
      sessions.set(key, { csrf: id(), login, id: id(), since: Date.now() });
      return json(response, 200, STAFF[login], { 'Set-Cookie': `pretend-desk=${key}; Path=/; HttpOnly; SameSite=Strict` });
    }
    case 'POST /api/staff/invitations': {
      const token = id() + id();
      const invitation = { ...(await read(request)), secret: Array.from({ length: 32 }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Math.floor(Math.random() * 32)]).join(''), expiresAt: Date.now() + 259_200_000 };
      invitations.set(token, invitation);
      if (invitation.role === 'coordinator' && !isAlone()) grants.set(id(), { name: invitation.name, token, by: session.login, at: Date.now() });
      return json(response, 201, { path: `/desk/invitation#${token}`, expiresAt: invitation.expiresAt, waits: waits(token) });
    }
    case 'POST /api/staff/invitations/look': {
      const { token } = await read(request);
      const invitation = invitations.get(token);
      if (!invitation) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      const { name, role, secret, expiresAt } = invitation;
      return json(response, 200, { name, role, secret, expiresAt, waits: waits(token), uri: `otpauth://totp/Porchlight:${encodeURIComponent(name)}?secret=${secret}&issuer=Porchlight` });
    }
    case 'POST /api/staff/invitations/accept': {
      const { token, login, password, code: typed } = await read(request);
      const invitation = invitations.get(token);
      const no = (status, reason) => json(response, status, { title: 'No', status, reason });
      if (!invitation) return no(410, 'gone');
      if (waits(token)) return no(409, 'waits');
      if (Object.hasOwn(STAFF, login)) return no(409, 'login_taken');
      if (password.length < 12) return no(400, 'password_short');
      if (password.startsWith('password')) return no(400, 'password_common');
      if (typed !== code(invitation.secret)) return no(400, 'code_wrong');
      invitations.delete(token);
      const recoveryCodes = Array.from({ length: 10 }, () => `${id().slice(0, 5)}-${id().slice(0, 5)}`.toLowerCase());
      joinedStaff.set(login, { password, secret: invitation.secret, recovery: new Set(recoveryCodes) });
      const { secret: _secret, expiresAt: _expiresAt, ...recorded } = invitation;
      STAFF[login] = { ...UNTRAINED, ...recorded };
      staff.set(login, atWork(login, STAFF[login]));
      return json(response, 201, { recoveryCodes });
    }
    case 'POST /api/staff/people/change':
    case 'POST /api/staff/people/leave': {
      const { id: login, seen, person } = await read(request);
      const all = Object.hasOwn(STAFF, login) ? STAFF : ELSEWHERE;
      const before = all[login];
      const otherRole = person?.role !== before?.role;
      if (!before) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      if (person && !seen) return json(response, 400, { title: 'seen', status: 400 });
      if (person && ![seen, person].some((each) => isRecordedAs(before, each))) return json(response, 409, { title: 'No', status: 409, reason: 'changed' });
      if (otherRole && login === session.login) return json(response, 409, { title: 'No', status: 409, reason: 'own_role' });
      if (otherRole && person?.role === 'coordinator' && !isAlone()) {
        grants.set(login, { name: before.name, login, by: session.login, at: Date.now() });
        return response.writeHead(202).end();
      }
      if (person) all[login] = person;
      else delete all[login];
      if (otherRole) signOut(login);
      const member = staff.get(login);
      if (!member) return response.writeHead(204).end();
      if (person) Object.assign(member, { level: undefined, trainedOn: undefined, goodUntil: undefined }, person);
      if (member.duty.on) {
        member.duty.on = false;
        send(member, { type: 'duty', ...member.duty, why: isReady(member) || member.level === 'practice' ? 'changed' : 'training_over' });
        lookAtTheDoor();
      }
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/exports': {
      const { from, until, reason } = await read(request);
      for (const [which, { by }] of copies) if (by === session.login) copies.delete(which);
      copies.set(id(), { from, until, reason, by: session.login, at: Date.now(), confirmed: false });
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/exports/confirm':
    case 'POST /api/staff/exports/withdraw':
    case 'POST /api/staff/exports/take': {
      const { id: which } = await read(request);
      const copy = copies.get(which);
      const mine = copy?.by === session.login;
      if (!copy) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      if (request.url.endsWith('withdraw')) copies.delete(which);
      else if (request.url.endsWith('confirm')) {
        if (mine) return json(response, 409, { title: 'No', status: 409, reason: 'own_change' });
        copy.confirmed = true;
      } else {
        if (!mine || !copy.confirmed) return json(response, 409, { title: 'No', status: 409, reason: mine ? 'waits' : 'not_yours' });
        return response.writeHead(200, { 'Content-Type': 'application/x-ndjson' }).end(ACTS.map((act) => `${JSON.stringify(act)}\n`).reverse().join(''));
      }
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/grants/confirm':
    case 'POST /api/staff/grants/withdraw': {
      const { id: which } = await read(request);
      const grant = grants.get(which);
      const confirms = request.url.endsWith('confirm');
      if (!grant) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      if (confirms && grant.by === session.login) return json(response, 409, { title: 'No', status: 409, reason: 'own_change' });
      grants.delete(which);
      if (!confirms && grant.token) invitations.delete(grant.token);
      if (confirms && grant.login) {
        const all = Object.hasOwn(STAFF, grant.login) ? STAFF : ELSEWHERE;
        all[grant.login] = { ...UNTRAINED, name: grant.name, role: 'coordinator' };
        signOut(grant.login);
      }
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/lines/check':
    case 'POST /api/staff/lines/change':
    case 'POST /api/staff/lines/add':
    case 'POST /api/staff/lines/remove':
    case 'POST /api/staff/lines/confirm':
    case 'POST /api/staff/lines/withdraw': {
      const refused = keepLine(request.url.split('/').at(-1), await read(request), session.login);
      if (refused) return json(response, refused[0], { title: 'No', status: refused[0], reason: refused[1] });
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/lines/called':
    case 'POST /api/staff/words':
    case 'POST /api/staff/words/back': {
      const refused = (request.url.endsWith('called') ? keepCall : keepWords)(await read(request), session.login);
      if (refused) return json(response, refused[0], { title: 'No', status: refused[0], reason: refused[1] });
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/rules/try': {
      const wanted = await read(request);
      const fault = phraseFault(wanted);
      return fault ? json(response, 400, { title: 'No', status: 400, reason: fault }) : json(response, 200, tryPhrase(wanted));
    }
    case 'POST /api/staff/rules':
    case 'POST /api/staff/rules/back': {
      const refused = keepPhrase(await read(request), session.login);
      if (refused) return json(response, refused[0], { title: 'No', status: refused[0], reason: refused[1] });
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/house': {
      const refused = keepHouse(await read(request), session.login);
      if (refused) return json(response, refused[0], { title: 'No', status: refused[0], reason: refused[1] });
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/look': {
      const { version, name, title, questions, exits = named.exits } = await read(request);
      if (version !== named.version) return json(response, 409, { title: 'No', status: 409, reason: 'changed' });
      if (!/^[^<>]{1,24}$/.test(name)) return json(response, 400, { title: 'No', status: 400, reason: 'name' });
      if (!Object.values(exits).every((each) => EXIT.test(each))) return json(response, 400, { title: 'No', status: 400, reason: 'exits' });
      Object.assign(named, { version: version + 1, name, title, questions, exits });
      Object.assign(START, { questions, exitSites: Object.fromEntries(START.regions.map(({ id: region }) => [region, exits[region] ?? START.exitSite])) });
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/look/exit': {
      const { site } = await read(request);
      // Nothing is looked at from here: what the name says is what is found.
      return EXIT.test(site) ? json(response, 200, { found: /greets|sign_in|away/.exec(site)?.[0] ?? 'ok' }) : json(response, 400, { title: 'No', status: 400, reason: 'site' });
    }
    case 'POST /api/staff/rota': {
      const { id: login, seen, hours } = await read(request);
      if (!Object.hasOwn(STAFF, login)) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      if (![seen, hours].some((each) => each.join() === (rota.get(login) ?? []).join())) return json(response, 409, { title: 'No', status: 409, reason: 'changed' });
      rota.set(login, hours);
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/feedback': {
      const { to, text } = await read(request);
      feedback.push({ id: id(), by: session.login, to, at: Date.now(), text, read: false });
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/feedback/read': {
      const { id: which } = await read(request);
      const mine = feedback.find((each) => each.id === which && each.to === session.login);
      if (!mine) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      mine.read = true;
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/step-up': {
      if ((await read(request)).code !== FRESH_CODE) return json(response, 400, { title: 'No', status: 400, reason: 'code_wrong' });
      session.proved = true;
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/transcripts/read': {
      const { conversation, reason } = await read(request);
      if (!reason) return json(response, 400, { title: 'No', status: 400, reason: 'reason_needed' });
      if (!session.proved) return json(response, 403, { title: 'No', status: 403, reason: 'step_up_needed' });
      const found = closed.find(({ talk }) => talk.id === conversation);
      if (!found) return json(response, 404, { title: 'Gone', status: 404 });
      const { talk, why, at } = found;
      return json(response, 200, { why, closedAt: at, messages: talk.log.map((message) => { const { seq, from, at: when, text } = said(talk, message); return { seq, from, at: when, text }; }), notes: notesOf(talk.id), flags: closedFlagsOf(talk.id), ...(talk.lastWord ? { lastWord: talk.lastWord } : {}) });
    }
    case 'POST /api/staff/setup/confirm': {
      const { what, notice } = await read(request);
      if (!CONFIRMED.includes(what)) return json(response, 400, { title: 'No', status: 400, reason: 'what' });
      if (notice !== START.noticeVersion) return json(response, 409, { title: 'No', status: 409, reason: 'changed' });
      SAID[what] = { at: Date.now(), by: STAFF[session.login].name, notice };
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/setup/open':
      return json(response, 409, { title: 'No', status: 409, reason: 'not_ready' });
    case 'POST /api/staff/controls': {
      const { what, most, reason, minutes } = await read(request);
      if (what === 'cap' && !(most >= 1 && most <= 500)) return json(response, 400, { title: 'No', status: 400, reason: 'most' });
      const since = Date.now();
      controls = [...controlsOn().filter((each) => each.what !== what), { id: id(), what, ...(most ? { most } : {}), reason, by: STAFF[session.login].name, since, until: since + minutes * 60_000 }];
      lookAtTheDoor();
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/controls/end': {
      const { id: which } = await read(request);
      if (!controlsOn().some((each) => each.id === which)) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      controls = controls.filter((each) => each.id !== which);
      lookAtTheDoor();
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/company/ask': {
      const { on } = await read(request);
      if (!on) wishes.delete(session.login);
      else if (!wishes.has(session.login) || wishes.get(session.login).by) wishes.set(session.login, { at: Date.now() });
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/company/keep': {
      const { peer, at } = await read(request);
      if (peer === staff.get(session.login).id) return json(response, 409, { title: 'No', status: 409, reason: 'own' });
      const wish = [...wishes].find(([login]) => staff.get(login).id === peer)?.[1];
      if (wish?.at !== at) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      if (wish.by) return json(response, 409, { title: 'No', status: 409, reason: 'taken', by: wish.by });
      wish.by = STAFF[session.login].name;
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/care/ask': {
      const { what } = await read(request);
      if (what === 'none') asked.delete(session.login);
      else if (asked.get(session.login)?.what !== what || asked.get(session.login).by) asked.set(session.login, { what, at: Date.now() });
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/intro': {
      const text = (await read(request)).text.trim();
      if ([...text].length > 80 || /\n/.test(text)) return json(response, 400, { title: 'No', status: 400, reason: 'text' });
      if (scope(text)) return json(response, 400, { title: 'No', status: 400, reason: 'hint' });
      staff.get(session.login).intro = text;
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/growth': {
      const { text } = await read(request);
      if (!text.trim() || [...text].length > 1000) return json(response, 400, { title: 'No', status: 400, reason: 'text' });
      if (growth.filter(({ by }) => by === session.login).length >= 50) return json(response, 409, { title: 'No', status: 409, reason: 'full' });
      growth.push({ id: id(), by: session.login, at: Date.now(), text });
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/growth/delete': {
      const { id: which } = await read(request);
      const at = growth.findIndex((each) => each.id === which && each.by === session.login);
      if (at < 0) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      growth.splice(at, 1);
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/settings': {
      const me = staff.get(session.login);
      me.settings = { ...me.settings, ...(await read(request)).settings };
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/care/how':
      hows.set(session.login, (await read(request)).how);
      return response.writeHead(204).end();
    case 'POST /api/staff/follow-ups/done': {
      const { id: which } = await read(request);
      const each = closings.find((one) => one.id === which && one.owner && !one.done);
      if (!each) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      each.done = true;
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/follow-ups/take': {
      const { id: which, from } = await read(request);
      const me = staff.get(session.login);
      const each = closings.find((one) => one.id === which && one.owner && !one.done);
      if (!each) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      if (each.owner.id === me.id) return response.writeHead(204).end();
      if (each.owner.id !== from) return json(response, 409, { title: 'No', status: 409, reason: 'taken', by: each.owner.name });
      Object.assign(each, { owner: me, before: each.owner.name });
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/care/seen': {
      const { peer, at } = await read(request);
      const one = [...asked].find(([login]) => staff.get(login).id === peer)?.[1];
      if (one?.at !== at) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      if (one.by) return json(response, 409, { title: 'No', status: 409, reason: 'taken', by: one.by });
      one.by = STAFF[session.login].name;
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/care/debriefed': {
      const { peer, at } = await read(request);
      const one = [...debriefs].find(([login]) => staff.get(login).id === peer)?.[1];
      if (one?.at !== at) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      if (one.by) return json(response, 409, { title: 'No', status: 409, reason: 'taken', by: one.by });
      one.by = STAFF[session.login].name;
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/care/beside': {
      const { peer, on } = await read(request);
      const login = [...staff.values()].find((each) => each.id === peer && each.role === 'peer')?.login;
      if (!login) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      const { id: who, name } = staff.get(session.login);
      const other = besides.get(login) && besides.get(login).id !== who;
      if (on && other) return json(response, 409, { title: 'No', status: 409, reason: 'taken', by: besides.get(login).name });
      if (on) besides.set(login, { id: who, name });
      else if (!other) besides.delete(login);
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/care/thanks': {
      const { peer } = await read(request);
      const login = [...staff.values()].find((each) => each.id === peer && each.role === 'peer')?.login;
      if (!login) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      thanks.set(login, [{ at: Date.now(), by: STAFF[session.login].name }, ...(thanks.get(login) ?? [])]);
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/shift': {
      const { note } = await read(request);
      if (note.length > 1000) return json(response, 400, { title: 'No', status: 400, reason: 'note_too_long' });
      leaveShift(staff.get(session.login), note);
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/shift/have': {
      const me = staff.get(session.login);
      const taken = haveShift(me, await read(request));
      if (taken === undefined) return json(response, 410, { title: 'Gone', status: 410, reason: 'gone' });
      return taken === me ? response.writeHead(204).end() : json(response, 409, { title: 'No', status: 409, reason: 'taken', by: taken.name });
    }
    case 'POST /api/staff/sign-ins/end': {
      const { signIn } = await read(request);
      for (const [key, each] of sessions) {
        if (each.id !== signIn) continue;
        sessions.delete(key);
        staff.get(each.login)?.socket?.close(4401);
      }
      return response.writeHead(204).end();
    }
    case 'POST /api/staff/socket-ticket': {
      if (!session.login) return json(response, 401, { title: 'Not signed in', status: 401 });
      const ticket = id();
      tickets.set(ticket, session);
      return json(response, 200, { ticket });
    }
    case 'POST /api/staff/sign-out': {
      const member = staff.get(session.login);
      sessions.delete(cookie(request));
      boards.delete(member);
      member?.socket?.close(4401);
      return response.writeHead(204).end();
    }
  }
  return json(response, 404, { title: 'No such place', status: 404 });
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

function page(name, response) {
  const tongue = name.endsWith('.es.html') ? 'es' : 'en';
  const days = (n) => `${n} ${tongue === 'es' ? 'día' : 'day'}${n === 1 ? '' : 's'}`;
  const under = ({ note }) => (note?.[tongue] ? `<span class="quiet small">${note[tongue]}</span>` : '');
  const rows = LINES.map((each) => `<li><span>${each.name}</span><a href="${each.kind === 'text' ? 'sms' : 'tel'}:${each.value}">${each.value}</a>${under(each)}</li>`);
  const others = START.regions.slice(1).map((each) => `<details><summary>${each.name}</summary><ul class="lines">${each.lines.map((line) => `<li><a href="tel:${line.value.replaceAll(' ', '')}">${line.name}: ${line.value}</a>${under(line)}</li>`).join('')}</ul></details>`);
  const html = readFileSync(join(OUT, name), 'utf8')
    .replace('<script type="application/json" id="start">{}</script>', `<script type="application/json" id="start">${JSON.stringify(START).replaceAll('<', '\\u003c')}</script>`)
    .replace('<!--crisis-lines-->', rows.join(''))
    .replace('<!--other-regions-->', others.join(''))
    .replaceAll('{days}', days(START.days))
    .replaceAll('{flag_days}', days(START.flagDays))
    .replaceAll('{thread_days}', days(START.threadDays))
    .replace('<title>Porchlight</title>', `<title>${named.title.replaceAll('<', '&lt;')}</title>`)
    .replace('<span data-name>Porchlight</span>', `<span data-name>${named.name.replaceAll('<', '&lt;')}</span>`);
  response.writeHead(200, { 'Content-Type': TYPES['.html'], 'Content-Security-Policy': CSP, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff', ...(name.startsWith('seeker') ? {} : { 'X-Robots-Tag': 'noindex' }) }).end(html);
}

/** Whether what would be kept in Redis can be. */
let redisThere = true;

const server = createServer((request, response) => {
  const { pathname: path, searchParams } = new URL(request.url, 'http://localhost');
  if (path === '/api/door') return json(response, 200, { state: doorNow(), now: Date.now() });
  if (path === '/') return page(searchParams.get('lang') === 'es' ? 'seeker.es.html' : 'seeker.html', response);
  if (path === '/privacy') return page('privacy.html', response);
  if (path === '/es/privacy') return page('privacy.es.html', response);
  if (path === '/desk' || path.startsWith('/desk/')) return page('desk.html', response);
  if (path === '/leave') return response.writeHead(303, { Location: named.exits[START.region] ?? START.exitSite, 'Clear-Site-Data': '"cookies", "storage"', 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' }).end();
  if (path === '/pretend/redis/stop' || path === '/pretend/redis/start') {
    redisThere = path.endsWith('start');
    return response.writeHead(204).end();
  }
  if (path === '/pretend/unanswered/louder' || path === '/pretend/unanswered/on_call') {
    unanswered(path.split('/').at(-1));
    return response.writeHead(204).end();
  }
  if (path.startsWith('/api/') && !redisThere) return json(response, 503, { title: 'Not just now', status: 503 });
  if (path.startsWith('/api/')) return void api(request, response).catch((error) => json(response, 500, { title: String(error), status: 500 }));
  const file = join(OUT, normalize(path));
  if (!path.startsWith('/assets/') || !existsSync(file)) return response.writeHead(404).end();
  return response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Encoding': 'gzip', 'Cache-Control': 'max-age=31536000, public' }).end(gzipSync(readFileSync(file)));
});

new WebSocketServer({ server, path: '/ws', handleProtocols: () => 'porchlight.v1' }).on('connection', (socket) => {
  let person;
  socket.on('message', (data) => {
    const frame = JSON.parse(data);
    if (person) return hear(person, frame);
    if (frame.type !== 'hello') return socket.close(4408);
    const session = tickets.get(frame.ticket);
    person = frame.token ? seekers.get(frame.token) : staff.get(session?.login);
    tickets.delete(frame.ticket);
    if (!person) {
      socket.send(JSON.stringify({ type: 'bye', reason: 'not_recognised' }));
      return socket.close(4401);
    }
    const older = person.socket;
    person.socket = socket;
    if (older?.readyState === 1) {
      older.send(JSON.stringify({ type: 'bye', reason: 'moved' }));
      older.close(4409);
    }
    return welcome(person, frame, session);
  });
  socket.on('close', () => {
    // Of whoever left quickly nobody is told that they lost connection.
    if (person?.socket !== socket || person.gone) return;
    for (const talk of beside(person)) send(talk.other, { type: 'presence', conversation: talk.id, who: talk.who, state: 'away' });
    boards.delete(person);
    lookAtTheDoor();
    tellBoards();
  });
});

server.listen(PORT, '127.0.0.1', () => console.log(`pretend Porchlight on http://localhost:${server.address().port} (desk: /desk, password: ${PASSWORD})`));

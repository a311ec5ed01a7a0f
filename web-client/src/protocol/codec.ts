import {
  array,
  boolean,
  exactOptional,
  finite,
  type GenericSchema,
  integer,
  literal,
  minValue,
  number,
  object,
  picklist,
  pipe,
  safeParse,
  string,
} from 'valibot';
import { BLOCK_REASONS, CONTACT_STATES, type ClientFrame, CONSENTS, RESOURCES, SERVICES, type ServerFrame, type ServerFrameOf, type ServerFrameType } from './frames';

export const count = pipe(number(), integer(), minValue(0));
export const time = pipe(number(), finite());
export const help = picklist(['listen', 'think', 'tonight', 'other']);
const role = picklist(['seeker', 'peer', 'supervisor', 'coordinator', 'clinician']);
const someone = object({ role, name: string() });

const duty = object({
  type: literal('duty'),
  on: boolean(),
  capacity: count,
  taken: count,
  restsUntil: exactOptional(time),
  topics: exactOptional(array(string())),
  avoid: exactOptional(array(string())),
  why: exactOptional(picklist(['missed_offers', 'not_listening', 'silent', 'breather', 'training_over', 'changed', 'practice'])),
});

const opened = object({
  type: literal('opened'),
  conversation: string(),
  epoch: string(),
  from: pipe(count, minValue(1)),
  as: picklist(['seeker', 'peer', 'watching', 'clinician']),
  state: picklist(['open', 'held']),
  with: someone,
  badge: exactOptional(object({ level: picklist(['supervised', 'independent']), trained: string(), intro: exactOptional(string()) })),
  peer: exactOptional(string()),
  back: exactOptional(boolean()),
  withWords: exactOptional(boolean()),
  region: exactOptional(string()),
  usualMinutes: number(),
  idleMinutes: number(),
});

const head = { conversation: string(), epoch: string(), head: count };

/** Schemas that yield exactly their frames. */
export type Schemas<T extends ServerFrameType> = { [Each in T]: GenericSchema<unknown, ServerFrameOf<Each>> };

/** What a seeker's page hears. It has no way to read anything else: what the desk hears besides is in `desk-codec.ts`. */
const schemas = {
  welcome: object({
    type: literal('welcome'),
    you: object({ id: string(), role, name: exactOptional(string()) }),
    conversations: array(opened),
    waiting: boolean(),
    duty: exactOptional(duty),
    limits: object({
      textCharacters: count,
      frameBytes: count,
      messagesPer10Seconds: count,
      messagesPerMinute: count,
      offerSeconds: count,
    }),
    durability: picklist(['L1', 'L2']),
    serverTime: time,
    tabKey: exactOptional(string()),
  }),
  place: object({
    type: literal('place'),
    position: count,
    waitMin: exactOptional(number()),
    waitMax: exactOptional(number()),
    asOf: time,
    why: exactOptional(literal('moved')),
    because: exactOptional(picklist(['joined', 'served', 'left', 'urgent', 'returned', 'duty'])),
    ask: exactOptional(literal('lived')),
    held: exactOptional(boolean()),
    topics: array(string()),
    wants: picklist(['anyone', 'lived']),
    patience: count,
    safe: exactOptional(picklist(['yes', 'unsure', 'no'])),
    told: exactOptional(literal(true)),
    note: exactOptional(literal(true)),
    help: exactOptional(help),
  }),
  left: object({ type: literal('left'), why: picklist(['left', 'away_too_long']) }),
  duty,
  door: object({ type: literal('door'), state: picklist(['open', 'no_peer', 'no_supervisor', 'full', 'numbers', 'not_open']), closesAt: exactOptional(time), opensAt: exactOptional(time), alone: exactOptional(literal(true)) }),
  opened,
  said: object({
    type: literal('said'),
    conversation: string(),
    epoch: string(),
    seq: pipe(count, minValue(1)),
    id: string(),
    from: someone,
    text: string(),
    at: time,
  }),
  kept: object({ type: literal('kept'), conversation: string(), id: string(), epoch: string(), seq: pipe(count, minValue(1)), at: time }),
  pending: object({ type: literal('pending'), conversation: string(), id: string() }),
  clear: object({ type: literal('clear'), conversation: string(), id: string() }),
  'caught-up': object({ type: literal('caught-up'), ...head }),
  reset: object({ type: literal('reset'), ...head }),
  typing: object({ type: literal('typing'), conversation: string(), who: role, on: boolean() }),
  presence: object({ type: literal('presence'), conversation: string(), who: role, state: picklist(['here', 'away', 'left', 'back']), since: exactOptional(time) }),
  hint: object({
    type: literal('hint'),
    conversation: string(),
    id: string(),
    category: string(),
    spans: array(object({ start: count, end: count })),
    why: string(),
    suggestion: exactOptional(string()),
    source: exactOptional(string()),
    firm: boolean(),
  }),
  raised: object({
    type: literal('raised'),
    conversation: string(),
    what: picklist(['peer_lane', 'peer_unsafe', 'home_unsafe', 'supervisor', 'need_supervisor']),
    why: exactOptional(picklist(['quick', 'watch', 'danger', 'me', 'out'])),
    by: exactOptional(string()),
    told: exactOptional(literal(true)),
  }),
  support: object({
    type: literal('support'),
    lines: array(
      object({
        name: string(),
        kind: string(),
        value: string(),
        hours: exactOptional(string()),
        free: exactOptional(boolean()),
        languages: exactOptional(array(string())),
        note: exactOptional(object({ en: exactOptional(string()), es: exactOptional(string()) })),
      }),
    ),
  }),
  stepped: object({
    type: literal('stepped'),
    conversation: string(),
    n: pipe(count, minValue(1)),
    step: picklist([
      'joined',
      'asked',
      'declined',
      'took_over',
      'took_over_alone',
      'answered',
      'left',
      'over_asked',
      'over_declined',
      'over_agreed',
      'over_back',
      'over_nobody',
      'handed_over',
      'clinician_asked',
      'clinician_declined',
      'clinician_agreed',
      'clinician_nobody',
      'clinician_joined',
      'clinician_left',
      'clinician_back',
      'offer_asked',
      'offer_yes',
      'offer_no',
    ]),
    by: string(),
    peer: exactOptional(string()),
    after: count,
    at: time,
    why: exactOptional(picklist(['shift', 'break', 'beyond', 'lived'])),
    note: exactOptional(string()),
    what: exactOptional(picklist(RESOURCES)),
  }),
  contact: object({
    type: literal('contact'),
    conversation: string(),
    n: pipe(count, minValue(1)),
    state: picklist(CONTACT_STATES),
    by: string(),
    consent: exactOptional(picklist(CONSENTS)),
    to: exactOptional(picklist(SERVICES)),
    second: exactOptional(string()),
    at: time,
  }),
  watched: object({ type: literal('watched'), conversation: string(), by: string(), mode: picklist(['reading', 'gone']) }),
  'nobody-yet': object({
    type: literal('nobody-yet'),
    conversation: string(),
    what: exactOptional(picklist(['peer_lane', 'peer_unsafe', 'home_unsafe', 'supervisor', 'need_supervisor'])),
    why: exactOptional(picklist(['quick', 'watch', 'danger', 'me', 'out'])),
  }),
  quiet: object({ type: literal('quiet'), conversation: string(), stage: picklist(['still', 'peer', 'closing', 'held', 'moment', 'over']), closesAt: exactOptional(time) }),
  time: object({ type: literal('time'), conversation: string(), stage: picklist(['ten', 'more', 'over']), minutes: exactOptional(count) }),
  thread: object({
    type: literal('thread'),
    visits: count,
    until: time,
    show: boolean(),
    card: exactOptional(string()),
    plan: exactOptional(array(string())),
    peer: exactOptional(object({ name: string(), state: picklist(['on', 'off', 'gone']) })),
    talk: exactOptional(boolean()),
  }),
  words: object({ type: literal('words'), words: array(string()), until: exactOptional(time) }),
  talk: object({ type: literal('talk'), state: picklist(['open', 'closed']) }),
  pass: object({ type: literal('pass'), token: string(), expiresAt: time }),
  forgotten: object({ type: literal('forgotten') }),
  'last-word': object({ type: literal('last-word'), conversation: string(), kept: boolean() }),
  plan: object({ type: literal('plan'), conversation: string(), n: count, plan: array(string()) }),
  next: object({ type: literal('next'), conversation: string(), text: exactOptional(string()) }),
  closed: object({
    type: literal('closed'),
    conversation: string(),
    why: picklist(['ended_by_seeker', 'ended_by_peer', 'ended_by_supervisor', 'quiet', 'left', 'blocked', 'unwatched']),
  }),
  blocked: object({
    type: literal('blocked'),
    on: boolean(),
    reason: exactOptional(picklist(BLOCK_REASONS)),
    until: exactOptional(time),
    conversation: exactOptional(string()),
  }),
  deleted: object({ type: literal('deleted'), conversation: string(), state: picklist(['destroyed', 'waits_for_review']) }),
  refused: object({
    type: literal('refused'),
    re: exactOptional(string()),
    id: exactOptional(string()),
    conversation: exactOptional(string()),
    reason: string(),
    detail: exactOptional(string()),
  }),
  bye: object({ type: literal('bye'), reason: string(), retryAfterMs: exactOptional(number()) }),
} satisfies Partial<Schemas<ServerFrameType>>;

export type SharedFrameType = keyof typeof schemas;

export type Decoded =
  | { ok: true; frame: ServerFrame }
  /** `unknown`: a type we have no words for, from a newer server. `broken`: not a frame at all, or one with wrong fields. */
  | { ok: false; why: 'unknown' | 'broken' };

/** Reads one text message from the socket. Fields that we do not know are dropped, as S1 of the protocol says. */
export type Decode = (text: string) => Decoded;

/** A way to read the shared frames, and others besides. */
export function reads(others: Partial<Schemas<ServerFrameType>> = {}): Decode {
  const all: Partial<Record<string, GenericSchema<unknown, ServerFrame>>> = { ...schemas, ...others };
  return (text) => {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return { ok: false, why: 'broken' };
    }
    const type = typeof json === 'object' && json !== null && 'type' in json ? json.type : undefined;
    if (typeof type !== 'string') return { ok: false, why: 'broken' };
    const schema = Object.hasOwn(all, type) ? all[type] : undefined;
    if (schema === undefined) return { ok: false, why: 'unknown' };
    const parsed = safeParse(schema, json);
    return parsed.success ? { ok: true, frame: parsed.output } : { ok: false, why: 'broken' };
  };
}

export const decode: Decode = reads();

export function encode(frame: ClientFrame): string {
  return JSON.stringify(frame);
}

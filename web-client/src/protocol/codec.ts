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
import type { ClientFrame, ServerFrame, ServerFrameOf, ServerFrameType } from './frames';

const count = pipe(number(), integer(), minValue(0));
const time = pipe(number(), finite());
const role = picklist(['seeker', 'peer', 'supervisor', 'coordinator']);
const someone = object({ role, name: string() });
const language = string();

const duty = object({
  type: literal('duty'),
  on: boolean(),
  capacity: count,
  taken: count,
  restsUntil: exactOptional(time),
  why: exactOptional(picklist(['missed_offers', 'not_listening', 'silent', 'breather'])),
});

const opened = object({
  type: literal('opened'),
  conversation: string(),
  epoch: string(),
  from: pipe(count, minValue(1)),
  as: picklist(['seeker', 'peer', 'watching']),
  state: picklist(['open', 'held']),
  with: someone,
  peer: exactOptional(string()),
  usualMinutes: number(),
  idleMinutes: number(),
});

const flag = object({
  type: literal('flag'),
  flag: string(),
  conversation: string(),
  state: picklist(['open', 'waiting', 'closed', 'archived']),
  seeker: exactOptional(string()),
  peer: exactOptional(string()),
  side: string(),
  category: string(),
  lane: picklist(['now', 'soon']),
  reasons: array(string()),
  quote: exactOptional(string()),
  at: time,
  held: exactOptional(
    object({ state: picklist(['waits', 'released', 'returned', 'expired', 'over']), until: time, by: exactOptional(string()) }),
  ),
  claimedBy: exactOptional(object({ id: string(), name: string() })),
  loud: exactOptional(picklist(['louder', 'on_call'])),
});

const head = { conversation: string(), epoch: string(), head: count };

/** One schema for each frame of the server. The type says that none is missing and that each yields exactly its frame. */
const schemas: { [T in ServerFrameType]: GenericSchema<unknown, ServerFrameOf<T>> } = {
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
    topics: array(string()),
    wants: picklist(['anyone', 'lived']),
    patience: count,
  }),
  left: object({ type: literal('left'), why: picklist(['left', 'away_too_long']) }),
  door: object({ type: literal('door'), state: picklist(['open', 'no_peer', 'no_supervisor']), opensAt: exactOptional(time) }),
  duty,
  offer: object({
    type: literal('offer'),
    offer: string(),
    language,
    topics: array(string()),
    wants: picklist(['anyone', 'lived']),
    expiresAt: time,
  }),
  'offer-gone': object({ type: literal('offer-gone'), offer: string(), why: picklist(['declined', 'expired', 'withdrawn']) }),
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
  'caught-up': object({ type: literal('caught-up'), ...head }),
  reset: object({ type: literal('reset'), ...head }),
  typing: object({ type: literal('typing'), conversation: string(), who: role, on: boolean() }),
  presence: object({ type: literal('presence'), conversation: string(), who: role, state: picklist(['here', 'away', 'left']), since: exactOptional(time) }),
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
  clear: object({ type: literal('clear'), conversation: string(), id: string() }),
  withheld: object({ type: literal('withheld'), conversation: string(), id: string(), at: time, until: time, text: exactOptional(string()) }),
  returned: object({
    type: literal('returned'),
    conversation: string(),
    id: string(),
    why: picklist(['returned', 'expired', 'over']),
    by: exactOptional(string()),
    word: exactOptional(string()),
  }),
  guide: object({ type: literal('guide'), conversation: string(), id: string(), hint: string(), words: array(string()), source: string() }),
  raised: object({ type: literal('raised'), conversation: string(), what: literal('peer_lane') }),
  support: object({
    type: literal('support'),
    lines: array(
      object({ name: string(), kind: string(), value: string(), hours: exactOptional(string()), free: exactOptional(boolean()) }),
    ),
  }),
  watched: object({ type: literal('watched'), conversation: string(), by: string(), mode: picklist(['reading', 'gone']) }),
  'nobody-yet': object({ type: literal('nobody-yet'), conversation: string() }),
  whispered: object({ type: literal('whispered'), conversation: string(), id: string(), by: string(), text: string(), at: time }),
  board: object({
    type: literal('board'),
    now: array(flag),
    soon: array(flag),
    waiting: count,
    longestWaitMinutes: number(),
    onDuty: count,
    supervisors: count,
    asOf: time,
  }),
  queue: object({
    type: literal('queue'),
    tickets: array(
      object({
        conversation: string(),
        seeker: string(),
        state: picklist(['waiting', 'offered', 'away']),
        band: picklist(['ordinary', 'elevated', 'high', 'imminent']),
        language,
        topics: array(string()),
        wants: picklist(['anyone', 'lived']),
        position: count,
        since: time,
        reasons: array(string()),
      }),
    ),
    peers: array(
      object({
        name: string(),
        taken: count,
        capacity: count,
        restsUntil: exactOptional(time),
        asked: boolean(),
        offered: count,
        accepted: count,
        declined: count,
        missed: count,
      }),
    ),
    lost: array(object({ name: string(), since: time, seekers: array(string()) })),
    waiting: count,
    asOf: time,
  }),
  matched: object({ type: literal('matched'), conversation: string(), turns: array(object({ turn: count, peer: string(), why: string() })) }),
  flag,
  'flag-changed': object({ type: literal('flag-changed'), flag: string(), state: literal('closed'), by: exactOptional(string()) }),
  closed: object({
    type: literal('closed'),
    conversation: string(),
    why: picklist(['ended_by_seeker', 'ended_by_peer', 'quiet', 'left', 'unwatched']),
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
};

export type Decoded =
  | { ok: true; frame: ServerFrame }
  /** `unknown`: a type we have no words for, from a newer server. `broken`: not a frame at all, or one with wrong fields. */
  | { ok: false; why: 'unknown' | 'broken' };

/** Reads one text message from the socket. Fields that we do not know are dropped, as S1 of the protocol says. */
export function decode(text: string): Decoded {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, why: 'broken' };
  }
  const type = typeof json === 'object' && json !== null && 'type' in json ? json.type : undefined;
  if (typeof type !== 'string') return { ok: false, why: 'broken' };
  if (!Object.hasOwn(schemas, type)) return { ok: false, why: 'unknown' };
  const parsed = safeParse<GenericSchema<unknown, ServerFrame>>(schemas[type as ServerFrameType], json);
  return parsed.success ? { ok: true, frame: parsed.output } : { ok: false, why: 'broken' };
}

export function encode(frame: ClientFrame): string {
  return JSON.stringify(frame);
}

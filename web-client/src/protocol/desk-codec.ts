import { array, boolean, exactOptional, literal, number, object, picklist, string } from 'valibot';
import { count, help, reads, type Schemas, type SharedFrameType, time } from './codec';
import { BLOCK_REASONS, CALLS, CONSENTS, SERVICES, type ServerFrameType } from './frames';

const flag = object({
  type: literal('flag'),
  flag: string(),
  conversation: string(),
  state: picklist(['open', 'waiting', 'closed', 'archived']),
  seeker: exactOptional(string()),
  peer: exactOptional(string()),
  side: string(),
  category: string(),
  raisedBy: exactOptional(picklist(['seeker', 'peer'])),
  lane: picklist(['now', 'soon']),
  reasons: array(string()),
  quote: exactOptional(string()),
  at: time,
  held: exactOptional(
    object({ state: picklist(['waits', 'released', 'returned', 'expired', 'over']), until: time, by: exactOptional(string()) }),
  ),
  claimedBy: exactOptional(object({ id: string(), name: string() })),
  asked: exactOptional(object({ id: string(), name: string() })),
  loud: exactOptional(picklist(['louder', 'on_call'])),
  supervised: exactOptional(literal(true)),
  deleteAsked: exactOptional(literal(true)),
  keptUntil: exactOptional(time),
});

/** What only the desk hears. With the shared frames these are all that a server sends: the type says that none is missing. */
const deskSchemas: Schemas<Exclude<ServerFrameType, SharedFrameType>> = {
  offer: object({
    type: literal('offer'),
    offer: string(),
    language: string(),
    topics: array(string()),
    wants: picklist(['anyone', 'lived']),
    expiresAt: time,
  }),
  'offer-gone': object({ type: literal('offer-gone'), offer: string(), why: picklist(['declined', 'expired', 'withdrawn']) }),
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
  card: object({ type: literal('card'), conversation: string(), text: string(), plan: exactOptional(array(string())), help: exactOptional(help) }),
  'thread-closed': object({ type: literal('thread-closed'), conversation: string() }),
  whispered: object({ type: literal('whispered'), conversation: string(), id: string(), by: string(), from: exactOptional(literal('peer')), text: string(), at: time }),
  clinicians: object({ type: literal('clinicians'), clinicians: array(object({ id: string(), name: string() })) }),
  consents: object({ type: literal('consents'), waiting: array(object({ conversation: string(), seeker: string() })) }),
  'contact-opened': object({
    type: literal('contact-opened'),
    conversation: string(),
    n: count,
    phone: exactOptional(string()),
    place: exactOptional(string()),
    call: exactOptional(picklist(CALLS)),
  }),
  board: object({
    type: literal('board'),
    now: array(flag),
    soon: array(flag),
    waiting: count,
    longestWaitMinutes: number(),
    onDuty: count,
    supervisors: count,
    asOf: time,
    gaveUp: exactOptional(count),
    passing: exactOptional(
      array(
        object({
          conversation: string(),
          seeker: string(),
          n: count,
          by: object({ id: string(), name: string() }),
          to: picklist(SERVICES),
          consent: picklist(CONSENTS),
          at: time,
        }),
      ),
    ),
    onCall: exactOptional(object({ name: string(), phone: string() })),
  }),
  queue: object({
    type: literal('queue'),
    tickets: array(
      object({
        conversation: string(),
        seeker: string(),
        state: picklist(['waiting', 'offered', 'away']),
        band: picklist(['ordinary', 'elevated', 'high', 'imminent']),
        language: string(),
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
    talks: array(object({ conversation: string(), seeker: string(), peer: exactOptional(string()), supervised: exactOptional(literal(true)), supervisor: exactOptional(string()), state: picklist(['open', 'left']), language: exactOptional(string()), lastSaid: exactOptional(time), readers: exactOptional(array(string())) })),
    supervisors: exactOptional(array(object({ id: string(), name: string() }))),
    waiting: count,
    asOf: time,
  }),
  matched: object({ type: literal('matched'), conversation: string(), turns: array(object({ turn: count, peer: string(), why: string() })) }),
  blocks: object({
    type: literal('blocks'),
    blocks: array(
      object({
        block: string(),
        conversation: string(),
        seeker: string(),
        reason: picklist(BLOCK_REASONS),
        by: object({ id: string(), name: string() }),
        at: time,
        until: time,
      }),
    ),
  }),
  flag,
  'flag-changed': object({ type: literal('flag-changed'), flag: string(), state: literal('closed'), by: exactOptional(string()) }),
};

export const decodeAtDesk = reads(deskSchemas);

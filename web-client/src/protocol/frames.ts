/**
 * Every frame of the Porchlight protocol, version 1, both ways. The page `chat-server/protocol/PROTOCOL.md` says what they mean; the golden
 * frames beside it keep this file and the Java side from drifting apart.
 */

export const SUBPROTOCOL = 'porchlight.v1';

export type Role = 'seeker' | 'peer' | 'supervisor' | 'coordinator' | 'clinician';

/** A place up to which everything of a conversation has arrived. `after: 0` asks for all of it. */
export interface ResumePoint {
  conversation: string;
  epoch: string;
  after: number;
}

/** What a peer may add at once to the usual time. */
export const MORE_MINUTES = [10, 20] as const;
export type MoreMinutes = (typeof MORE_MINUTES)[number];

export type ClientFrame =
  | { type: 'hello'; token: string; resume?: ResumePoint[] }
  | { type: 'hello'; ticket: string; resume?: ResumePoint[] }
  /** `words` make it one more visit of a way back; `share` lets the peer read its card and its plan, `peer` asks the peer of before first. */
  | { type: 'join'; language: string; note?: string; words?: string; share?: boolean; peer?: KnownWish }
  | { type: 'about'; topics: string[]; wants: Wants; patience?: number; safe?: Safe; help?: Help }
  | { type: 'note'; text: string }
  /** How a seeker is, while they wait or about a conversation that is over. */
  | ({ type: 'check-in'; when: 'before' | 'after'; conversation?: string } & CheckInAnswers)
  /** What do these words open? */
  | { type: 'back'; words: string }
  /** The words of a conversation that goes on. */
  | { type: 'words'; conversation: string; language: string }
  /** Back into the conversation that these words lead to. */
  | { type: 'go-in'; words: string }
  /** A way back from a conversation that is over; `words` that it has become those of the way back. */
  | { type: 'keep'; conversation: string; language: string; text: string; plan?: string[]; show: boolean; words?: string }
  /** Another card and another plan; empty ones delete them. */
  | { type: 'card'; words: string; text: string; plan?: string[]; show: boolean }
  /** One thing that should be known of a conversation that is over; empty takes it back. */
  | { type: 'last-word'; conversation: string; id: string; text: string }
  /** Other steps for the plan of both, and the number of the one that they were written over. */
  | { type: 'plan'; conversation: string; id: string; n: number; plan: string[] }
  | { type: 'forget'; words: string; only?: ForgetOnly }
  /** Whether to talk again with the other of a conversation that is over. */
  | { type: 'again'; conversation: string; yes: boolean }
  /** Waits for the peer of before no longer. */
  | { type: 'anyone' }
  /** Where they say to be: whose crisis lines they are offered from now on. */
  | { type: 'region'; region: string }
  | { type: 'thread-close'; conversation: string; reason: ThreadCloseReason }
  | { type: 'leave' }
  /** Someone else, at the place of when they came; `share` lets the next one read what was said. */
  | { type: 'other-peer'; conversation: string; share?: boolean }
  | { type: 'duty'; on: boolean; capacity?: number; topics?: string[]; avoid?: string[] }
  | { type: 'accept'; offer: string }
  | { type: 'decline'; offer: string }
  /** A rest without offers; none given means the usual one, 0 ends it. */
  | { type: 'breather'; minutes?: number }
  | { type: 'wrap-up'; conversation: string; me?: Felt; how?: Ending; topics?: string[]; id?: string; next?: string }
  | { type: 'next'; conversation: string }
  | { type: 'say'; conversation: string; id: string; text: string; sure?: boolean }
  | { type: 'check'; conversation: string; id: string; text: string }
  | { type: 'typing'; conversation: string; on: boolean }
  | ({ type: 'resume' } & ResumePoint)
  | { type: 'end'; conversation: string }
  | { type: 'delete'; conversation: string }
  | { type: 'exit' }
  | { type: 'board' }
  | { type: 'queue' }
  | { type: 'watch'; conversation: string; reason?: string }
  | { type: 'unwatch'; conversation: string }
  /** Asks that a supervisor look; a peer who raises a hand says why. */
  | { type: 'raise'; conversation: string; what: RaisedWhat; why?: HandReason }
  /** For the peer alone. */
  | { type: 'whisper'; conversation: string; id: string; text: string }
  | { type: 'join-in'; conversation: string }
  /** The peer writes no more: they go on reading, or are out at once. */
  | { type: 'take-over'; conversation: string; peer: 'keep' | 'remove'; reason: string }
  | { type: 'step-out'; conversation: string }
  /** What the seeker says to being asked whether a supervisor may go on; with `n`, the number of the step, whether another peer may, a clinician may come, or something that may help. */
  | { type: 'reply'; conversation: string; yes: boolean; n?: number }
  /** Which clinicians are on duty. */
  | { type: 'clinicians' }
  /** May this clinician come? The seeker is asked. */
  | { type: 'offer-clinician'; conversation: string; clinician: string }
  /** May another peer go on with the seeker? The note is what that one would be told. */
  | { type: 'hand-over'; conversation: string; id: string; why: OverReason; note?: string; sure?: boolean }
  /** The peer who asked goes on after all. */
  | { type: 'stay'; conversation: string }
  /** The seeker is there, though nobody writes. */
  | { type: 'still-here'; conversation: string }
  | { type: 'moment'; conversation: string }
  /** The peer adds to the usual time. */
  | { type: 'more-time'; conversation: string; minutes: MoreMinutes }
  /** May something that may help come? The seeker is asked. */
  | { type: 'offer-resource'; conversation: string; what: Resource }
  /** Goes to somebody who still waits, without a peer. */
  | { type: 'answer'; conversation: string }
  /** A card on which the seeker may leave how they can be reached. */
  | { type: 'contact-offer'; conversation: string }
  | ({ type: 'contact-share'; conversation: string; consent: ContactConsent } & CardValue)
  /** Not now, or not any more. */
  | { type: 'contact-keep'; conversation: string }
  /** The answer to whether it may be passed on now. */
  | { type: 'contact-allow'; conversation: string; n: number; yes: boolean }
  | { type: 'contact-open'; conversation: string }
  | { type: 'contact-pass'; conversation: string; to: Service }
  /** A second supervisor agrees. */
  | { type: 'contact-confirm'; conversation: string; n: number }
  /** It has been passed on, by telephone. */
  | { type: 'contact-passed'; conversation: string; onCall?: boolean }
  /** I've got this one; or somebody else may have it. */
  | { type: 'claim'; flag: string }
  | { type: 'let-go'; flag: string; to?: string }
  | { type: 'release'; flag: string; send: boolean; word?: string }
  | { type: 'resolve'; flag: string; verdict: 'right' | 'wrong'; outcome?: Outcome; note?: string; owner?: string }
  /** The seeker may not come into line any more with the pass they have. */
  | { type: 'block'; conversation: string; reason: BlockReason }
  | { type: 'blocks' }
  /** What a second person says of a block. */
  | { type: 'review'; block: string; verdict: 'uphold' | 'lift' };

export const BLOCK_REASONS = ['threats', 'sexual', 'abuse', 'spam'] as const;
/** Why a pass is blocked. That somebody wants to die is never one. */
export type BlockReason = (typeof BLOCK_REASONS)[number];

/** What a seeker can tell supervisors: about their peer, about where they are, about a supervisor, or that they want one. A peer's hand is the last. */
export type RaisedWhat = 'peer_lane' | 'peer_unsafe' | 'home_unsafe' | 'supervisor' | 'need_supervisor';
export const HAND_REASONS = ['quick', 'watch', 'danger', 'me', 'out'] as const;
/** Why a peer raises a hand. */
export type HandReason = (typeof HAND_REASONS)[number];
export const OVER_REASONS = ['shift', 'break', 'beyond', 'lived'] as const;
/** Why a peer hands over. */
export type OverReason = (typeof OVER_REASONS)[number];
export const RESOURCES = ['lines', 'breath', 'senses', 'cold'] as const;
/** What may help and is shown after a yes: crisis lines, or a small thing to do. */
export type Resource = (typeof RESOURCES)[number];
export const CONSENTS = ['ask', 'life'] as const;
/** What a seeker allows to be done with what they shared: to ask them first, or to pass it on when their life is in danger. */
export type ContactConsent = (typeof CONSENTS)[number];
export const SERVICES = ['emergency', 'line', 'mobile', 'other'] as const;
/** Whom it can be passed on to. */
export type Service = (typeof SERVICES)[number];
export const CALLS = ['yes', 'no', 'text'] as const;
/** Whether it is safe to call. */
export type Call = (typeof CALLS)[number];
export const CONTACT_STATES = ['offered', 'declined', 'shared', 'taken_back', 'asking', 'confirming', 'confirmed', 'passed'] as const;
export type CardState = (typeof CONTACT_STATES)[number];
export const OUTCOMES = ['supported', 'plan', 'connected', 'emergency', 'safeguarding', 'left', 'false_alarm', 'abuse'] as const;
/** How what was flagged ended. `false_alarm` goes with a flag that was wrong. */
export type Outcome = (typeof OUTCOMES)[number];

export type Wants = 'anyone' | 'lived';
export type Safe = 'yes' | 'unsure' | 'no';
/** What a seeker says of themselves. `upset` goes up to 7, the others up to 5; only `hope` and `next` are better when they are more. */
export interface CheckInAnswers {
  upset?: number;
  hope?: number;
  alone?: number;
  next?: number;
  /** Only about a conversation that is over. */
  heard?: Heard;
}
export type Heard = 'yes' | 'partly' | 'no';
/** How a conversation was for its peer. */
export type Felt = 'easy' | 'ok' | 'hard';
/** How a conversation ended, by its peer. */
export const ENDINGS = ['agreed', 'quiet', 'left', 'over', 'technical'] as const;
export type Ending = (typeof ENDINGS)[number];

export interface Someone {
  role: Role;
  name: string;
}

export interface Duty {
  type: 'duty';
  on: boolean;
  capacity: number;
  taken: number;
  restsUntil?: number;
  /** What a peer who is on chose for this shift: what they have lived, and what they would rather not take. */
  topics?: string[];
  avoid?: string[];
  why?: DutyWhy;
}

/** Why a duty changed by itself. */
export type DutyWhy = 'missed_offers' | 'not_listening' | 'silent' | 'breather' | 'training_over' | 'changed' | 'practice';

/** What is recorded of a peer's training, and how they introduce themselves, for the seeker who talks with them. */
export interface Badge {
  level: 'supervised' | 'independent';
  /** The month, such as 2026-03. */
  trained: string;
  /** In their own words, on one line. */
  intro?: string;
}

export interface Opened {
  type: 'opened';
  conversation: string;
  epoch: string;
  from: number;
  as: 'seeker' | 'peer' | 'watching' | 'clinician';
  state: 'open' | 'held';
  with: Someone;
  /** The peer's, to the seeker. */
  badge?: Badge;
  /** The seeker came back into it with words, and may not be who was here before; for the others. */
  back?: boolean;
  /** The peer's name, for one who watches, and for a clinician. */
  peer?: string;
  /** Whether the seeker came with come-back words, to them alone; left out where that cannot be said. */
  withWords?: boolean;
  /** Whose crisis lines the seeker is shown, for one who watches; left out while they have not said where they are. */
  region?: string;
  usualMinutes: number;
  idleMinutes: number;
}

export interface Said {
  type: 'said';
  conversation: string;
  epoch: string;
  seq: number;
  id: string;
  from: Someone;
  text: string;
  /** Epoch milliseconds. */
  at: number;
}

export interface Kept {
  type: 'kept';
  conversation: string;
  id: string;
  epoch: string;
  seq: number;
  at: number;
}

export interface Hint {
  type: 'hint';
  conversation: string;
  id: string;
  category: string;
  /** UTF-16 code units of the NFC text; `start` inclusive, `end` exclusive. */
  spans: { start: number; end: number }[];
  why: string;
  suggestion?: string;
  /** Where the training speaks of it, in words. */
  source?: string;
  /** Words with a firm hint, sent all the same, wait for a supervisor. */
  firm: boolean;
}

/** An own message that waits for a supervisor. */
export interface Withheld {
  type: 'withheld';
  conversation: string;
  id: string;
  at: number;
  /** When it is returned by itself. */
  until: number;
  /** The words, where this client may lack them. */
  text?: string;
}

/** An own message that waited and will not be sent. */
export interface Returned {
  type: 'returned';
  conversation: string;
  id: string;
  why: 'returned' | 'expired' | 'over';
  /** The supervisor who gave it back. */
  by?: string;
  word?: string;
}

/** What a supervisor said to the peer alone, or the peer to supervisors. It is no message, and the seeker never gets it. */
export interface Whispered {
  type: 'whispered';
  conversation: string;
  id: string;
  by: string;
  /** A note of the peer's. */
  from?: 'peer';
  text: string;
  at: number;
}

/** One step of a supervisor or a clinician in a conversation, or of a peer who hands it over. Everybody in it gets each, before the first message that follows from it. */
export interface Stepped {
  type: 'stepped';
  conversation: string;
  /** Which step it is, from 1. */
  n: number;
  step: SupervisorStep | OverStep | ClinicianStep | OfferStep;
  /** The supervisor, the clinician, or the peer who hands over; or who offers something. */
  by: string;
  /** The peer who was there; after `handed_over` the one who is. */
  peer?: string;
  /** The message behind which it belongs; 0 for the beginning. */
  after: number;
  at: number;
  /** Why a peer asked to hand over. */
  why?: OverReason;
  /** What the next peer is told, or would be. */
  note?: string;
  /** What was offered. */
  what?: Resource;
}

export type OfferStep = 'offer_asked' | 'offer_yes' | 'offer_no';
export type SupervisorStep = 'joined' | 'asked' | 'declined' | 'took_over' | 'took_over_alone' | 'answered' | 'left';
export type OverStep = 'over_asked' | 'over_declined' | 'over_agreed' | 'over_back' | 'over_nobody' | 'handed_over';

export type ClinicianStep =
  | 'clinician_asked'
  | 'clinician_declined'
  | 'clinician_agreed'
  | 'clinician_nobody'
  | 'clinician_joined'
  | 'clinician_left'
  | 'clinician_back';

/** A clinician who is on duty. */
export interface Clinician {
  id: string;
  name: string;
}

/** A seeker who said yes to this clinician and waits: their alias, and nothing that was said. */
export interface Consent {
  conversation: string;
  seeker: string;
}

/** What a seeker put on the card: a phone number, a place, or both. */
export interface CardValue {
  phone?: string;
  place?: string;
  call?: Call;
}

/** Where the card stands on which a seeker may leave how they can be reached; never what is on it. No peer gets it. */
export interface Contact {
  type: 'contact';
  conversation: string;
  /** Which change of it this is, from 1. */
  n: number;
  state: CardState;
  /** The supervisor who offers it, has it, or would pass it on. */
  by: string;
  consent?: ContactConsent;
  to?: Service;
  /** The supervisor who confirmed. */
  second?: string;
  at: number;
}

/** What is on the card, for the supervisor who asked. */
export interface ContactOpened extends CardValue {
  type: 'contact-opened';
  conversation: string;
  n: number;
}

/** A card that a second supervisor is asked about. */
export interface Passing {
  conversation: string;
  seeker: string;
  n: number;
  by: { id: string; name: string };
  to: Service;
  consent: ContactConsent;
  /** Since when somebody is asked. */
  at: number;
}

/** Beside a seeker's message: what a peer may ask about, and words to ask with. */
export interface Guide {
  type: 'guide';
  conversation: string;
  id: string;
  hint: string;
  words: string[];
  source: string;
}

export interface CrisisLine {
  name: string;
  kind: string;
  value: string;
  hours?: string;
  free?: boolean;
  languages?: string[];
  note?: { en?: string; es?: string };
}

export interface Flag {
  type: 'flag';
  flag: string;
  conversation: string;
  /** `archived`: what was said is with the closed chats. */
  state: 'open' | 'waiting' | 'closed' | 'archived';
  seeker?: string;
  peer?: string;
  side: string;
  category: string;
  /** Who asked that a supervisor look, where a person did. */
  raisedBy?: 'seeker' | 'peer';
  lane: 'now' | 'soon';
  reasons: string[];
  quote?: string;
  at: number;
  /** The message that it is about, when that waits for a supervisor or did. */
  held?: { state: 'waits' | 'released' | 'returned' | 'expired' | 'over'; until: number; by?: string };
  /** The supervisor who has it, for as long as they are there. */
  claimedBy?: { id: string; name: string };
  /** Another supervisor, whom they asked to have it. */
  asked?: { id: string; name: string };
  /** Nobody has had it for long. */
  loud?: 'louder' | 'on_call';
  /** Its peer is new to it, and a supervisor takes more notice. */
  supervised?: true;
  /** Its seeker wants gone what is in the archive. */
  deleteAsked?: true;
  /** When what is in the archive is destroyed, whatever is open about it. */
  keptUntil?: number;
}

export interface Board {
  type: 'board';
  now: Flag[];
  soon: Flag[];
  waiting: number;
  longestWaitMinutes: number;
  onDuty: number;
  supervisors: number;
  asOf: number;
  /** How many dropped out of line without a word within the last hour. */
  gaveUp?: number;
  /** What a second supervisor is asked about. */
  passing?: Passing[];
  /** Whom to telephone when nobody at the desk answers in time, where the house names somebody. */
  onCall?: OnCall;
  /** Who leads safeguarding, where people under 18 may come in. */
  safeguarding?: Safeguarding;
}

export interface OnCall {
  name: string;
  phone: string;
}

export interface Safeguarding {
  lead: string;
  /** Its name, or a link to it. */
  policy: string;
}

export interface Welcome {
  type: 'welcome';
  you: { id: string; role: Role; name?: string };
  conversations: Opened[];
  waiting: boolean;
  duty?: Duty;
  limits: Limits;
  /** How durable `kept` is: on one disk, or on a replica too. */
  durability: 'L1' | 'L2';
  serverTime: number;
  /** Under which a seeker's or a peer's page seals what it keeps in its tab. */
  tabKey?: string;
}

export interface Limits {
  textCharacters: number;
  frameBytes: number;
  messagesPer10Seconds: number;
  messagesPerMinute: number;
  offerSeconds: number;
}

/** What would help: just to be listened to, to think, to get through tonight, or other support. */
export type Help = 'listen' | 'think' | 'tonight' | 'other' | 'none';

export interface Place {
  type: 'place';
  position: number;
  /** Minutes; left out when the server cannot say. */
  waitMin?: number;
  waitMax?: number;
  asOf: number;
  why?: 'moved';
  because?: 'joined' | 'served' | 'left' | 'urgent' | 'returned' | 'duty';
  /** Still wait for someone who has lived it? The answer is `about`. */
  ask?: 'lived';
  /** While the peer of before alone is waited for. */
  held?: boolean;
  /** What the server has of the wish. */
  topics: string[];
  wants: Wants;
  /** Minutes to wait for someone who has lived it before being asked again. */
  patience: number;
  /** The answer to the safety question that was heard and followed. */
  safe?: Safe;
  /** A supervisor is there who can see that they are not safe. */
  told?: true;
  /** A first message is kept. Its words do not come back. */
  note?: true;
  /** What would help, if it was said. */
  help?: Exclude<Help, 'none'>;
}

/** Whether somebody is there. */
export interface Door {
  type: 'door';
  state: DoorState;
  /** When the hours end, if that is soon. */
  closesAt?: number;
  /** When somebody is expected next, if that is known. */
  opensAt?: number;
  /** No supervisor is there, whatever the door is. */
  alone?: true;
}

export type DoorState = 'open' | 'no_peer' | 'no_supervisor' | 'full' | 'numbers' | 'not_open';

/** The line and the people on duty, for a supervisor. In words, never scores. */
export interface Queue {
  type: 'queue';
  tickets: QueueTicket[];
  peers: QueuePeer[];
  /** Peers whose page is gone while others are talking with them, and supervisors with whom somebody is alone. */
  lost: { name: string; since: number; seekers: string[] }[];
  talks: QueueTalk[];
  /** Who is at a board. */
  supervisors?: { id: string; name: string }[];
  waiting: number;
  asOf: number;
}

/** A conversation that goes on, flagged or not. */
export interface QueueTalk {
  conversation: string;
  seeker: string;
  peer?: string;
  /** The peer is new to it, and a supervisor takes more notice. */
  supervised?: true;
  supervisor?: string;
  /** That its seeker wants to talk in. */
  language?: string;
  /** When somebody wrote last. */
  lastSaid?: number;
  /** The supervisors who read along, by name. */
  readers?: string[];
  /** `left`: its seeker left suddenly, and their place is held for a while. */
  state: 'open' | 'left';
}

export interface QueueTicket {
  conversation: string;
  seeker: string;
  state: 'waiting' | 'offered' | 'away';
  band: 'ordinary' | 'elevated' | 'high' | 'imminent';
  language: string;
  topics: string[];
  wants: Wants;
  /** Among those of the same language; 0 while they are away. */
  position: number;
  since: number;
  reasons: string[];
}

export interface QueuePeer {
  name: string;
  taken: number;
  capacity: number;
  restsUntil?: number;
  asked: boolean;
  offered: number;
  accepted: number;
  declined: number;
  missed: number;
}

/** Why whom, for one who watches. */
export interface Matched {
  type: 'matched';
  conversation: string;
  turns: { turn: number; peer: string; why: string }[];
}

export interface Offer {
  type: 'offer';
  offer: string;
  language: string;
  topics: string[];
  wants: Wants;
  expiresAt: number;
}

/** A pass may not come into line any more; or, when it is not `on`, it may again. */
export interface Blocked {
  type: 'blocked';
  on: boolean;
  reason?: BlockReason;
  /** When it ends by itself, at the latest. */
  until?: number;
  /** For the supervisor who did it. */
  conversation?: string;
}

/** A block that a second person has to look at. */
export interface BlockToReview {
  block: string;
  conversation: string;
  seeker: string;
  reason: BlockReason;
  by: { id: string; name: string };
  at: number;
  until: number;
}

/** What came of wanting a conversation gone. */
export type Deletion = 'destroyed' | 'waits_for_review';

export type ClosedWhy = 'ended_by_seeker' | 'ended_by_peer' | 'ended_by_supervisor' | 'quiet' | 'left' | 'blocked' | 'unwatched';

export interface Refused {
  type: 'refused';
  re?: string;
  id?: string;
  conversation?: string;
  /** One of those in the protocol's A4; a newer server may know more. */
  reason: string;
  detail?: string;
}

/** The peer of before is asked first, or also waited for while they are not there. */
export type KnownWish = 'first' | 'hold';

export type ThreadCloseReason = 'boundary' | 'safety';

/** Of what words open, the conversation alone or the way back alone. */
export type ForgetOnly = 'talk' | 'thread';

/** What come-back words open. */
export interface WayBack {
  type: 'thread';
  visits: number;
  /** Epoch milliseconds. */
  until: number;
  /** Whether the card and the plan are shown to whoever comes back. */
  show: boolean;
  /** Only with `show`; may be empty. */
  card?: string;
  /** Only with `show`; may be empty. */
  plan?: string[];
  /** The peer of before, where both said yes: on duty now, not here now, or gone for good. */
  peer?: { name: string; state: 'on' | 'off' | 'gone' };
  /** There is a conversation, over by now, that can be deleted. */
  talk?: boolean;
}

/** What a seeker who was here before wants whoever is with them to know, and what they planned. The text may be empty where there is a plan. */
export interface Carried {
  type: 'card';
  conversation: string;
  text: string;
  plan?: string[];
  /** When text and plan were written last, in epoch milliseconds; missing on one from before that was kept. */
  keptAt?: number;
  /** What they said in line would help. */
  help?: Exclude<Help, 'none'>;
  /** When they said so, in epoch milliseconds. */
  helpAt?: number;
  /** They said in line that they are not safe, or not sure of it. */
  safe?: Exclude<Safe, 'yes'>;
  /** To a peer: a supervisor is there who can see that too. */
  told?: true;
}

/** The plan that a seeker who came back and their peer write together; `n` is how often it was changed here. */
export interface PlanOfBoth {
  type: 'plan';
  conversation: string;
  n: number;
  plan: string[];
}

/** Nobody writes; `closesAt` in epoch milliseconds comes with `closing` and `held`. */
export interface Quiet {
  type: 'quiet';
  conversation: string;
  stage: 'still' | 'peer' | 'closing' | 'held' | 'moment' | 'over';
  closesAt?: number;
}

/** How far the usual time is; `minutes` are those that are left with `ten`, and those that were added with `more`. */
export interface Time {
  type: 'time';
  conversation: string;
  stage: 'ten' | 'more' | 'over';
  minutes?: number;
}

export type ServerFrame =
  | Welcome
  | Place
  | { type: 'left'; why: 'left' | 'away_too_long' }
  | Door
  | Duty
  | Offer
  | { type: 'offer-gone'; offer: string; why: 'declined' | 'expired' | 'withdrawn' }
  | Opened
  | Said
  | Kept
  /** It may be kept, and is not as durable as promised: send it again with the same id. */
  | { type: 'pending'; conversation: string; id: string }
  | { type: 'caught-up'; conversation: string; epoch: string; head: number }
  | { type: 'reset'; conversation: string; epoch: string; head: number }
  | { type: 'typing'; conversation: string; who: Role; on: boolean }
  /** `back`: here with words, and perhaps not who was here before. */
  | { type: 'presence'; conversation: string; who: Role; state: 'here' | 'away' | 'left' | 'back'; since?: number }
  | Hint
  | { type: 'clear'; conversation: string; id: string }
  | Withheld
  | Returned
  | Guide
  /** Supervisors have been told; `by` is the one who has it. */
  | { type: 'raised'; conversation: string; what: RaisedWhat; why?: HandReason; by?: string; told?: true }
  | { type: 'support'; lines: CrisisLine[] }
  | { type: 'watched'; conversation: string; by: string; mode: 'reading' | 'gone' }
  /** No supervisor has come yet to what needs one. */
  | { type: 'nobody-yet'; conversation: string; what?: RaisedWhat; why?: HandReason }
  /** Where the seeker says to be by now, for one who watches. */
  | { type: 'region'; conversation: string; region: string }
  | Quiet
  | Time
  | Whispered
  | Stepped
  | { type: 'clinicians'; clinicians: Clinician[] }
  | { type: 'consents'; waiting: Consent[] }
  | Contact
  | ContactOpened
  | Board
  | Queue
  | Matched
  | Blocked
  | { type: 'blocks'; blocks: BlockToReview[] }
  | Flag
  | { type: 'flag-changed'; flag: string; state: 'closed'; by?: string }
  | WayBack
  /** Come-back words, this once. */
  | { type: 'words'; words: string[]; until?: number }
  /** A conversation that words lead to; of one that is closed they only delete. */
  | { type: 'talk'; state: 'open' | 'closed' }
  /** For the conversation that words led to. */
  | { type: 'pass'; token: string; expiresAt: number }
  | { type: 'forgotten' }
  | { type: 'thread-closed'; conversation: string }
  | { type: 'next'; conversation: string; text?: string }
  | Carried
  | PlanOfBoth
  | { type: 'last-word'; conversation: string; kept: boolean }
  | { type: 'closed'; conversation: string; why: ClosedWhy }
  | { type: 'deleted'; conversation: string; state: Deletion }
  | Refused
  | { type: 'bye'; reason: string; retryAfterMs?: number };

export type ServerFrameType = ServerFrame['type'];
export type ServerFrameOf<T extends ServerFrameType> = Extract<ServerFrame, { type: T }>;

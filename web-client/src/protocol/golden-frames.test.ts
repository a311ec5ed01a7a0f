import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  array,
  boolean,
  exactOptional,
  type GenericSchema,
  literal,
  number,
  parse,
  picklist,
  strictObject,
  string,
  union,
} from 'valibot';
import { describe, expect, it } from 'vitest';
import { decode, encode } from './codec';
import { decodeAtDesk } from './desk-codec';
import { BLOCK_REASONS, CALLS, type ClientFrame, CONSENTS, ENDINGS, HAND_REASONS, MORE_MINUTES, OUTCOMES, OVER_REASONS, RESOURCES, SERVICES } from './frames';

const FRAMES = '../chat-server/protocol/frames';

function golden(side: 'client' | 'server'): { name: string; type: string; frame: unknown }[] {
  return readdirSync(join(FRAMES, side)).flatMap((file) => {
    const type = basename(file, '.json');
    const frames = JSON.parse(readFileSync(join(FRAMES, side, file), 'utf8')) as unknown[];
    return frames.map((frame, at) => ({ name: `${type} ${at + 1}`, type, frame }));
  });
}

const conversation = string();
const point = { conversation, epoch: string(), after: number() };
const resume = exactOptional(array(strictObject(point)));

/** Strict, so that a golden frame with a field that our union does not have fails here. */
const clientSchemas: { [T in ClientFrame['type']]: GenericSchema<unknown, Extract<ClientFrame, { type: T }>> } = {
  hello: union([
    strictObject({ type: literal('hello'), token: string(), resume }),
    strictObject({ type: literal('hello'), ticket: string(), resume }),
  ]),
  join: strictObject({ type: literal('join'), language: string(), note: exactOptional(string()), words: exactOptional(string()), share: exactOptional(boolean()), peer: exactOptional(picklist(['first', 'hold'])) }),
  back: strictObject({ type: literal('back'), words: string() }),
  words: strictObject({ type: literal('words'), conversation, language: string() }),
  'go-in': strictObject({ type: literal('go-in'), words: string() }),
  keep: strictObject({
    type: literal('keep'),
    conversation,
    language: string(),
    text: string(),
    plan: exactOptional(array(string())),
    show: boolean(),
    words: exactOptional(string()),
  }),
  card: strictObject({ type: literal('card'), words: string(), text: string(), plan: exactOptional(array(string())), show: boolean() }),
  'last-word': strictObject({ type: literal('last-word'), conversation, id: string(), text: string() }),
  plan: strictObject({ type: literal('plan'), conversation, id: string(), n: number(), plan: array(string()) }),
  forget: strictObject({ type: literal('forget'), words: string(), only: exactOptional(picklist(['talk', 'thread'])) }),
  again: strictObject({ type: literal('again'), conversation, yes: boolean() }),
  anyone: strictObject({ type: literal('anyone') }),
  region: strictObject({ type: literal('region'), region: string() }),
  'thread-close': strictObject({ type: literal('thread-close'), conversation, reason: picklist(['boundary', 'safety']) }),
  about: strictObject({
    type: literal('about'),
    topics: array(string()),
    wants: picklist(['anyone', 'lived']),
    patience: exactOptional(number()),
    safe: exactOptional(picklist(['yes', 'unsure', 'no'])),
    help: exactOptional(picklist(['listen', 'think', 'tonight', 'other', 'none'])),
  }),
  note: strictObject({ type: literal('note'), text: string() }),
  'check-in': strictObject({
    type: literal('check-in'),
    when: picklist(['before', 'after']),
    conversation: exactOptional(string()),
    upset: exactOptional(number()),
    hope: exactOptional(number()),
    alone: exactOptional(number()),
    next: exactOptional(number()),
    heard: exactOptional(picklist(['yes', 'partly', 'no'])),
  }),
  leave: strictObject({ type: literal('leave') }),
  'other-peer': strictObject({ type: literal('other-peer'), conversation, share: exactOptional(boolean()) }),
  duty: strictObject({
    type: literal('duty'),
    on: boolean(),
    capacity: exactOptional(number()),
    topics: exactOptional(array(string())),
    avoid: exactOptional(array(string())),
  }),
  accept: strictObject({ type: literal('accept'), offer: string() }),
  decline: strictObject({ type: literal('decline'), offer: string() }),
  breather: strictObject({ type: literal('breather'), minutes: exactOptional(number()) }),
  'wrap-up': strictObject({ type: literal('wrap-up'), conversation, me: exactOptional(picklist(['easy', 'ok', 'hard'])), how: exactOptional(picklist(ENDINGS)), topics: exactOptional(array(string())), id: exactOptional(string()), next: exactOptional(string()) }),
  next: strictObject({ type: literal('next'), conversation }),
  say: strictObject({ type: literal('say'), conversation, id: string(), text: string(), sure: exactOptional(boolean()) }),
  check: strictObject({ type: literal('check'), conversation, id: string(), text: string() }),
  typing: strictObject({ type: literal('typing'), conversation, on: boolean() }),
  resume: strictObject({ type: literal('resume'), ...point }),
  end: strictObject({ type: literal('end'), conversation }),
  delete: strictObject({ type: literal('delete'), conversation }),
  exit: strictObject({ type: literal('exit') }),
  board: strictObject({ type: literal('board') }),
  queue: strictObject({ type: literal('queue') }),
  watch: strictObject({ type: literal('watch'), conversation, reason: exactOptional(string()) }),
  unwatch: strictObject({ type: literal('unwatch'), conversation }),
  raise: strictObject({
    type: literal('raise'),
    conversation,
    what: picklist(['peer_lane', 'peer_unsafe', 'home_unsafe', 'supervisor', 'need_supervisor']),
    why: exactOptional(picklist(HAND_REASONS)),
  }),
  whisper: strictObject({ type: literal('whisper'), conversation, id: string(), text: string() }),
  'join-in': strictObject({ type: literal('join-in'), conversation }),
  'take-over': strictObject({ type: literal('take-over'), conversation, peer: picklist(['keep', 'remove']), reason: string() }),
  'step-out': strictObject({ type: literal('step-out'), conversation }),
  reply: strictObject({ type: literal('reply'), conversation, yes: boolean(), n: exactOptional(number()) }),
  clinicians: strictObject({ type: literal('clinicians') }),
  'offer-clinician': strictObject({ type: literal('offer-clinician'), conversation, clinician: string() }),
  'hand-over': strictObject({
    type: literal('hand-over'),
    conversation,
    id: string(),
    why: picklist(OVER_REASONS),
    note: exactOptional(string()),
    sure: exactOptional(boolean()),
  }),
  stay: strictObject({ type: literal('stay'), conversation }),
  'still-here': strictObject({ type: literal('still-here'), conversation }),
  moment: strictObject({ type: literal('moment'), conversation }),
  'more-time': strictObject({ type: literal('more-time'), conversation, minutes: picklist(MORE_MINUTES) }),
  'offer-resource': strictObject({ type: literal('offer-resource'), conversation, what: picklist(RESOURCES) }),
  answer: strictObject({ type: literal('answer'), conversation }),
  'contact-offer': strictObject({ type: literal('contact-offer'), conversation }),
  'contact-share': strictObject({
    type: literal('contact-share'),
    conversation,
    phone: exactOptional(string()),
    place: exactOptional(string()),
    call: exactOptional(picklist(CALLS)),
    consent: picklist(CONSENTS),
  }),
  'contact-keep': strictObject({ type: literal('contact-keep'), conversation }),
  'contact-allow': strictObject({ type: literal('contact-allow'), conversation, n: number(), yes: boolean() }),
  'contact-open': strictObject({ type: literal('contact-open'), conversation }),
  'contact-pass': strictObject({ type: literal('contact-pass'), conversation, to: picklist(SERVICES) }),
  'contact-confirm': strictObject({ type: literal('contact-confirm'), conversation, n: number() }),
  'contact-passed': strictObject({ type: literal('contact-passed'), conversation, onCall: exactOptional(boolean()) }),
  claim: strictObject({ type: literal('claim'), flag: string() }),
  'let-go': strictObject({ type: literal('let-go'), flag: string(), to: exactOptional(string()) }),
  release: strictObject({ type: literal('release'), flag: string(), send: boolean(), word: exactOptional(string()) }),
  resolve: strictObject({
    type: literal('resolve'),
    flag: string(),
    verdict: picklist(['right', 'wrong']),
    outcome: exactOptional(picklist(OUTCOMES)),
    note: exactOptional(string()),
    owner: exactOptional(string()),
  }),
  block: strictObject({ type: literal('block'), conversation, reason: picklist(BLOCK_REASONS) }),
  blocks: strictObject({ type: literal('blocks') }),
  review: strictObject({ type: literal('review'), block: string(), verdict: picklist(['uphold', 'lift']) }),
};

describe('S1 the golden frames of the server', () => {
  it.each(golden('server'))('$name is read without losing a field', ({ frame }) => {
    expect(decodeAtDesk(JSON.stringify(frame))).toEqual({ ok: true, frame });
  });

  it.each(golden('server'))('$name: a field of a newer server is ignored', ({ frame }) => {
    expect(decodeAtDesk(JSON.stringify({ ...(frame as object), fromTheFuture: 1 }))).toEqual({ ok: true, frame });
  });
});

describe('S1 the golden frames of the client', () => {
  it.each(golden('client'))('$name is one that we write', ({ type, frame }) => {
    const ours = parse(clientSchemas[type as ClientFrame['type']], frame);
    expect(JSON.parse(encode(ours))).toEqual(frame);
  });

  it('has one file for each type, and no other', () => {
    expect(golden('client').map((each) => each.type)).toEqual(expect.arrayContaining(Object.keys(clientSchemas)));
  });
});

describe('P13, P50 a seeker\'s page', () => {
  it.each(golden('server').filter(({ type }) => type === 'whispered' || type === 'contact-opened' || type === 'region'))('cannot read $name', ({ frame }) => {
    expect(decode(JSON.stringify(frame))).toEqual({ ok: false, why: 'unknown' });
  });
});

describe('A10 a seeker\'s page', () => {
  it.each(golden('server').filter(({ type }) => type === 'card'))('cannot read $name', ({ frame }) => {
    expect(decode(JSON.stringify(frame))).toEqual({ ok: false, why: 'unknown' });
  });
});

describe('S1 what is not a frame', () => {
  it.each(['', 'null', '[]', '7', '{"a":', '{"type":7}', '{"type":"said"}', '{"type":"said","seq":"1"}'])('%s is broken', (text) => {
    expect(decode(text)).toEqual({ ok: false, why: 'broken' });
  });

  it.each(['aurora', 'toString', '__proto__'])('a frame of type %s is one that we do not know', (type) => {
    expect(decode(`{"type":"${type}"}`)).toEqual({ ok: false, why: 'unknown' });
  });
});

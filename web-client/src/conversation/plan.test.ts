import { beforeEach, describe, expect, it } from 'vitest';
import { Outbox } from '../connection/outbox';
import type { ClientFrame, PlanOfBoth } from '../protocol/frames';
import { cardBeside, stepsIn } from './plan';
import { Talk } from './talk.svelte';

const plan = (n: number, ...steps: string[]): PlanOfBoth => ({ type: 'plan', conversation: 'c', n, plan: steps });
let sent: ClientFrame[];
let talk: Talk;

beforeEach(() => {
  sent = [];
  const send = (frame: ClientFrame) => sent.push(frame) > 0;
  talk = new Talk(
    { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'peer', state: 'open', with: { role: 'seeker', name: 'Heron' }, usualMinutes: 50, idleMinutes: 20 },
    { send, outbox: new Outbox(send, () => undefined) },
  );
  talk.planned(plan(3, 'Tea.'));
});

describe('C130 a plan of both', () => {
  it('is written over the one that is here, and done once it comes', () => {
    talk.changePlan(['Tea.', 'A walk.']);
    expect(sent).toEqual([expect.objectContaining({ type: 'plan', conversation: 'c', n: 3, plan: ['Tea.', 'A walk.'] })]);
    expect(talk.planDraft?.state).toBe('asked');
    talk.planned(plan(4, 'Tea.', 'A walk.'));
    expect(talk.planDraft).toBeUndefined();
  });

  it('keeps what was written where there is another by now', () => {
    talk.changePlan(['A walk.']);
    talk.planned(plan(4, 'Music.'));
    talk.planRefused('changed');
    expect(talk.planDraft).toMatchObject({ state: 'changed', plan: ['A walk.'] });
    expect(talk.plan?.plan).toEqual(['Music.']);
  });

  it('never goes back to an older one', () => {
    talk.planned(plan(2, 'Old.'));
    expect(talk.plan?.plan).toEqual(['Tea.']);
  });

  it('says that it is not saved where the connection is lost, and whether it is kept', () => {
    talk.changePlan([]);
    talk.lost();
    expect(talk.planDraft?.state).toBe('failed');
    talk.planRefused('nothing');
    expect([talk.planDraft, talk.planOnlyHere]).toEqual([undefined, true]);
  });

  it('what was begun stays while it is done, and is over with the answer, also where that was lost', () => {
    talk.beginPlan();
    talk.planFields.push('A walk.');
    talk.changePlan(['Tea.', 'A walk.']);
    talk.planFields.push('Music.');
    talk.planned(plan(4, 'Tea.', 'A walk.'));
    expect([talk.planOver, talk.planFields, talk.planNews]).toEqual([4, ['Tea.', 'A walk.', 'Music.'], false]);
    talk.changePlan(['Tea.', 'A walk.', 'Music.']);
    talk.lost();
    talk.planned(plan(5, 'Tea.', 'A walk.', 'Music.'));
    expect([talk.planOver, talk.planDraft, talk.planNews]).toEqual([undefined, undefined, false]);
    talk.beginPlan();
    talk.planned(plan(6, 'Tea.'));
    expect([talk.planOver, talk.planFields.length, talk.planNews]).toEqual([5, 3, true]);
    talk.leavePlan();
    expect(talk.planOver).toBeUndefined();
  });

  it('C131 keeps a hint with the steps', () => {
    talk.changePlan(['Stop taking your pills.']);
    const id = talk.planDraft?.id ?? '';
    talk.hinted({ type: 'hint', conversation: 'c', id, category: 'medication', spans: [], why: 'Not ours to say.', firm: false }, undefined);
    expect(talk.planDraft).toMatchObject({ state: 'hinted', hint: { why: 'Not ours to say.' } });
  });
});

it('a step that nothing was written in is none', () => {
  expect(stepsIn(['  Tea. ', ' ', ''])).toEqual(['Tea.']);
});

it('a card stands without the plan where that is beside it, and with the newest one elsewhere', () => {
  const card = { type: 'card', conversation: 'c', text: 'Ask gently.', plan: ['Old.'] } as const;
  expect(cardBeside({ ...card, plan: ['Old.'] }, plan(1, 'New.'), true)).toMatchObject({ text: 'Ask gently.', plan: [] });
  expect(cardBeside({ ...card, plan: ['Old.'] }, plan(1, 'New.'), false)).toMatchObject({ plan: ['New.'] });
  expect(cardBeside({ ...card, text: '', plan: ['Old.'] }, plan(1, 'New.'), true)).toBeUndefined();
  expect(cardBeside({ ...card, plan: ['Old.'] }, undefined, false)).toMatchObject({ text: 'Ask gently.', plan: ['Old.'] });
  expect(cardBeside({ ...card, text: '', plan: [], safe: 'no' }, undefined, false)).toBeUndefined();
});

describe('C132 one thing to know', () => {
  it('is kept, taken back, and said to be neither where the connection is lost', () => {
    talk.leaveLastWord('  It helped. ');
    expect(sent).toEqual([expect.objectContaining({ type: 'last-word', text: 'It helped.' })]);
    talk.lastWordTold(true);
    expect(talk.lastWord).toBe('kept');
    talk.leaveLastWord('');
    talk.lastWordTold(false);
    expect(talk.lastWord).toBeUndefined();
    talk.leaveLastWord('It helped.');
    talk.lost();
    expect(talk.lastWord).toBe('failed');
  });

  it('is still there where it could not be taken back', () => {
    talk.leaveLastWord('It helped.');
    talk.lastWordTold(true);
    talk.leaveLastWord('');
    talk.lost();
    expect([talk.lastWord, talk.lastWordKept]).toEqual(['failed', true]);
    talk.lastWordTold(false);
    expect([talk.lastWord, talk.lastWordKept]).toEqual([undefined, false]);
  });
});

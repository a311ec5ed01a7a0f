import { describe, expect, it } from 'vitest';
import type { Stepped } from '../protocol/frames';
import { type Aside, inOrder } from './order';
import { seekerReads } from './step-words';
import { consulting, handing, isClinicians, isOver, ledHere, offered, standing, withStep } from './steps';
import type { Line } from './talk.svelte';

const step = (n: number, what: Stepped['step'], after = 0, by = 'Sam'): Stepped => ({ type: 'stepped', conversation: 'c', n, step: what, by, peer: 'Robin', after, at: after * 10 + 5 });
const steps = (...what: Stepped['step'][]) => what.map((each, at) => step(at + 1, each));

describe('C24 C25 what the steps come to', () => {
  it.each<[Stepped['step'][], string, string]>([
    [[], 'watching', ''],
    [['joined'], 'joined', ''],
    [['joined', 'left'], 'watching', ''],
    [['asked'], 'watching', 'Sam'],
    [['asked', 'declined'], 'watching', ''],
    [['joined', 'asked'], 'joined', 'Sam'],
    [['joined', 'asked', 'declined'], 'joined', ''],
    [['asked', 'took_over'], 'took_over', ''],
    [['took_over', 'left'], 'watching', ''],
    [['took_over_alone'], 'alone', ''],
    [['answered'], 'alone', ''],
  ])('%j is %s', (what, part, asking) => {
    expect(standing(steps(...what))).toMatchObject({ part, asking });
  });

  it('names who joined after another has left', () => {
    expect(standing([step(1, 'joined'), step(2, 'left'), step(3, 'joined', 0, 'Kit')])).toEqual({ part: 'joined', by: 'Kit', asking: '' });
  });

  it('keeps each step once, by its number, in order', () => {
    const known = withStep(withStep([], step(2, 'left')), step(1, 'joined'));
    expect(known.map(({ n }) => n)).toEqual([1, 2]);
    expect(withStep(known, step(2, 'left'))).toBe(known);
  });
});

describe('C27 what the steps of handing over come to', () => {
  it.each<[Stepped['step'][], string, number | undefined]>([
    [[], 'no', undefined],
    [['over_asked'], 'asked', 1],
    [['over_asked', 'joined'], 'asked', 1],
    [['over_asked', 'over_declined'], 'no', undefined],
    [['over_asked', 'over_back', 'asked'], 'no', undefined],
    [['over_asked', 'over_agreed'], 'looking', 1],
    [['over_asked', 'over_agreed', 'over_nobody'], 'no', undefined],
    [['over_asked', 'over_declined', 'over_asked', 'over_agreed'], 'looking', 3],
    [['over_asked', 'over_agreed', 'handed_over'], 'no', undefined],
  ])('%j is %s', (what, state, asked) => {
    const all = steps(...what);
    expect([handing(all).state, handing(all).last?.n]).toEqual([state, asked]);
  });

  it('changes nothing about a supervisor, but that a question of theirs ends with it', () => {
    expect(standing(steps('joined', 'over_asked', 'over_agreed'))).toMatchObject({ part: 'joined', asking: '' });
    expect(standing(steps('joined', 'over_asked', 'over_agreed', 'asked', 'handed_over'))).toMatchObject({ part: 'joined', asking: '' });
    expect((['joined', 'left', 'asked', 'over_back', 'handed_over'] as const).filter(isOver)).toEqual(['over_back', 'handed_over']);
  });

  it('knows which steps led to the peer who is there', () => {
    const all = steps('over_asked', 'handed_over', 'over_asked').map((each) => ({ ...each, peer: 'Sky' }));
    expect(all.map((each) => ledHere(all, each, 'Sky'))).toEqual([true, true, false]);
    expect(all.map((each) => ledHere(all, each, 'Sam'))).toEqual([false, false, false]);
    expect(ledHere(steps('over_asked'), step(1, 'over_asked'), 'Sky')).toBe(false);
  });

  it.each<[NonNullable<Stepped['why']>, RegExp]>([
    ['shift', /^Robin's shift is ending/],
    ['break', /^Robin needs a break/],
    ['beyond', /help more with this/],
    ['lived', /has been through this/],
  ])('tells the seeker why: %s', (why, words) => {
    expect(seekerReads({ step: 'over_asked', by: 'Robin', why })).toMatch(words);
  });

  it('names both when it is done', () => {
    expect(seekerReads({ step: 'handed_over', by: 'Robin', peer: 'Sky' })).toBe("Sky is with you now. Robin has left and can't read this.");
  });
});

describe('C31 what the steps come to, for a clinician', () => {
  it.each<[Stepped['step'][], string, number | undefined]>([
    [[], 'none', undefined],
    [['clinician_asked'], 'asked', 1],
    [['joined', 'clinician_asked', 'left'], 'asked', 2],
    [['clinician_asked', 'clinician_declined'], 'no', undefined],
    [['clinician_asked', 'clinician_agreed'], 'coming', 1],
    [['clinician_asked', 'clinician_agreed', 'clinician_nobody'], 'none', undefined],
    [['clinician_asked', 'clinician_agreed', 'clinician_joined'], 'here', 1],
    [['clinician_asked', 'clinician_agreed', 'clinician_joined', 'clinician_back'], 'no', undefined],
    [['clinician_asked', 'clinician_agreed', 'clinician_joined', 'clinician_left'], 'none', undefined],
    [['clinician_joined'], 'here', undefined],
  ])('%j is %s', (what, state, asked) => {
    const all = steps(...what);
    expect([consulting(all).state, consulting(all).asked?.n]).toEqual([state, asked]);
  });

  it('changes nothing about a supervisor, or about handing over', () => {
    expect(standing(steps('joined', 'clinician_asked', 'clinician_joined'))).toMatchObject({ part: 'joined', by: 'Sam' });
    expect(handing(steps('over_asked', 'clinician_nobody')).state).toBe('asked');
    expect((['joined', 'over_back', 'clinician_back'] as const).filter(isClinicians)).toEqual(['clinician_back']);
  });

  it('says who would come and what they could read before it is answered', () => {
    expect(seekerReads({ step: 'clinician_asked', by: 'Dana' })).toMatch(/Dana is a clinician.*only what is written after they join.*take your yes back at any time/);
  });
});

describe('the order of a log', () => {
  const line = (seq: number | undefined, at: number): Line => ({ key: `m${seq ?? 'x'}`, mine: false, from: { role: 'peer', name: '' }, text: '', at, ...(seq === undefined ? {} : { seq }) });
  const aside = (key: string, at: number): Aside => ({ key, at, by: 'Sam', text: '' });
  const keys = (...given: Parameters<typeof inOrder>) => inOrder(...given).map(({ key }) => key);

  it('C24 has each step behind the message that it follows, and before what is on its way', () => {
    expect(keys([line(1, 10), line(2, 20), line(undefined, 1)], [step(1, 'joined', 1), step(2, 'left', 2)], [])).toEqual(['m1', 'step 1', 'm2', 'step 2', 'mx']);
  });

  it('has a step before the first message that somebody may read, when it was earlier', () => {
    expect(keys([line(4, 40)], [step(1, 'joined', 0), step(2, 'left', 2)], [])).toEqual(['step 1', 'step 2', 'm4']);
  });

  it('has a step whose message has not come yet behind what is here', () => {
    expect(keys([line(1, 10), line(3, 30)], [step(1, 'joined', 2)], [])).toEqual(['m1', 'step 1', 'm3']);
  });

  it('C23 places what is for one reader by its time', () => {
    expect(keys([line(1, 10), line(2, 20), line(undefined, 1)], [step(1, 'joined', 1)], [aside('late', 99), aside('early', 12), aside('first', 3)])).toEqual([
      'aside first', 'm1', 'aside early', 'step 1', 'm2', 'aside late', 'mx',
    ]);
  });
});

describe('C100 what is offered', () => {
  it.each<[Stepped['step'][], number | undefined]>([
    [[], undefined],
    [['offer_asked'], 1],
    [['offer_asked', 'joined'], 1],
    [['offer_asked', 'offer_yes'], undefined],
    [['offer_asked', 'offer_no', 'offer_asked'], 3],
  ])('%j asks in %s', (what, n) => {
    expect(offered(steps(...what), ['Sam'])?.n).toBe(n);
  });

  it('has fallen away with who asked, and changes nothing about a supervisor', () => {
    expect(offered(steps('offer_asked'), ['Robin'])).toBe(undefined);
    expect(standing(steps('joined', 'offer_asked', 'offer_yes'))).toMatchObject({ part: 'joined', by: 'Sam' });
  });

  it('is asked by name, and a no is fine', () => {
    expect(seekerReads({ step: 'offer_asked', by: 'Robin', what: 'lines' })).toBe('Robin asks: is it OK to send you numbers that may help?');
    expect(seekerReads({ step: 'offer_asked', by: 'Robin', what: 'cold' })).toMatch(/a small thing to try/);
    expect(seekerReads({ step: 'offer_no', by: 'Robin', what: 'cold' })).toMatch(/^That's fine/);
  });
});

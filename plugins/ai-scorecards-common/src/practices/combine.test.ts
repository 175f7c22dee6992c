import { verdict, Verdict } from './check';
import { count, prove, Statement } from './combine';

const TODAY = '2026-11-22';
const statement = (expiresOn: string): Statement => ({
  by: { ref: 'user:default/ada', title: 'Ada' },
  madeOn: '2026-06-01',
  expiresOn,
});
const valid = statement('2026-11-23');
const expired = statement('2026-11-22');

const says = (state: Verdict['state'], silent = false) =>
  verdict(state, 'The facts.', silent ? { silent } : {});

describe('prove', () => {
  it.each([
    ['facts that pass', 'either', says('pass'), expired, 'pass', false],
    ['facts that fail', 'either', says('fail'), null, 'fail', false],
    ['facts against a statement', 'either', says('fail'), valid, 'fail', true],
    [
      'facts against an old one',
      'either',
      says('fail'),
      expired,
      'fail',
      false,
    ],
    [
      'nothing found, attested',
      'either',
      says('fail', true),
      valid,
      'pass',
      false,
    ],
    [
      'nothing found, expired',
      'either',
      says('fail', true),
      expired,
      'expired',
      false,
    ],
    ['unknown, attested', 'either', says('unknown'), valid, 'pass', false],
    ['unknown, expired', 'either', says('unknown'), expired, 'expired', false],
    [
      'unknown, not attested',
      'either',
      says('unknown'),
      null,
      'unknown',
      false,
    ],
    [
      'does not apply',
      'either',
      says('not-applicable'),
      valid,
      'not-applicable',
      false,
    ],
    [
      'automatic, attested all the same',
      'automatic',
      says('fail'),
      valid,
      'fail',
      false,
    ],
    ['a statement alone', 'attested', undefined, valid, 'pass', false],
    ['an expired one alone', 'attested', undefined, expired, 'expired', false],
    ['no statement', 'attested', undefined, null, 'fail', false],
  ] as const)('%s', (_, evidence, facts, said, state, mismatch) => {
    const proof = prove({ evidence }, facts, said, TODAY);
    expect(proof.state).toBe(state);
    expect(proof.mismatch !== null).toBe(mismatch);
  });

  it('names who attested and when', () => {
    expect(
      prove({ evidence: 'attested' }, undefined, valid, TODAY).reason,
    ).toBe('Attested by Ada on 2026-06-01.');
  });

  it('names the last day for which a statement held, as the page does', () => {
    expect(
      prove({ evidence: 'attested' }, undefined, expired, TODAY).reason,
    ).toBe('The statement by Ada on 2026-06-01 held until 2026-11-21.');
  });
});

describe('count', () => {
  it.each([
    ['pass', null, 'pass', null],
    ['waived', null, 'pass', null],
    ['fail', null, 'fail', null],
    ['expired', null, 'fail', null],
    ['not-applicable', null, 'not-applicable', null],
    ['unknown', null, 'unknown', null],
    ['unknown', '2026-10-23', 'pass', '2026-11-22'],
    ['unknown', '2026-10-22', 'unknown', null],
  ] as const)(
    '%s, last known on %s, counts as %s',
    (state, on, counts, until) => {
      const lastKnown = on && { state: 'pass' as const, on };
      expect(count(state, lastKnown, TODAY)).toEqual({
        counts,
        held: until && { state: 'pass', until },
      });
    },
  );

  it('holds that it does not apply like any other result', () => {
    const last = { state: 'not-applicable' as const, on: '2026-10-23' };
    expect(count('unknown', last, TODAY)).toEqual({
      counts: 'not-applicable',
      held: { state: 'not-applicable', until: TODAY },
    });
  });
});

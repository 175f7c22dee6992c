import {
  Case,
  nobody,
  peopleNotRead,
  verdictOf,
  wordsOf,
} from '../__testUtils__/facts';
import { prove } from '../combine';
import { known } from '../facts';
import { dataClassified } from './dataClassified';

const cases: Case[] = [
  ['somebody could', {}, 'fail', /Nobody has attested/],
  ['people not read yet', peopleNotRead, 'unknown', /Nobody is known/],
  ['no people, and code', { people: known(0) }, 'fail', /Nobody has attested/],
  ['no people', nobody, 'not-applicable', /Nobody is in/],
];

describe('data.classified', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(dataClassified, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });

  it.each([
    ['holds', '2026-12-01', 'pass'],
    ['has ended', '2026-11-01', 'expired'],
  ])('follows a statement that %s', (_, expiresOn, state) => {
    const by = { ref: 'user:default/ada', title: 'Ada' };
    const statement = { by, madeOn: '2026-06-01', expiresOn };
    const verdict = verdictOf(dataClassified);
    expect(prove(dataClassified, verdict, statement, '2026-11-20').state).toBe(
      state,
    );
  });

  it('is proved by a person alone, for half a year', () => {
    expect(dataClassified).toMatchObject({
      evidence: 'attested',
      attestationDays: 180,
      level: 2,
    });
    expect(verdictOf(dataClassified).silent).toBe(true);
  });
});

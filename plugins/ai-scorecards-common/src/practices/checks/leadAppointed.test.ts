import {
  Case,
  nobody,
  peopleNotRead,
  verdictOf,
  wordsOf,
} from '../__testUtils__/facts';
import { known, notKnown } from '../facts';

const lead = (change: object = {}) => ({
  practiceLead: known({
    ref: 'user:default/ada',
    title: 'Ada',
    isMember: true,
    since: '2026-05-23',
    rotates: true,
    ...change,
  }),
});
import { leadAppointed } from './leadAppointed';

const cases: Case[] = [
  ['within six months', lead(), 'pass', /Ada is practice lead/],
  ['longer', lead({ since: '2026-05-22' }), 'fail', /rotates every six months/],
  [
    'longer, not rotating',
    lead({ since: '2024-01-01', rotates: false }),
    'pass',
    /Ada/,
  ],
  ['no member', lead({ isMember: false }), 'fail', /not a member/],
  ['nobody', { practiceLead: known(null) }, 'fail', /Nobody/],
  [
    'not read yet',
    { practiceLead: notKnown('The catalog is not read yet.') },
    'unknown',
    /not read/,
  ],
  ['people not read yet', peopleNotRead, 'unknown', /Nobody is known/],
  ['no people', nobody, 'not-applicable', /Nobody is in/],
];

describe('lead.appointed', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(leadAppointed, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
    expect(JSON.stringify(verdict.raw ?? null)).not.toContain('Ada');
  });
});

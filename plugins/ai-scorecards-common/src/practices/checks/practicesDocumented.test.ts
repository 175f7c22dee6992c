import { Case, nobody, verdictOf, wordsOf } from '../__testUtils__/facts';
import { known, notKnown } from '../facts';

const document = (exists: boolean, changedOn: string | null) => ({
  practicesDocument: known({
    url: 'https://code.example.com/acme/handbook/ai.md',
    exists,
    changedOn,
  }),
});
import { practicesDocumented } from './practicesDocumented';

const cases: Case[] = [
  [
    'edited lately',
    document(true, '2026-05-26'),
    'pass',
    /Last edited on 2026-05-26/,
  ],
  [
    'edited long ago',
    document(true, '2026-05-25'),
    'fail',
    /more than 180 days ago/,
  ],
  ['not there', document(false, null), 'fail', /not there/],
  ['undated', document(true, null), 'unknown', /not known/],
  [
    'none named',
    { practicesDocument: known(null) },
    'fail',
    /names no document/,
  ],
  [
    'not connected',
    { practicesDocument: notKnown('No code host is connected.') },
    'unknown',
    /No code host/,
  ],
  [
    'none named, no people',
    { ...nobody, practicesDocument: known(null) },
    'not-applicable',
    /Nobody is in/,
  ],
  ['named, no people', { ...nobody }, 'pass', /Last edited/],
];

describe('practices.documented', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(practicesDocumented, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});

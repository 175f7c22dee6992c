import { ActionEvidence, isAiAction, isPositiveDecimal } from './aiAction';

const nothing: ActionEvidence = {
  counters: {},
  flagged: false,
  credits: null,
  amounts: [],
};

describe('isAiAction', () => {
  it.each<[string, Partial<ActionEvidence>, boolean]>([
    ['a row that says nothing', {}, false],
    [
      'every count at zero',
      { counters: { interactions: 0, tokensIn: 0 } },
      false,
    ],
    [
      'counts that the vendor left out',
      { counters: { interactions: null, commits: undefined } },
      false,
    ],
    [
      'one count above zero',
      { counters: { interactions: 0, acceptances: 1 } },
      true,
    ],
    ['tokens alone', { counters: { tokensOut: 12 } }, true],
    [
      'a known flag with every count at zero',
      { flagged: true, counters: { interactions: 0 } },
      true,
    ],
    ['credits', { credits: '0.01' }, true],
    ['no credits', { credits: '0.00' }, false],
    ['cost that a pool pays', { amounts: ['0', '0.0004'] }, true],
    ['a refund', { amounts: ['-1.20'] }, false],
  ])('%s', (_, evidence, expected) => {
    expect(isAiAction({ ...nothing, ...evidence })).toBe(expected);
  });
});

describe('isPositiveDecimal', () => {
  it.each([
    ['1', true],
    ['.5', true],
    ['1e-9', true],
    ['+2.0', true],
    ['0', false],
    ['0.000', false],
    ['0e5', false],
    ['-1', false],
    ['', false],
    ['much', false],
  ])('%s is %s', (text, expected) => {
    expect(isPositiveDecimal(text)).toBe(expected);
  });
});

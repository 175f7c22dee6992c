import fc from 'fast-check';
import { fails, notTold, overRepositories, passes } from './overRepositories';
import { goodFacts, repositories } from './__testUtils__/facts';

const states = fc.array(fc.constantFrom('pass', 'fail', 'unknown'), {
  minLength: 1,
  maxLength: 40,
});

const over = (given: readonly string[], share: number) => {
  const judgements = {
    pass: passes(''),
    fail: fails(''),
    unknown: notTold(''),
  };
  let index = 0;
  return overRepositories(
    goodFacts(repositories(given.length, 0, {})),
    () => judgements[given[index++] as keyof typeof judgements],
    { share },
  );
};

describe('overRepositories', () => {
  it('says unknown only while the unknown ones could decide', () => {
    fc.assert(
      fc.property(
        states,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (given, share) => {
          const best = given.map(state =>
            state === 'unknown' ? 'pass' : state,
          );
          const worst = given.map(state =>
            state === 'unknown' ? 'fail' : state,
          );
          const [atBest, atWorst] = [over(best, share), over(worst, share)];
          expect(over(given, share).state).toBe(
            atBest.state === atWorst.state ? atBest.state : 'unknown',
          );
        },
      ),
    );
  });

  it('puts what fails first', () => {
    const { evidence } = over(['pass', 'unknown', 'fail', 'pass'], 1);
    expect(evidence.map(({ state }) => state)).toEqual([
      'fail',
      'unknown',
      'pass',
      'pass',
    ]);
  });
});

import { scorecardSchema } from '../contract';
import { month, scorecardInput, weeks } from './__testUtils__/input';
import { buildScorecard } from './buildScorecard';
import { restrictScorecard } from './restrictScorecard';
import type { ScorecardInput } from './input';

const team = (more: Partial<ScorecardInput['team']>) =>
  scorecardInput({ team: { ...scorecardInput().team, ...more } });

describe('the scorecard', () => {
  it('keeps the contract and says in one sentence how it stands', () => {
    const scorecard = buildScorecard(scorecardInput());
    expect(scorecardSchema.parse(scorecard)).toEqual(scorecard);
    expect(scorecard.sentence).toBe(
      '75 % active, unchanged in four weeks; 31 USD per active developer, 1.6 × the benchmark.',
    );
    expect(scorecard.nextStep?.text).toBe('Look at cost by tool');
    expect(scorecard.notice).toBeNull();
  });

  it('asks the lead first where few are active', () => {
    const scorecard = buildScorecard(
      scorecardInput({ weeks: weeks('2026-11-16', 8, 20) }),
    );
    expect(scorecard.headline[0].status).toBe('worth-a-talk');
    expect(scorecard.nextStep).toEqual({
      text: 'Talk about what is in the way',
      owner: 'user:default/lea',
    });
  });

  it.each([
    ['not-a-team', team({ isTeam: false })],
    ['removed', team({ present: false })],
    ['no-people', team({ hasPeople: false })],
    ['no-people', team({ hasDevelopers: false })],
    [
      'no-source',
      scorecardInput({
        connections: { ...scorecardInput().connections, usage: false },
      }),
    ],
    ['collecting', scorecardInput({ weeks: [], week: null, months: [] })],
    [
      'too-few-people',
      scorecardInput({ weeks: weeks('2026-11-16', 2, 3), months: [] }),
    ],
  ])('tells why there are no figures: %s', (kind, input) => {
    const scorecard = buildScorecard(input);
    expect(scorecard.notice?.kind).toBe(kind);
    expect(scorecard.sentence).toBe(scorecard.notice?.text);
    expect(scorecardSchema.parse(scorecard)).toEqual(scorecard);
  });

  it('names the parent that holds the people of a small team', () => {
    const { notice } = buildScorecard(
      scorecardInput({ weeks: weeks('2026-11-16', 2, 3) }),
    );
    expect(notice?.text).toBe(
      'Too few developers to show figures here: they are in Payments.',
    );
  });

  it('says where nobody is, and where it is not known who is', () => {
    const textOf = (more: Parameters<typeof team>[0]) =>
      buildScorecard(team({ hasPeople: false, ...more })).notice?.text;
    expect(textOf({})).toBe('Nobody is in this team yet.');
    expect(textOf({ membersUnknown: true })).toMatch(/is not known/);
  });
});

describe('what others see of it', () => {
  const whole = buildScorecard(
    scorecardInput({ months: [month('2026-10', 31_000_000)] }),
  );

  it('is its cost for finance', () => {
    const seen = restrictScorecard(whole, 'cost');
    expect(seen.headline.map(metric => metric.id)).toEqual([
      'costPerActiveDeveloper',
      'practiceLevel',
    ]);
    expect(seen.adoption).toBeNull();
    expect(seen.cost).not.toBeNull();
    expect(JSON.stringify(seen)).not.toContain('75 %');
    expect(seen.sentence).toBe(
      '31 USD per active developer, 1.6 × the benchmark.',
    );
    expect(restrictScorecard({ ...whole, cost: null }, 'cost').sentence).toBe(
      'Not enough is known yet to say how it stands.',
    );
  });

  it('is its practice level for everybody else', () => {
    const seen = restrictScorecard(whole, 'practices');
    expect(seen.headline.map(metric => metric.id)).toEqual(['practiceLevel']);
    expect(seen.adoption).toBeNull();
    expect(seen.cost).toBeNull();
    expect(seen.tools.every(tool => tool.activeRate.value === null)).toBe(true);
    expect(scorecardSchema.parse(seen)).toEqual(seen);
  });
});

import {
  Figure,
  HeadlineMetric,
  Scorecard,
} from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { ScorecardStore } from './ScorecardStore';

const WEEK = '2026-11-16';

const figure = (
  value: number | null,
  bound: Figure['bound'] = null,
): Figure => ({ state: 'ok', value, bound, unit: 'ratio' });

/** A snapshot of which lists read no more than the headline. */
function card(output: number | null, failure: Figure, baseline?: Figure) {
  const metric = (
    id: HeadlineMetric['id'],
    of: Figure,
    inputs: HeadlineMetric['inputs'] = [],
  ) => ({ id, figure: of, status: 'on-track', inputs } as HeadlineMetric);
  return {
    headline: [
      metric('teamOutput', figure(output)),
      metric(
        'changeFailureRate',
        failure,
        baseline && [{ id: 'baseline', label: '', figure: baseline }],
      ),
    ],
  } as Scorecard;
}

describeOnEachDatabase('ScorecardStore', init => {
  it('sorts work by its change against the own baseline, never by the absolute figure', async () => {
    const knex = await init();
    const store = new ScorecardStore({ knex, minimumSize: 5 });
    const cards = [
      // The worst rate, and better than it was.
      card(90, figure(0.4), figure(0.5)),
      card(120, figure(0.2), figure(0.1)),
      // Held back, and so without a rank.
      card(100.5, figure(0.1, 'at-most'), figure(0.3)),
      card(null, figure(0.05), undefined),
    ];
    await knex.transaction(trx =>
      store.replace(
        trx,
        WEEK,
        cards.map((scorecard, i) => ({
          groupId: i + 1,
          week: WEEK,
          definitionVersion: 3,
          computedAt: '2026-11-23T06:00:00.000Z',
          scorecard,
        })),
      ),
    );
    const order = async (
      metric: 'teamOutput' | 'changeFailureRate',
      by: 'asc' | 'desc',
    ) =>
      (await store.inOrder(WEEK, metric, by, null, 10)).map(
        row => `${row.groupId}: ${row.value}`,
      );
    expect(await order('teamOutput', 'desc')).toEqual([
      '2: 120000',
      '3: 100500',
      '1: 90000',
      '4: null',
    ]);
    expect(await order('changeFailureRate', 'desc')).toEqual([
      '2: 100000',
      '1: -100000',
      '3: null',
      '4: null',
    ]);
    expect((await order('changeFailureRate', 'asc'))[0]).toBe('1: -100000');
  });
});

import { changes, outcomeInput, outcomeWeek } from './__testUtils__/weeks';
import { outcomeIndicators } from './indicators';
import type { OutcomeInput, PublishedChanges } from './published';

/** What an indicator says where every span of a hundred changes by thirty people shows the same. */
function told(
  id: string,
  more: Partial<PublishedChanges>,
  input: Partial<OutcomeInput> = {},
) {
  const span = changes(30, 100, 0, more);
  const found = outcomeIndicators(
    outcomeInput(
      (_, week) => outcomeWeek(week, 30, 25, { window: span, half: span }),
      input,
    ),
  ).find(each => each.id === id);
  if (!found) throw new Error(`There is no ${id}`);
  return found;
}

describe.each([
  ['aiIncidents', 'aiIncidents', 'aiAnswered'],
  ['reviewGaps', 'reviewGaps', 'reviewAnswered'],
] as const)('%s', (id, gaps, answered) => {
  it('leaves out what no post-mortem answers', () => {
    expect(
      told(id, { incidents: 24, [answered]: 4, [gaps]: 2 }).figure,
    ).toMatchObject({ state: 'ok', value: 2 / 80 });
  });

  it('says that post-mortems are late where some do not answer', () => {
    const of = (incidents: number) =>
      told(id, { incidents, [answered]: 4, [gaps]: 2 }).figure.reason;
    expect(of(5)).toMatch(/^Of some incidents no post-mortem answers this yet/);
    expect(of(4)).toBeUndefined();
  });

  it('is not known where none answers', () => {
    const { figure, baseline, index } = told(id, { incidents: 4 });
    expect(figure).toMatchObject({
      state: 'no-data',
      value: null,
      reason: 'No post-mortem answers this yet.',
    });
    expect([baseline.value, index.value]).toEqual([null, null]);
  });

  it('is none without an incident', () => {
    expect(told(id, {}).figure).toMatchObject({ state: 'ok', value: 0 });
  });
});

it('each says up to which day it looks', () => {
  const days = (week: string | null) =>
    new Map(
      outcomeIndicators(
        outcomeInput((_, monday) => outcomeWeek(monday, 30, 25), { week }),
      ).map(({ id, to }) => [id, to]),
    );
  const found = days('2026-11-16');
  for (const id of ['output', 'hotFixes', 'findings'] as const) {
    expect(found.get(id)).toBe('2026-11-22');
  }
  for (const id of [
    'changeFailure',
    'aiFailureRatio',
    'reverts',
    'incidents',
    'aiIncidents',
    'reviewGaps',
  ] as const) {
    expect(found.get(id)).toBe('2026-11-08');
  }
  expect(new Set(days(null).values())).toEqual(new Set([null]));
});

it.each(['incidents', 'aiIncidents', 'reviewGaps'])(
  '%s are not known where nothing ever told of one',
  id => {
    const { figure, baseline, index, weeks } = told(
      id,
      {},
      { incidentsTold: false },
    );
    expect(figure).toMatchObject({
      state: 'no-data',
      value: null,
      reason: 'No source has told of an incident or a defect yet.',
    });
    expect([baseline.value, index.value]).toEqual([null, null]);
    expect(weeks.every(({ value }) => value === null)).toBe(true);
  },
);

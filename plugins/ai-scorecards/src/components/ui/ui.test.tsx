import {
  figureStateSchema,
  statusSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { renderHook, screen, waitFor } from '@testing-library/react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { renderView } from '../../__testUtils__';
import { useFormat, useWords } from '../../hooks';
import { changeWords } from './changeWords';
import { EntityName } from './EntityName';
import { figureWords } from './figureWords';
import { sparkRuns } from './Sparkline';
import { StatusWord } from './StatusWord';

/** Gives plain functions the words and formats that they take from a view. */
async function inView<T>(read: (options: Options) => T): Promise<T> {
  let result: { value: T } | undefined;
  function Probe() {
    result = {
      value: read({ t: useWords(), format: useFormat(), currency: 'USD' }),
    };
    return <p>ready</p>;
  }
  const { unmount } = renderView(<Probe />);
  await screen.findByText('ready');
  unmount();
  return result!.value;
}
type Options = Parameters<typeof figureWords>[1];

describe('figureWords', () => {
  it('never shows a missing value as a number', async () => {
    const words = await inView(options =>
      figureStateSchema.options.map(state =>
        figureWords(
          { state, value: null, bound: null, unit: 'ratio' },
          options,
        ),
      ),
    );
    for (const { main, hasValue, note } of words) {
      expect(main).toMatch(/^[A-Z][a-z ]+$/);
      expect(hasValue).toBe(false);
      expect(note).toBeNull();
    }
  });

  it('qualifies every value but a final one, and keeps zero a value', async () => {
    const words = await inView(options =>
      figureStateSchema.options.map(
        state =>
          [
            state,
            figureWords(
              { state, value: 0, bound: null, unit: 'people' },
              options,
            ),
          ] as const,
      ),
    );
    for (const [state, { main, note }] of words) {
      expect(main).toBe('0');
      expect(note === null).toBe(state === 'ok');
    }
  });
});

describe('changeWords', () => {
  it.each([
    ['weeklyActiveRate', 'ratio', 0.06, 'up 6 points in 4 weeks'],
    ['weeklyActiveRate', 'ratio', -0.012, 'down 1 points in 4 weeks'],
    ['weeklyActiveRate', 'ratio', 0, 'no change in 4 weeks'],
    ['weeklyActiveRate', 'ratio', null, 'no comparison yet'],
    [
      'costPerActiveDeveloper',
      'micro-usd',
      -1_200_000,
      'down 1.20 USD in a month',
    ],
    ['teamOutput', 'index', 4, 'against your own baseline'],
    ['teamOutput', 'index', null, 'against your own baseline'],
    [
      'changeFailureRate',
      'ratio',
      0.02,
      'up 2 points against your own baseline',
    ],
  ] as const)('%s of %s %s: %s', async (id, unit, change, expected) => {
    const words = await inView(options =>
      changeWords({ id, unit, change }, options),
    );
    expect(words.replace(/\u00a0/g, ' ')).toBe(expected);
  });
});

describe('StatusWord', () => {
  it('says every status in words beside a silent icon', async () => {
    const { container } = renderView(
      <>
        {statusSchema.options.map(status => (
          <StatusWord key={status} status={status} />
        ))}
      </>,
    );
    for (const word of [
      'On track',
      'Watch',
      'Worth a talk',
      'Provisional',
      'Not known yet',
      'Not assessed yet',
    ]) {
      expect(await screen.findByText(word)).toBeInTheDocument();
    }
    expect(container.querySelectorAll('svg[aria-hidden="true"]')).toHaveLength(
      statusSchema.options.length,
    );
  });
});

describe('EntityName', () => {
  it('links a ref and leaves other text alone', async () => {
    renderView(
      <>
        <EntityName entityRef="group:default/platform" />
        <EntityName entityRef="the platform team" />
      </>,
    );
    expect(
      await screen.findByRole('link', { name: 'platform' }),
    ).toHaveAttribute('href', '/catalog/default/group/platform');
    expect(screen.getByText(/the platform team/)).toBeInTheDocument();
    expect(screen.getAllByRole('link')).toHaveLength(1);
  });
});

describe('sparkRuns', () => {
  it('breaks the line at what is unknown instead of dropping to the ground', () => {
    const runs = sparkRuns([1, 2, null, 2, null]);
    expect(runs.map(run => run.length)).toEqual([2, 1]);
    const [low, high] = runs[0].map(([, y]) => y);
    expect(runs[1][0][1]).toBe(high);
    expect(low).toBeGreaterThan(high);
  });

  it.each([[[]], [[null, null]]])('draws nothing for %j', values => {
    expect(sparkRuns(values)).toEqual([]);
  });
});

describe('useFormat', () => {
  it('is British English where a portal has no language', async () => {
    const { result } = renderHook(() => useFormat(), {
      wrapper: ({ children }) => (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      ),
    });
    await waitFor(() => expect(result.current.locale).toBe('en-GB'));
    expect(result.current.weekday('2026-11-22')).toBe('Sun 22 Nov');
    expect(result.current.today).toBe('2026-11-23');
  });
});

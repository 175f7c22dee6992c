import { NOW } from './__testUtils__/views';
import { HealthOfSource, healthSentence } from './healthSentence';

function source(
  title: string,
  parts: Partial<HealthOfSource> = {},
): HealthOfSource {
  return {
    title,
    state: 'current',
    lastDay: '2026-11-22',
    failingSince: null,
    backfill: null,
    path: null,
    reason: null,
    ...parts,
  };
}
const cursor = source('Cursor', {
  state: 'failed',
  failingSince: '2026-11-23T02:10:00.000Z',
  reason: '401, key revoked. Ask an admin for a new one.',
});
const faulty = source('OpenAI', {
  state: 'disabled',
  path: 'aiScorecards.sources.openai.adminKey',
  reason: 'must be text',
});
const late = source('Copilot', { state: 'late', lastDay: '2026-11-12' });
const collecting = source('Claude Code', {
  state: 'collecting',
  backfill: { daysDone: 120, daysWanted: 400 },
});
const fresh = source('Seats', { state: 'never-run', lastDay: null });
const fine = (count: number) =>
  Array.from({ length: count }, (_, index) => source(`Source ${index}`));

describe('healthSentence', () => {
  it.each([
    ['nothing', [], 'No source is connected yet.'],
    ['one', fine(1), 'The one source is current.'],
    ['two', fine(2), 'Both sources are current.'],
    ['all', fine(5), 'All 5 sources are current.'],
    [
      'a failure',
      [...fine(4), cursor],
      '4 of 5 sources current; Cursor failing since 02:10 UTC: 401, key revoked.',
    ],
    [
      'a failure that quotes what was asked for',
      [
        {
          ...cursor,
          reason:
            'The request to Cursor for /enterprises/acme/usage?day=1 failed (503)',
        },
      ],
      '0 of 1 source current; Cursor failing since 02:10 UTC: The request to Cursor failed (503).',
    ],
    [
      'the worst of several',
      [late, faulty, cursor, ...fine(1)],
      '1 of 4 sources current; Cursor failing since 02:10 UTC: 401, key revoked; 2 more to look at.',
    ],
    [
      'a faulty configuration',
      [faulty],
      '0 of 1 source current; OpenAI switched off at aiScorecards.sources.openai.adminKey: must be text.',
    ],
    [
      'a faulty configuration whose reason names the path',
      [
        {
          ...faulty,
          reason: 'aiScorecards.sources.openai.adminKey must be text',
        },
      ],
      '0 of 1 source current; OpenAI switched off: aiScorecards.sources.openai.adminKey must be text.',
    ],
    [
      'a late one',
      [...fine(1), late],
      '1 of 2 sources current; Copilot late, last day 12 Nov.',
    ],
    [
      'a history that runs',
      [...fine(2), collecting],
      '2 of 3 sources current; Claude Code collecting: 120 of 400 days.',
    ],
    [
      'a history beside a source that waits',
      [collecting, fresh],
      '2 sources collecting: 120 of 400 days.',
    ],
    ['a first start', [fresh], 'Seats about to start.'],
  ])('of %s', (_, sources, sentence) => {
    expect(healthSentence(sources, NOW)).toBe(sentence);
  });
});

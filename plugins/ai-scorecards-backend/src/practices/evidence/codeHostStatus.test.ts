import type { StoredCodeHost } from './CodeHostStore';
import { codeHostStatus } from './codeHostStatus';

const source = { id: 'github', title: 'GitHub', access: 'Metadata: read' };
const NOW = new Date('2026-11-23T09:00:00Z');
const read: StoredCodeHost = {
  key: 'github',
  annotation: 'github.com/project-slug',
  title: 'GitHub',
  repositories: 36,
  read: 36,
  lastRunAt: '2026-11-23T08:30:00.000Z',
  failingSince: null,
  errorKind: null,
  lastError: null,
  resumeAfter: null,
  rateLimit: { limit: 5000, remaining: 12, resetsAt: '2026-11-23T09:10:00Z' },
};
const failing: StoredCodeHost = {
  ...read,
  failingSince: read.lastRunAt,
  errorKind: 'rate-limited',
  lastError: 'The limit is used up',
};

describe('the state of a code host', () => {
  it.each([
    ['never-run', undefined, /Not read yet/],
    ['current', read, /^Read 36 repositories\.$/],
    ['current', { ...read, read: null }, /^Read 36 repositories\.$/],
    [
      'current',
      { ...read, read: 35, lastError: 'There is none' },
      /^Read 35 of 36 repositories\. There is none\.$/,
    ],
    ['current', { ...read, read: 27, lastError: 'There is none' }, /^Read 27/],
    [
      'partial',
      { ...read, read: 26, lastError: 'It answers 500' },
      /^Read 26 of 36 repositories\. It answers 500\.$/,
    ],
    ['partial', { ...read, read: 0, lastError: 'Hidden' }, /^Read 0 of 36/],
    [
      'waiting',
      {
        ...read,
        read: 20,
        lastError: 'The limit is nearly used up',
        resumeAfter: '2026-11-23T09:10:00.000Z',
      },
      /^Read 20 of 36 .*nearly used up\. It is asked again after 2026-11-23T09:10/,
    ],
    ['failed', failing, /^The limit is used up\.$/],
    [
      'failed',
      { ...failing, resumeAfter: '2026-11-23T08:59:00.000Z' },
      /^The limit is used up\.$/,
    ],
    [
      'waiting',
      { ...failing, resumeAfter: '2026-11-23T09:10:00.000Z' },
      /asked again after 2026-11-23T09:10/,
    ],
  ])('is %s', (state, host, sentence) => {
    expect(codeHostStatus(source, host, NOW)).toMatchObject({
      state,
      sentence: expect.stringMatching(sentence),
      rateLimit: host?.rateLimit ?? null,
    });
  });
});

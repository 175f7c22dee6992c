import { FakeHost } from '../__testUtils__/host';
import type { StoredCodeHost } from '../evidence/CodeHostStore';
import { lookAtDocuments } from './documents';

const source = new FakeHost();
const url = 'https://github.example/acme/handbook/blob/main/ai.md';
const answer = {
  url,
  exists: { known: true, value: true },
  changedOn: { known: true, value: '2026-11-01' },
} as const;

const fine: StoredCodeHost = {
  key: source.id,
  annotation: source.slugAnnotation,
  title: 'GitHub',
  repositories: 1,
  read: 1,
  lastRunAt: '2026-11-23T09:00:00.000Z',
  failingSince: null,
  errorKind: null,
  lastError: null,
  resumeAfter: null,
  rateLimit: null,
};
const down: StoredCodeHost = {
  ...fine,
  failingSince: '2026-11-23T08:00:00.000Z',
  errorKind: 'forbidden',
  lastError: 'The token may not read this',
};
const other: StoredCodeHost = { ...down, key: 'gitlab-evidence' };
const elsewhere = Object.assign(new FakeHost(), {
  id: 'gitlab-evidence',
  webUrl: (slug: string) => `https://gitlab.example/${slug}`,
});

describe('lookAtDocuments', () => {
  it.each<[string, StoredCodeHost[], FakeHost[], string | null]>([
    ['stands while the host answers', [fine], [source], null],
    [
      'stands while another host fails',
      [fine, other],
      [elsewhere, source],
      null,
    ],
    ['is unknown while the host fails', [down], [source], down.lastError],
    [
      'is unknown once no host is connected any more',
      [fine],
      [],
      'No code host is connected.',
    ],
    [
      'is unknown once its host is not connected any more',
      [fine],
      [elsewhere],
      'No code host is connected.',
    ],
  ])('what was said of a document %s', (_, hosts, sources, reason) => {
    const found = lookAtDocuments({
      answers: new Map([[url, answer]]),
      hosts,
      sources,
    });
    const untold = { known: false, reason };
    expect(found.get(url)).toEqual(
      reason === null ? answer : { url, exists: untold, changedOn: untold },
    );
  });
});

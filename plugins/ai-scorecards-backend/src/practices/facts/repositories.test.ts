import { addDays } from 'backstage-plugin-ai-scorecards-common';
import { FakeHost, goodFacts } from '../__testUtils__/host';
import type { StoredCodeHost } from '../evidence/CodeHostStore';
import type { StoredEvidence } from '../evidence/EvidenceStore';
import { lookAtRepositories, NO_CODE_HOST } from './repositories';

const TODAY = '2026-11-23';
const host = new FakeHost();
const GITHUB = host.slugAnnotation;

const fine: StoredCodeHost = {
  key: host.id,
  annotation: GITHUB,
  title: 'GitHub',
  repositories: 1,
  read: 1,
  lastRunAt: `${TODAY}T09:00:00.000Z`,
  failingSince: null,
  errorKind: null,
  lastError: null,
  resumeAfter: null,
  rateLimit: null,
};
const down: StoredCodeHost = {
  ...fine,
  failingSince: `${TODAY}T08:00:00.000Z`,
  errorKind: 'unavailable',
  lastError: 'GitHub does not answer',
};

const known = (
  more: Parameters<typeof goodFacts>[1] = {},
  at = `${TODAY}T08:59:00.000Z`,
): StoredEvidence => ({
  state: 'known',
  reason: null,
  facts: goodFacts(TODAY, more),
  fetchedAt: at,
});

function look(options: {
  evidence?: Record<number, StoredEvidence>;
  owned?: { id: number; owners?: number[]; annotation?: string }[];
  hosts?: StoredCodeHost[];
  connected?: boolean;
  isCatalogRead?: boolean;
}) {
  return lookAtRepositories({
    owned: (options.owned ?? [{ id: 1 }]).map(
      ({ id, owners = [1], annotation = GITHUB }) => ({
        id,
        owners,
        annotation,
        slug: `acme/r${id}`,
      }),
    ),
    evidence: new Map(
      Object.entries(options.evidence ?? {}).map(([id, each]) => [
        Number(id),
        each,
      ]),
    ),
    hosts: options.hosts ?? [fine],
    sources: options.connected === false ? [] : [host],
    isCatalogRead: options.isCatalogRead ?? true,
    activeDays: 90,
    today: TODAY,
  });
}

const only = (options: Parameters<typeof look>[0]) =>
  look(options)(new Set([1]));

describe('the repositories of a team', () => {
  it('are its own and those of the Groups below it, each once', () => {
    const of = look({
      owned: [
        { id: 1, owners: [1, 2] },
        { id: 2, owners: [2] },
        { id: 3, owners: [3] },
      ],
      evidence: { 1: known(), 2: known(), 3: known() },
    });
    const { facts, counts, notice } = of(new Set([1, 2]));
    expect(
      facts.known && facts.value.map(({ slug, href }) => [slug, href]),
    ).toEqual([
      ['acme/r1', 'https://github.example/acme/r1'],
      ['acme/r2', 'https://github.example/acme/r2'],
    ]);
    expect(counts).toEqual({ owned: 2, active: 2, archivedOrForked: 0 });
    expect(notice).toBeNull();
  });

  it.each([
    ['archived', { archived: true }, 1],
    ['a fork', { fork: true }, 1],
    ['empty', { pushedOn: null }, 0],
    ['not pushed to for long', { pushedOn: addDays(TODAY, -91) }, 0],
  ])('leave out one that is %s', (_, more, archivedOrForked) => {
    expect(only({ evidence: { 1: known(more) } })).toMatchObject({
      facts: { known: true, value: [] },
      counts: { owned: 1, active: 0, archivedOrForked },
    });
    const onTheEdge = { pushedOn: addDays(TODAY, -90) };
    expect(only({ evidence: { 1: known(onTheEdge) } }).counts.active).toBe(1);
  });

  it.each([
    ['no host is connected', { connected: false }, NO_CODE_HOST],
    [
      'the host was never read',
      { hosts: [{ ...fine, lastRunAt: null }], owned: [] },
      null,
    ],
    [
      'they are on another host',
      { owned: [{ id: 1, annotation: 'gitlab.com/project-slug' }] },
      'Not connected: gitlab.com.',
    ],
    [
      'the catalog was never looked at',
      { isCatalogRead: false, owned: [] },
      'The repositories of the catalog have not been read yet.',
    ],
  ])('are not known when %s', (_, options, reason) => {
    const { facts } = only(options);
    expect(facts).toEqual(
      reason === null ? { known: true, value: [] } : { known: false, reason },
    );
  });

  it.each([
    ['a host that was never asked', undefined, fine, 'has not been read yet'],
    ['a host that is down', known(), down, 'GitHub does not answer'],
    ['a host that never answered', undefined, down, 'GitHub does not answer'],
    [
      'one that the host hides',
      { ...known(), state: 'missing' as const, reason: 'There is none.' },
      fine,
      'There is none.',
    ],
  ])('say nothing of %s', (_, evidence, stored, reason) => {
    const { facts } = only({
      evidence: evidence ? { 1: evidence } : {},
      hosts: [stored],
    });
    const [fact] = facts.known ? facts.value : [];
    expect(fact.secretScanning).toEqual({
      known: false,
      reason: expect.stringContaining(reason),
    });
  });

  const hidden = {
    ...known(),
    state: 'missing' as const,
    reason: 'There is none.',
  };
  const archived = known({ archived: true });

  it.each([
    ['all active ones', { 1: hidden, 2: archived }, 'There is none.'],
    ['some', { 1: hidden, 2: known() }, null],
    ['none', { 1: known(), 2: known() }, null],
    ['the archived ones', { 1: archived, 2: archived }, null],
  ])(
    'say why they cannot be read where they are hidden: %s',
    (_, evidence, why) => {
      const owned = [{ id: 1 }, { id: 2 }];
      expect(only({ owned, evidence }).unread).toBe(why);
    },
  );

  it('stand as they were answered in the run that failed later', () => {
    const { facts, notice } = only({
      evidence: { 1: known({}, `${TODAY}T09:00:01.000Z`) },
      hosts: [down],
    });
    expect(facts.known && facts.value[0].secretScanning.known).toBe(true);
    expect(notice).toBe('GitHub: GitHub does not answer');
  });

  it('are named by annotations where something may be merged in them', () => {
    const OTHER = 'gitlab.com/project-slug';
    const annotationsOf = (options: Parameters<typeof look>[0]) => [
      ...only(options).annotations,
    ];
    expect(
      annotationsOf({
        owned: [{ id: 1 }, { id: 2, annotation: OTHER }],
        evidence: { 1: known() },
      }),
    ).toEqual([GITHUB, OTHER]);
    expect(
      annotationsOf({ evidence: { 1: known({ archived: true }) } }),
    ).toEqual([]);
    expect(annotationsOf({ evidence: {} })).toEqual([GITHUB]);
  });

  it('do not know what was not asked for when they were read', () => {
    const { agentsMayDoAnything: _, ...older } = goodFacts(TODAY);
    const stored = { ...known(), facts: older } as StoredEvidence;
    const of = only({ evidence: { 1: stored } });
    expect(of.facts).toMatchObject({
      known: true,
      value: [{ agentsMayDoAnything: { known: false } }],
    });
  });
});

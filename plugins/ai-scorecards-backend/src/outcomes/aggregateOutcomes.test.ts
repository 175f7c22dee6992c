import fc from 'fast-check';
import {
  finding,
  incident,
  login,
  pullRequest,
  streamOf,
} from './__testUtils__/records';
import { aggregateOutcomes } from './aggregateOutcomes';

const DAY = '2026-11-20';
const repositories = new Set(['acme/api', 'acme/web']);
const read = (rows: Parameters<typeof streamOf>[0]) =>
  aggregateOutcomes(streamOf(rows), { day: DAY, repositories });

describe('aggregateOutcomes', () => {
  it('keeps what figures are made of', async () => {
    const { changes, links, rows } = await read([
      pullRequest(7, DAY, {
        repository: 'Acme/API',
        ai: ['trailer', 'label', 'trailer'],
        hotFix: true,
        fixes: [3, 3],
        reverts: [4, 7],
      }),
    ]);
    expect(rows).toBe(1);
    expect(changes).toEqual([
      {
        repository: 'acme/api',
        number: 7,
        account: login('ada'),
        byMachine: false,
        openedAt: `${DAY}T06:00:00.000Z`,
        mergedAt: `${DAY}T12:00:00.000Z`,
        additions: 30,
        deletions: 10,
        approvals: 1,
        approvalSeconds: 3600,
        ai: ['label', 'trailer'],
        hotFix: true,
      },
    ]);
    expect(
      links.map(({ kind, ref, number }) => `${kind} ${ref} ${number}`),
    ).toEqual(['fix acme/api#7 3', 'revert acme/api#7 4']);
  });

  it("takes no machine for a person, and a machine's work for whom it was done", async () => {
    const { changes } = await read([
      pullRequest(1, DAY, { bot: true, author: login('renovate') }),
      pullRequest(2, DAY, {
        bot: true,
        author: login('agent'),
        onBehalfOf: login('bo'),
      }),
    ]);
    expect(
      changes.map(({ account, byMachine }) => [
        account?.key ?? null,
        byMachine,
      ]),
    ).toEqual([
      [null, true],
      ['bo', true],
    ]);
  });

  it('mends nothing where a change is no hot fix', async () => {
    const { links } = await read([pullRequest(1, DAY, { fixes: [9] })]);
    expect(links).toEqual([]);
  });

  it('leaves out repositories that the catalog does not name, and no incident', async () => {
    const { changes, findings, incidents, links } = await read([
      pullRequest(1, DAY, { repository: 'acme/other' }),
      finding('a', DAY, { repository: 'acme/other' }),
      finding('b', DAY),
      incident('INC-1', DAY, {
        causedBy: [{ repository: 'Acme/Other', number: 5 }],
      }),
    ]);
    expect(changes).toEqual([]);
    expect(findings.map(({ key }) => key)).toEqual(['b']);
    expect(incidents.map(({ key }) => key)).toEqual(['INC-1']);
    expect(links).toEqual([
      { kind: 'incident', ref: 'INC-1', repository: 'acme/other', number: 5 },
    ]);
  });

  it.each([
    ['of another day', pullRequest(1, '2026-11-19')],
    ['without times', pullRequest(1, DAY, { openedAt: 'soon' })],
    [
      'with an approval at no time',
      pullRequest(1, DAY, { firstApprovalAt: '' }),
    ],
    ['of no repository', pullRequest(1, DAY, { repository: 'api' })],
    ['with half a line', pullRequest(1, DAY, { additions: 1.5 })],
    [
      'with fewer than no approvals',
      pullRequest(1, DAY, { humanApprovals: -1 }),
    ],
    ['without a key', finding('', DAY)],
    ['fixed at no day', finding('a', DAY, { fixedOn: '2026-13-01' })],
    ['begun on another day', incident('a', '2026-11-01')],
    [
      'caused by no change',
      incident('a', DAY, { causedBy: [{ repository: 'a/b', number: 0 }] }),
    ],
  ])('keeps a record %s with its text for operators', async (_, record) => {
    const { rows, unreadable } = await read([record]);
    expect(rows).toBe(0);
    expect(unreadable).toMatchObject({ count: 1, tooMany: true });
    expect(unreadable.kept[0].raw).toBe(JSON.stringify(record));
  });

  it('has one checksum for the same records in any order, repeated or not', async () => {
    const rows = [
      pullRequest(1, DAY),
      pullRequest(2, DAY, { repository: 'acme/web' }),
      finding('a', DAY),
      incident('b', DAY),
    ];
    const { checksum } = await read(rows);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...rows, ...rows], { minLength: 8 }),
        async shuffled => {
          expect((await read(shuffled)).checksum).toBe(checksum);
        },
      ),
    );
    const other = await read([
      ...rows.slice(1),
      pullRequest(1, DAY, { ai: ['label'] }),
    ]);
    expect(other.checksum).not.toBe(checksum);
  });
});

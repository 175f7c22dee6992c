import { ExceptionCase } from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { TEAM, user, Workflow } from './__testUtils__/workflow';
import { Visible } from './access/RequestAccess';
import { LiveExceptions } from './LiveExceptions';
import { RequestReads } from './RequestReads';
import type { CaseQuery } from './store/caseQuery';

jest.setTimeout(120_000);

const COUNT = 90;
const PAGE = 40;

/** Days on which requests are due: many on one day, some on none. */
const DUE = ['2026-12-01', '2026-12-02', '2026-12-03', null];

/** Days on which exceptions end: many on one day. */
const ENDS = ['2027-03-01', '2026-12-24', '2027-01-31'];

interface Page<Item> {
  items: Item[];
  next: { due: string; id: string } | null;
}

/** Every page of a list, one after the other. */
async function pagesOf<Item>(
  read: (after: CaseQuery['after']) => Promise<Page<Item>>,
): Promise<Item[][]> {
  const pages: Item[][] = [];
  let after: CaseQuery['after'];
  for (;;) {
    const { items, next } = await read(after);
    pages.push(items);
    if (!next) return pages;
    after = next;
  }
}

describeOnEachDatabase('lists beyond one page', init => {
  /** Copies of a running exception, of two teams. */
  async function start() {
    const knex = await init();
    const flow = new Workflow(knex);
    const known = (await flow.cases.get(await flow.running()))!;
    const { request, exception } = known;
    for (let n = 1; n < COUNT; n += 1) {
      const copy: ExceptionCase = {
        request: {
          ...request,
          id: `copy-${n}`,
          dueOn: DUE[n % DUE.length],
          requester: n % 3 === 0 ? user('lea') : request.requester,
          wish: {
            ...request.wish,
            ask: {
              ...request.wish.ask,
              team: n % 2 === 0 ? TEAM : 'group:default/rho',
            },
          },
        },
        exception: {
          ...exception!,
          id: `exception-${n}`,
          until: ENDS[n % ENDS.length],
          budgetOwner: user('owen'),
        },
      };
      await flow.cases.save(knex, copy, { refs: [], awaited: [] });
    }
    const reads = new RequestReads({
      cases: flow.cases,
      facts: flow.facts,
      log: flow.log,
      live: { ofTeam: async () => new Map() } as unknown as LiveExceptions,
      pricePerSeat: () => null,
    });
    return { flow, reads };
  }

  it.each<[string, Visible, number]>([
    ['everything', 'all', COUNT],
    ['a team', { type: 'teams', teams: [TEAM] }, COUNT / 2],
    [
      'a team or what one asked',
      {
        anyOf: [
          { type: 'teams', teams: [TEAM] },
          { type: 'asker', user: user('lea') },
        ],
      },
      (COUNT * 2) / 3,
    ],
    ['nothing', 'none', 0],
  ])(
    'show to who sees %s each request and exception once, as a single read does',
    async (_, visible, count) => {
      const { flow, reads } = await start();
      const ada = user('ada');
      const requests = await pagesOf(after =>
        reads.requests({ limit: PAGE, after }, ada, visible),
      );
      const rows = requests.flat();
      expect(new Set(rows.map(({ id }) => id)).size).toBe(count);
      expect(rows).toHaveLength(count);
      expect(requests.map(page => page.length)).toEqual(sizes(count));
      const due = rows.map(row => row.dueOn ?? '9999');
      expect(due).toEqual([...due].sort());

      const exceptions = await pagesOf(after =>
        reads.exceptions(
          { limit: PAGE, after, exceptionStates: ['active'] },
          ada,
          visible,
        ),
      );
      const listed = exceptions.flat();
      expect(new Set(listed.map(({ id }) => id)).size).toBe(count);
      expect(exceptions.map(page => page.length)).toEqual(sizes(count));
      const ends = listed.map(({ until }) => until);
      expect(ends).toEqual([...ends].sort());

      // The ends of pages, and some between.
      for (const n of [0, PAGE - 1, PAGE, PAGE + 10].filter(
        each => each < count,
      )) {
        const known = (await flow.cases.get(rows[n].id))!;
        expect(await reads.request(known, ada)).toMatchObject(rows[n]);
        const { id } = listed[n];
        const same = (await flow.cases.byException(id))!;
        expect(await reads.exception(same, ada)).toEqual(listed[n]);
      }
    },
  );

  it('show each entry of the log once, in both orders', async () => {
    const knex = await init();
    const flow = new Workflow(knex);
    await knex.transaction(trx =>
      flow.log.append(
        trx,
        Array.from({ length: COUNT }, (_, n) => ({
          at: flow.at,
          type: 'comment-added',
          request: n % 2 === 0 ? 'even' : 'odd',
          exception: null,
          team: TEAM,
          tool: null,
          actor: user('ada'),
          data: {},
          rules: 'r',
        })),
      ),
    );
    for (const order of ['newest', 'oldest'] as const) {
      const found: number[] = [];
      let cursor: number | undefined;
      do {
        const page = await flow.log.read({
          limit: PAGE,
          order,
          cursor,
          reveal: false,
        });
        found.push(...page.items.map(({ sequence }) => sequence));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      const all = Array.from({ length: COUNT }, (_, n) => n + 1);
      expect(found).toEqual(order === 'oldest' ? all : all.reverse());
    }
    const even = await flow.log.read({
      limit: PAGE,
      request: 'even',
      reveal: false,
    });
    expect(even.items).toHaveLength(PAGE);
    const rest = await flow.log.read({
      limit: PAGE,
      request: 'even',
      cursor: even.next ?? undefined,
      reveal: false,
    });
    expect(rest).toMatchObject({
      items: { length: COUNT / 2 - PAGE },
      next: null,
    });
  });
});

/** How many rows stand on each page. */
function sizes(count: number): number[] {
  const full = Array.from({ length: Math.floor(count / PAGE) }, () => PAGE);
  return count % PAGE === 0 && count > 0 ? full : [...full, count % PAGE];
}

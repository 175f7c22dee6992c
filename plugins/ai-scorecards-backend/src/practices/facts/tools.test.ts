import type { StoredTool } from '../../tools';
import { lookAtTools, ToolLookInput } from './tools';

const tool = (id: number, policy: StoredTool['policy']): StoredTool => ({
  id,
  ref: `resource:default/t${id}`,
  title: `Tool ${id}`,
  present: policy !== null,
  policy,
  policySince: null,
  known: true,
  description: null,
  owner: null,
  vendor: null,
  links: {},
  security: null,
  fault: null,
});

const DEFAULT = tool(1, 'default');
const ASKING = tool(2, 'exception-required');

/** Persons 1 to n on the roster of a Group. */
const people = (n: number, groupId = 1, counted = true) =>
  Array.from({ length: n }, (_, i) => ({
    groupId,
    personId: groupId * 100 + i,
    counted,
  }));

const look = (input: Partial<ToolLookInput>, groups = [1]) =>
  lookAtTools({
    tools: [DEFAULT, ASKING],
    users: [],
    usageIsKnown: true,
    gaps: [],
    holders: [],
    toolsWithSeats: new Set([1]),
    reportsSeats: () => false,
    exceptions: [],
    roster: people(6),
    least: 5,
    ...input,
  })(new Set(groups));

/** An exception for tool 2 of a Group. */
const except = (groupId = 1): ToolLookInput['exceptions'][number] => ({
  toolId: 2,
  groupIds: [groupId],
  exception: {
    ...{ id: `EX-${groupId}`, request: 'RQ-1', until: '2026-12-24' },
    ...{ tool: ASKING.ref, title: ASKING.title },
    team: `group:default/g${groupId}`,
  },
});

const using = (toolId: number, n: number, groupId = 1) =>
  people(n, groupId).map(({ personId }) => ({ toolId, groupId, personId }));

describe('tools in use', () => {
  it.each([
    ['four of them used it', using(2, 4), [], []],
    ['five of them used it', using(2, 5), [], [false]],
    ['five of them used it by exception', using(2, 5), [except()], [true]],
    ['five of them used the default', using(1, 5), [], [true]],
  ])('are told when %s', (_, users, exceptions, excepted) => {
    const { toolsUsed } = look({ users, exceptions });
    expect(
      toolsUsed.known &&
        toolsUsed.value.map(
          each => each.exceptedBy.length > 0 || each.policy === 'default',
        ),
    ).toEqual(excepted);
  });

  it('are excepted for whoever is covered in another of their teams', () => {
    const both = people(6).flatMap(({ personId }) =>
      [1, 2].map(groupId => ({ groupId, personId, counted: true })),
    );
    const users = both.map(({ groupId, personId }) => ({
      toolId: 2,
      groupId,
      personId,
    }));
    const exceptions = [except(2)];
    const given = { roster: both, users, exceptions };
    const { toolsUsed, provisioned, liveExceptions } = look(given);
    expect(toolsUsed.known && toolsUsed.value).toMatchObject([
      { exceptedBy: [exceptions[0].exception] },
    ]);
    expect(provisioned.known && provisioned.value.provisioned).toBe(6);
    expect(liveExceptions).toEqual([exceptions[0].exception]);
  });

  it('are excepted where the team below has the exception', () => {
    const roster = [...people(6), ...people(6, 2)];
    const users = using(2, 6, 2);
    const exceptions = [except(2)];
    const of = (more: Partial<ToolLookInput>) => {
      const { toolsUsed } = look(
        { roster, users, exceptions, ...more },
        [1, 2],
      );
      return (
        toolsUsed.known && toolsUsed.value[0].exceptedBy.map(({ id }) => id)
      );
    };
    expect(of({})).toEqual(['EX-2']);
    expect(of({ users: [...users, ...using(2, 5, 1)] })).toEqual([]);
    expect(look({ roster, exceptions }, [1, 2]).liveExceptions).toHaveLength(1);
    expect(look({ roster, exceptions }, [1]).liveExceptions).toEqual([]);
  });

  it('are told of no team that is too small, and not before usage is known', () => {
    expect(look({ roster: people(4) }).toolsUsed).toMatchObject({
      known: false,
      tooFew: true,
    });
    expect(look({ usageIsKnown: false }).toolsUsed).toMatchObject({
      known: false,
    });
  });
});

describe('whether AI is used', () => {
  it.each([
    ['by enough people', using(1, 5), true],
    [
      'by enough people, each another tool',
      [...using(1, 3), ...using(2, 6).slice(3)],
      true,
    ],
    ['by too few', using(1, 4), false],
    ['by nobody', [], false],
  ])('is told %s', (_, users, value) => {
    expect(look({ users }).aiUsed).toEqual({ known: true, value });
  });

  it('is told of no team that is too small, and denied only where usage is known', () => {
    expect(look({ roster: people(4) }).aiUsed).toMatchObject({ tooFew: true });
    const unknown = { usageIsKnown: false };
    expect(look(unknown).aiUsed).toMatchObject({ known: false });
    expect(look({ ...unknown, users: using(1, 5) }).aiUsed).toEqual({
      known: true,
      value: true,
    });
  });
});

describe('days that are not collected', () => {
  const gap = (toolId: number | null) => ({ toolId, reason: 'It is down.' });

  it('are told with the policy of their tool', () => {
    const { usageGaps } = look({ gaps: [gap(1), gap(2), gap(null)] });
    expect(usageGaps.map(({ policy }) => policy)).toEqual([
      'default',
      'exception-required',
      null,
    ]);
  });

  it('leave open whether AI is used where nobody was seen to', () => {
    const gaps = [gap(1)];
    expect(look({ gaps }).aiUsed).toEqual({
      known: false,
      reason: 'It is down.',
    });
    expect(look({ gaps, users: using(2, 5) }).aiUsed).toMatchObject({
      value: true,
    });
  });

  it('leave open who is provided for where the team has the exception', () => {
    const exceptions = [except()];
    const of = (gaps: ToolLookInput['gaps']) => {
      const { provisioned } = look({ gaps, exceptions });
      return provisioned.known && provisioned.value.gap;
    };
    expect(of([gap(1)])).toBeNull();
    expect(of([gap(2)])).toBe('It is down.');
  });
});

describe('who is provided with a tool', () => {
  const seats = (toolId: number, n: number) =>
    people(n).map(({ personId }) => ({ toolId, personId }));

  it.each([
    ['a seat of the default', { holders: seats(1, 4) }, 4],
    ['a seat of another tool', { holders: seats(2, 4) }, 0],
    [
      'a seat by exception, the same person counted once',
      {
        holders: [...seats(1, 2), ...seats(2, 4)],
        exceptions: [except()],
      },
      4,
    ],
    ['use by exception', { users: using(2, 3), exceptions: [except()] }, 3],
    ['use without one', { users: using(2, 3) }, 0],
    [
      'a seat, but no developer',
      { holders: seats(1, 6), roster: [...people(5), ...people(1, 1, false)] },
      5,
    ],
  ])('counts %s', (_, input, provisioned) => {
    expect(look(input).provisioned).toMatchObject({
      known: true,
      value: { provisioned },
    });
  });

  it.each([
    ['there is no default tool', { tools: [ASKING] }],
    ['nothing reports seats', { toolsWithSeats: new Set([2]) }],
    ['the team is too small', { roster: people(4) }],
  ])('is not known when %s', (_, input) => {
    expect(look(input).provisioned.known).toBe(false);
  });

  it('names the exceptions of those who have no seat of the default', () => {
    const exceptions = [except()];
    const named = (input: Partial<ToolLookInput>) => {
      const { provisioned } = look({ exceptions, ...input });
      if (!provisioned.known) throw new Error(provisioned.reason);
      const { byDefault, exceptedBy } = provisioned.value;
      return [byDefault, exceptedBy.map(({ id }) => id)];
    };
    expect(named({ holders: [...seats(1, 2), ...seats(2, 2)] })).toEqual([
      2,
      [],
    ]);
    expect(named({ holders: seats(1, 2), users: using(2, 3) })).toEqual([
      2,
      ['EX-1'],
    ]);
  });

  it.each<[string, Partial<ToolLookInput>, true | undefined]>([
    ['there is no default tool', { tools: [ASKING] }, true],
    ['nothing could report seats', { toolsWithSeats: new Set([2]) }, true],
    [
      'seats are not collected yet',
      {
        toolsWithSeats: new Set([2]),
        reportsSeats: (ref: string) => ref === DEFAULT.ref,
      },
      undefined,
    ],
  ])('tells what nothing could ever tell from what is late: %s', (_, ...of) => {
    const [input, notConnected] = of;
    const { provisioned } = look(input);
    expect(provisioned.known ? null : provisioned.notConnected).toBe(
      notConnected,
    );
  });
});

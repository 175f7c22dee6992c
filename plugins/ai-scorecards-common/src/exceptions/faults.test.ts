import { askSchema } from '../contract';
import { wishOf } from './__testUtils__/contexts';
import { faultsOfAsk, faultsOfStanding } from './faults';
import { defaultRules } from './rules';

const facts = {
  today: '2026-11-24',
  rules: defaultRules,
  isReviewed: true,
  isRegistered: true,
  isUser: () => true,
  isOwn: (): boolean | null => true,
};
const fields = (
  ask: Parameters<typeof faultsOfAsk>[0],
  lane: Parameters<typeof faultsOfAsk>[1],
  change: Partial<typeof facts> = {},
) => faultsOfAsk(ask, lane, { ...facts, ...change }).map(({ field }) => field);

const empty = askSchema.parse({ team: 'group:default/atlas' });
const whole = wishOf({
  budgetOwner: 'user:default/bea',
  risks: 'None',
  success: 'Faster reviews',
  exit: 'Delete it',
}).ask;

describe('faultsOfAsk', () => {
  it('asks four things in the express lane, all at once', () => {
    expect(fields(empty, 'express')).toEqual([
      'why',
      'seats',
      'until',
      'supportOwner',
      'tool',
      'acceptsSupport',
    ]);
    expect(fields(wishOf().ask, 'express')).toEqual([]);
  });

  it('asks the rest in the full lane, and security where no review is current', () => {
    expect(fields(whole, 'full')).toEqual([]);
    expect(fields(wishOf().ask, 'full')).toEqual([
      'budgetOwner',
      'risks',
      'success',
      'exit',
    ]);
    expect(fields(whole, 'full', { isReviewed: false })).toEqual(['security']);
  });

  it.each([
    ['until', { until: '2026-11-23' }],
    ['until', { until: '2027-11-24' }],
    ['until', { from: '2027-01-01', until: '2026-12-31' }],
    ['from', { from: '2026-11-23' }],
    ['why', { why: '   ' }],
    ['acceptsSupport', { acceptsSupport: false }],
    ['scope', { scope: ['component:default/api', 'group:default/atlas'] }],
    ['newTool', { newTool: { name: 'Zed', vendor: '', url: '' } }],
  ])('finds what is wrong with %s: %j', (field, change) => {
    expect(fields({ ...whole, ...change }, 'full')).toEqual([field]);
  });

  it('takes no ref of a tool that nobody registered, and a new tool by its name', () => {
    const unknown = { isRegistered: false };
    expect(fields(whole, 'full', unknown)).toEqual(['tool']);
    const newTool = { name: 'Zed', vendor: 'Zed', url: 'https://zed.test' };
    expect(fields({ ...whole, tool: null, newTool }, 'full', unknown)).toEqual(
      [],
    );
    expect(
      faultsOfStanding(wishOf(), {
        today: facts.today,
        rules: defaultRules,
        isRegistered: false,
      }),
    ).toContainEqual({
      field: 'tool',
      message: 'must name a tool of the registry',
    });
  });

  it.each([
    [false, 'the team owns'],
    [true, 'the team or a team below it owns'],
  ])(
    'names what of a scope is not the team’s, beside everything else; teams below: %s',
    (includesSubteams, whose) => {
      const owned: Record<string, boolean | null> = {
        'component:default/api': true,
        'component:default/gone': false,
        'system:default/theirs': false,
        // Nobody looked: that is no fault of who asks.
        'system:default/far': null,
      };
      const scope = [...Object.keys(owned), 'group:default/atlas'];
      const found = faultsOfAsk(
        { ...whole, why: null, includesSubteams, scope },
        'full',
        { ...facts, isOwn: ref => owned[ref] },
      );
      expect(found.map(({ field }) => field)).toEqual(['why', 'scope']);
      expect(found[1].message).toBe(
        `must name components or systems that ${whose}, so not component:default/gone, system:default/theirs, group:default/atlas`,
      );
    },
  );

  it('knows nobody who is not in the catalog', () => {
    expect(fields(whole, 'full', { isUser: () => false })).toEqual([
      'supportOwner',
      'budgetOwner',
    ]);
  });
});

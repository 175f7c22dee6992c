import { wishOf } from './__testUtils__/contexts';
import { changedFields, isDatesOnly, isMaterial } from './revisions';

const before = wishOf();

describe('a change of a request', () => {
  it.each([
    [{ seats: 6 }, true],
    [{ costPerMonth: 1 }, true],
    [{ data: 'restricted' as const }, true],
    [{ until: '2027-03-01' }, true],
    [{ supportOwner: 'user:default/mate' }, true],
    [{ scope: ['component:default/web'] }, true],
    [{ tool: 'resource:default/other' }, true],
    [{ why: 'Better said' }, true],
    [{ security: 'Everything is kept' }, true],
    [{ risks: 'None' }, true],
    [{ success: 'Faster reviews' }, true],
    [{ exit: 'Delete it' }, true],
    [{ budgetOwner: 'user:default/pia' }, true],
    [{ links: [{ title: 'Terms', url: 'https://example.com' }] }, true],
    [{ joins: ['group:default/rho'] }, false],
  ])('%j voids the votes: %s', (change, expected) => {
    const after = wishOf(change);
    expect(isMaterial(before, after)).toBe(expected);
    expect(changedFields(before.ask, after.ask)).toEqual(Object.keys(change));
  });

  it('knows a renewal of dates', () => {
    const { ask } = before;
    expect(
      isDatesOnly(ask, wishOf({ until: '2027-05-01', why: 'x' }).ask),
    ).toBe(true);
    expect(isDatesOnly(ask, wishOf({ seats: 6 }).ask)).toBe(false);
  });
});

import {
  askSchema,
  ExceptionCase,
} from 'backstage-plugin-ai-scorecards-common';
import { renewalAskOf } from './renewalAskOf';

const known = (category: 'evaluation' | 'accessibility') =>
  ({
    request: {
      requester: 'user:default/rita',
      before: null,
      wish: {
        standing: null,
        ask: askSchema.parse({
          team: 'group:default/atlas',
          tool: 'resource:default/cursor',
          category,
          why: 'My eyes',
          seats: 5,
          supportOwner: 'user:default/owen',
          acceptsSupport: true,
          from: '2026-11-24',
          until: '2026-12-23',
          joins: ['group:default/rho'],
        }),
      },
    },
    exception: {
      id: 'exception-1',
      from: '2026-11-25',
      until: '2026-12-24',
      supportOwner: 'user:default/heir',
      budgetOwner: 'user:default/lea',
    },
  } as unknown as ExceptionCase);

describe('what a renewal asks for', () => {
  it('is the same for as long again, from the day after the last, by whoever answers for it now', () => {
    expect(renewalAskOf(known('evaluation'), 'user:default/mia')).toMatchObject(
      {
        tool: 'resource:default/cursor',
        why: 'My eyes',
        seats: 5,
        from: '2026-12-25',
        until: '2027-01-23',
        supportOwner: 'user:default/heir',
        budgetOwner: 'user:default/lea',
        acceptsSupport: false,
        joins: [],
      },
    );
  });

  it('holds a private reason for nobody but who gave it', () => {
    const of = (user: string) =>
      renewalAskOf(known('accessibility'), `user:default/${user}`).why;
    expect(of('rita')).toBe('My eyes');
    expect(of('mia')).toBeNull();
  });

  it('is nothing where nothing was granted', () => {
    const none = { ...known('evaluation'), exception: null };
    expect(() => renewalAskOf(none, 'user:default/rita')).toThrow(
      'no exception to renew',
    );
  });
});

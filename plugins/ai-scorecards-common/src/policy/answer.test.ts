import { toolPolicySchema } from '../contract';
import { answerPolicy } from './answer';

const team = { ref: 'group:default/atlas', title: 'Atlas', isTeam: true };
const tool = {
  ref: 'resource:default/cursor',
  title: 'Cursor',
  policy: 'exception-required' as const,
  links: { get: null, setUp: null, help: null },
};
const asked = { teamAsked: team.ref, toolAsked: tool.ref };

describe('answerPolicy', () => {
  it.each(toolPolicySchema.options)('answers for a tool that is %s', policy => {
    const answer = answerPolicy({ ...asked, team, tool: { ...tool, policy } });
    expect(answer.allowed).toBe(['default', 'approved'].includes(policy));
    expect(answer.basis).toBe(policy);
    expect(answer.reason).toContain('Cursor');
  });

  describe('with an exception', () => {
    const exception = {
      until: '2027-02-21',
      scope: ['component:default/web'],
      data: 'internal' as const,
    };
    const ask = (more: Partial<Parameters<typeof answerPolicy>[0]> = {}) =>
      answerPolicy({ ...asked, team, tool, exception, ...more });

    it('allows what it covers, and says until when', () => {
      expect(ask()).toMatchObject({
        allowed: true,
        basis: 'exception',
        until: '2027-02-21',
      });
      expect(
        ask({ component: 'component:default/web', data: 'public' }).allowed,
      ).toBe(true);
    });

    it.each([
      [{}, ', for component:default/web, up to internal data'],
      [{ component: 'component:default/web' }, ', up to internal data'],
      [{ data: 'public' as const }, ', for component:default/web'],
      [{ component: 'component:default/web', data: 'internal' as const }, ''],
      [{ exception: { ...exception, scope: null, data: 'restricted' } }, ''],
      [
        { exception: { ...exception, scope: null, data: null } },
        ', up to internal data',
      ],
      [
        {
          data: 'internal' as const,
          exception: { ...exception, scope: [...'abcdefg'] },
        },
        ', for a, b, c, d, e, and 2 more',
      ],
    ] as [Parameters<typeof ask>[0], string][])(
      'names what it is limited to where that is not asked: %j',
      (more, limits) => {
        expect(ask(more)).toMatchObject({
          allowed: true,
          reason: `Atlas may use Cursor until 2027-02-21${limits}.`,
        });
      },
    );

    it.each([
      [{ component: 'component:default/app' }, 'does not cover'],
      [{ data: 'confidential' as const }, 'is for internal data'],
    ])('does not allow %j', (more, reason) => {
      expect(ask(more)).toMatchObject({
        allowed: false,
        until: null,
        reason: expect.stringContaining(reason),
      });
    });

    it('covers a person of the team, and of any other team that has one', () => {
      const person = {
        ref: 'user:default/ada',
        isInTeam: true,
        elsewhere: [],
      };
      expect(ask({ person }).allowed).toBe(true);
      const away = { ...person, isInTeam: false };
      expect(ask({ person: away })).toMatchObject({
        allowed: false,
        until: null,
        reason: expect.stringContaining('is in no team that has one'),
      });
      const rho = {
        team: 'Rho',
        until: '2027-01-01',
        scope: null,
        data: 'public' as const,
      };
      expect(ask({ person: { ...away, elsewhere: [rho] } })).toMatchObject({
        allowed: true,
        until: '2027-01-01',
        reason:
          'user:default/ada may use Cursor by the exception of Rho until 2027-01-01, up to public data.',
      });
      // What that one does not cover it does not permit.
      expect(
        ask({ person: { ...away, elsewhere: [rho] }, data: 'internal' })
          .allowed,
      ).toBe(false);
    });

    it('permits nothing for a tool that is prohibited', () => {
      expect(ask({ tool: { ...tool, policy: 'prohibited' } }).allowed).toBe(
        false,
      );
    });
  });

  it('does not allow what it does not know', () => {
    expect(answerPolicy({ ...asked, team, tool: undefined })).toMatchObject({
      allowed: false,
      basis: 'unknown-tool',
    });
    expect(answerPolicy({ ...asked, team: undefined, tool })).toMatchObject({
      allowed: false,
      basis: 'unknown-team',
    });
  });

  it('does not allow a Group that is not a team, not even the default tool', () => {
    const answer = answerPolicy({
      ...asked,
      team: { ...team, isTeam: false },
      tool: { ...tool, policy: 'default' },
    });
    expect(answer).toMatchObject({ allowed: false, basis: 'unknown-team' });
  });
});

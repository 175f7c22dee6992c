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

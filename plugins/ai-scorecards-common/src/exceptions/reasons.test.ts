import { approvalReasonSchema, voteRequestSchema } from '../contract';
import { reasonInWords, withoutPrivateReason } from './reasons';

const vote = (reasonCode: string) => ({
  revision: 1,
  verdict: 'approve',
  reasonCode,
});

describe('the reason of an approval', () => {
  it('is said in words, each of the list', () => {
    for (const reason of approvalReasonSchema.options) {
      expect(reasonInWords(reason)).toMatch(/^[A-Z][a-z ]+$/);
    }
    expect(reasonInWords('Its terms train on our code')).toBe(
      'Its terms train on our code',
    );
    expect(reasonInWords(null)).toBeNull();
  });

  it('never tells others why the team asks, and is none that would', () => {
    expect(voteRequestSchema.safeParse(vote('proven-use')).success).toBe(true);
    expect(voteRequestSchema.safeParse(vote('accessibility')).success).toBe(
      false,
    );
    expect(reasonInWords('accessibility')).toBeNull();
    expect(withoutPrivateReason('accessibility')).toBeNull();
    expect(withoutPrivateReason('proven-use')).toBe('proven-use');
  });
});

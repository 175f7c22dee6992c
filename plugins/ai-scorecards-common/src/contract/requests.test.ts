import { voteRequestSchema } from './requests';

const vote = (condition: object) =>
  voteRequestSchema.safeParse({
    revision: 1,
    verdict: 'approve',
    reasonCode: 'fills-a-gap',
    conditions: [{ sentence: 'Tell us how it went', ...condition }],
  });

describe('a vote with a condition', () => {
  it('says by when what only people can judge', () => {
    const { success, error } = vote({});
    expect(success).toBe(false);
    expect(error?.issues).toEqual([
      expect.objectContaining({
        path: ['conditions', 0, 'dueOn'],
        message: 'must say by when: no live check watches it',
      }),
    ]);
    expect(vote({ dueOn: '2026-12-24' }).success).toBe(true);
  });

  it('needs no day where a live check watches it', () => {
    expect(
      vote({ check: { kind: 'practice', check: 'secrets.scanning' } }).success,
    ).toBe(true);
  });
});

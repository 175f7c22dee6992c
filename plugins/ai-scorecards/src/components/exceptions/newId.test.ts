import { createRequestSchema } from 'backstage-plugin-ai-scorecards-common';
import { newId } from './newId';

describe('a new id', () => {
  it('is another one each time, and one that the backend takes', () => {
    const ids = Array.from({ length: 50 }, newId);
    expect(new Set(ids).size).toBe(50);
    for (const id of ids) {
      expect(createRequestSchema.shape.id.safeParse(id).success).toBe(true);
    }
  });
});

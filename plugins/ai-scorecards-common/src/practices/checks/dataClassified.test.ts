import { dataClassified } from './dataClassified';

describe('data.classified', () => {
  it('is proved by a person alone, for half a year', () => {
    expect(dataClassified.evaluate).toBeUndefined();
    expect(dataClassified).toMatchObject({
      evidence: 'attested',
      attestationDays: 180,
      level: 2,
    });
  });
});

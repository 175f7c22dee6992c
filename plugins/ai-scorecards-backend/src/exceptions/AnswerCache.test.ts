import { AnswerCache } from './AnswerCache';

describe('AnswerCache', () => {
  it('works an answer out once for a key, also for those who ask meanwhile', async () => {
    const cache = new AnswerCache();
    const work = jest.fn(async () => 7);
    const answers = [cache.get('a', work), cache.get('a', work)];
    expect(await Promise.all(answers)).toEqual([7, 7]);
    expect(work).toHaveBeenCalledTimes(1);
    await cache.get('b', work);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('keeps no failure', async () => {
    const cache = new AnswerCache();
    const work = jest.fn(async () => 7);
    await expect(
      cache.get('a', async () => {
        throw new Error('The database is away');
      }),
    ).rejects.toThrow('away');
    expect(await cache.get('a', work)).toBe(7);
  });

  it('lets the oldest go', async () => {
    const cache = new AnswerCache();
    const work = jest.fn(async () => 7);
    for (let n = 0; n <= 500; n++) await cache.get(`${n}`, work);
    await cache.get('500', work);
    expect(work).toHaveBeenCalledTimes(501);
    await cache.get('0', work);
    expect(work).toHaveBeenCalledTimes(502);
  });
});

import { KeptRead } from './KeptRead';

describe('KeptRead', () => {
  it('lets everybody who asks within its time share one read', async () => {
    let reads = 0;
    const kept = new KeptRead(async () => (reads += 1), 60_000);
    await expect(Promise.all([kept.get(), kept.get()])).resolves.toEqual([
      1, 1,
    ]);
    kept.forget();
    await expect(kept.get()).resolves.toBe(2);
  });

  it('reads again when the time is over', async () => {
    let reads = 0;
    const kept = new KeptRead(async () => (reads += 1), 0);
    await kept.get();
    await expect(kept.get()).resolves.toBe(2);
  });

  it('does not keep a failure', async () => {
    let reads = 0;
    const kept = new KeptRead(async () => {
      reads += 1;
      if (reads === 1) throw new Error('the database is away');
      return reads;
    }, 60_000);
    await expect(kept.get()).rejects.toThrow('the database is away');
    await expect(kept.get()).resolves.toBe(2);
  });
});

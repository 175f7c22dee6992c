import { Gate } from './Gate';

describe('Gate', () => {
  it('turns away whoever comes when it is full, and opens again', async () => {
    const gate = new Gate(1);
    let open = () => {};
    const first = gate.pass(
      () =>
        new Promise<void>(resolve => {
          open = resolve;
        }),
    );
    await expect(gate.pass(async () => 'in')).rejects.toMatchObject({
      statusCode: 429,
      retryAfter: 2,
    });
    open();
    await first;
    await expect(
      gate.pass(() => Promise.reject(new Error('failed'))),
    ).rejects.toThrow('failed');
    expect(await gate.pass(async () => 'in')).toBe('in');
  });
});

import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { ReadRequests } from './ReadRequests';

describeOnEachDatabase('ReadRequests', init => {
  it('are open until a read that began after them has ended', async () => {
    const requests = new ReadRequests(await init());
    expect(await requests.isOpen('github')).toBe(false);
    await requests.ask('github');
    await requests.ask('github');
    expect(await requests.isOpen('github')).toBe(true);
    expect(await requests.isOpen('gitlab')).toBe(false);

    await requests.answer('github', () => requests.ask('github'));
    expect(await requests.isOpen('github')).toBe(true);
    await requests.answer('github', async () => {});
    expect(await requests.isOpen('github')).toBe(false);
  });

  it('stay open where the read fails', async () => {
    const requests = new ReadRequests(await init());
    await requests.ask('github');
    const fails = async () => {
      throw new Error('down');
    };
    await expect(requests.answer('github', fails)).rejects.toThrow('down');
    expect(await requests.isOpen('github')).toBe(true);
  });
});

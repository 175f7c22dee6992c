import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { user, Workflow } from '../__testUtils__/workflow';

/** What waits to be sent, with titles that match. */
async function titlesOf(flow: Workflow, pattern: RegExp): Promise<string[]> {
  const waiting = await flow.outbox.waiting(100);
  return waiting
    .map(({ notice }) => notice.title)
    .filter(title => pattern.test(title));
}

describeOnEachDatabase('what is told', init => {
  it('is each of two things of a kind that happen in one run', async () => {
    const flow = new Workflow(await init());
    await flow.running();
    const users = new Map(flow.people.users);
    // Nobody is left to support it or to pay for it.
    for (const name of ['owen', 'lea']) users.delete(user(name));
    flow.people = { ...flow.people, users };
    expect(await flow.service.runDue()).toBe(2);
    expect(await titlesOf(flow, /^Name who/)).toEqual([
      'Name who supports Cursor from now on',
      'Name who pays for Cursor from now on',
    ]);
  });
});

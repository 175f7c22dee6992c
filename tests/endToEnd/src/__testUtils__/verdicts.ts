import { Verdict } from 'expected-truth';
import { Portal } from './portal';
import { TestWorld } from './world';

interface Decision {
  namespace: string;
  account: string;
  state: 'left' | 'service-account';
  /** entity ref of whoever left */
  person?: string;
}

/**
 * Says as an operator which accounts that the portal knows are of people who left, and which of services. Returns what was
 * said, by account in lower case.
 */
export async function tellVerdicts(
  portal: Portal,
  world: TestWorld,
): Promise<Record<string, Verdict>> {
  const known = await portal.accounts();
  const decisions = [...decisionsOf(world)].filter(({ namespace, account }) =>
    known.has(`${namespace} ${account.toLowerCase()}`),
  );
  await portal.post('/ingestion/identities', { decisions });
  return Object.fromEntries(
    decisions.map(({ account, state }) => [account.toLowerCase(), state]),
  );
}

function* decisionsOf({ sim: { world } }: TestWorld): Generator<Decision> {
  const { people, accounts } = world.organisation;
  const ofPerson = (person: number | undefined) =>
    person === undefined
      ? {}
      : { person: `user:default/${people[person].name}` };
  for (const { vendor, kind, name, standing, person } of accounts) {
    const isTold = standing === 'left' || standing === 'service-account';
    // A key says by itself that it is nobody's.
    if (isTold && kind !== 'api-key') {
      yield {
        namespace: vendor,
        account: name,
        state: standing,
        ...ofPerson(person),
      };
    }
  }
  const members = [
    ...[...world.cursorMembers()].map(({ member }) => ({
      namespace: 'cursor',
      member,
    })),
    ...world.openaiMembers().map(member => ({ namespace: 'openai', member })),
  ];
  for (const { namespace, member } of members) {
    if (member.standing === 'left') {
      const { account, person } = member;
      yield { namespace, account, state: 'left', ...ofPerson(person) };
    }
  }
}

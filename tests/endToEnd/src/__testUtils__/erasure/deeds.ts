import { mockCredentials } from '@backstage/backend-test-utils';
import {
  requestSchema,
  teamChecklistSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { Portal } from '../portal';
import { TestWorld } from '../world';

const LEAD = 'user:default/persona-lead';
const BOARD = 'user:default/persona-board';

/** A name by which texts speak of somebody, an address, and their ref. */
export interface Spoken {
  person: string;
  name: string;
  mail: string;
}

/** What somebody does in the portal, and what others there say of them: all that is not usage. */
export async function liveInPortal(
  portal: Portal,
  world: TestWorld,
  team: string,
  spoken: Spoken,
): Promise<void> {
  const act = async (
    user: string,
    method: string,
    at: string,
    body?: object,
  ) => {
    const header = mockCredentials.user.header(user);
    const { status, text } = await portal.reach(method, at, header, body);
    if (status > 299) throw new Error(`${method} ${at}: ${status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  await portal.get('/me', spoken.person);
  await states(act, team, spoken);
  await decides(act, spoken);
  await isExcepted(act, { team, until: world.day(80) }, spoken);
  await act(BOARD, 'PUT', '/exceptions/board/deputy', {
    user: spoken.person,
    from: world.day(0),
    to: world.day(20),
  });
}

type Act = (
  user: string,
  method: string,
  at: string,
  body?: object,
) => Promise<unknown>;

/** Practices: what somebody states, and others of them. */
async function states(act: Act, team: string, { person, name }: Spoken) {
  const teamPath = `/teams/${team.slice('group:'.length)}`;
  await act(person, 'POST', '/practices/acknowledgements', { version: '3' });
  for (const user of [person, LEAD]) {
    await act(user, 'POST', `${teamPath}/attestations`, {
      check: user === person ? 'practices.documented' : 'data.classified',
      statement: `Our classes of data are kept by ${name} in the handbook.`,
      href: `https://acme.example/${person.slice(
        person.indexOf('/') + 1,
      )}/data`,
    });
  }
  const { organisation } = teamChecklistSchema.parse(
    await act(person, 'GET', `${teamPath}/checklist`),
  );
  await act(person, 'PUT', `${teamPath}/checklist`, {
    version: organisation.version,
    items: [
      ...organisation.items,
      { id: 'own-1', text: `${name} has looked at it`, minimum: false },
    ],
  });
}

/** Accounts of nobody that an operator says are the person's. */
async function decides(act: Act, { person }: Spoken) {
  await act('user:default/persona-operator', 'POST', '/ingestion/identities', {
    decisions: [
      {
        namespace: 'cursor',
        account: 'contractor@studio.example',
        state: 'person',
        person,
      },
    ],
  });
}

/** A request of the person's, its discussion, and the exception that it becomes. */
async function isExcepted(
  act: Act,
  { team, until }: { team: string; until: string },
  { person, name, mail }: Spoken,
) {
  const filed = requestSchema.parse(
    await act(person, 'POST', '/exception-requests', {
      ask: {
        team,
        tool: 'resource:default/cursor',
        category: 'capability-gap',
        why: `Its editor knows our language, says ${name}`,
        seats: 3,
        costPerMonth: 60_000_000,
        data: 'public',
        supportOwner: person,
        acceptsSupport: true,
        until,
      },
    }),
  );
  const at = `/exception-requests/${filed.id}`;
  await act(person, 'POST', `${at}/submit`, {});
  await act(person, 'POST', `${at}/comments`, {
    text: `Ask ${mail} when in doubt`,
    boardOnly: false,
  });
  const { exception } = requestSchema.parse(
    await act(BOARD, 'POST', `${at}/votes`, {
      revision: 1,
      verdict: 'approve',
      reasonCode: 'fills-a-gap',
      conditions: [
        { sentence: `${name} shows the others.`, dueOn: until, graceDays: 14 },
      ],
    }),
  );
  await act(person, 'POST', `/exceptions/${exception}/accept`, {
    acceptsConditions: true,
  });
}

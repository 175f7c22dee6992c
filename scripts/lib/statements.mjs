import fs from 'node:fs';
import { say } from './log.mjs';
import { inRoot } from './paths.mjs';

const API = '/api/ai-scorecards/v1';
const HANDBOOK = 'https://intranet.acme.example/handbook/ai';
/** For so long the portal may take to know its teams. */
const PATIENCE_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
/** Who reads the catalog. */
const READER = 'operator';
const BOARD = 'ai-board';

/**
 * How statements reach a portal. People are named by the id of a persona or the ref of a User.
 *
 * @typedef {object} Reach
 * @property {(user: string, path: string) => Promise<any>} get the body of an answer; undefined where there is none yet
 * @property {(user: string, path: string, body: object) => Promise<any>} post the body of the answer; throws on a refusal
 * @property {(group: string) => Promise<string[]>} members refs of the people directly in a Group, by the alphabet
 * @property {() => number} now
 */

/** What `examples/statements.yaml` says. */
export async function readStatements() {
  const { parse } = await import('yaml');
  return parse(fs.readFileSync(inRoot('examples', 'statements.yaml'), 'utf8'));
}

/**
 * Lets people of the example state what they do, as anybody would: over HTTP, signed in. Waits until the portal knows a
 * team; what stands already is left alone. Never fails: the example is poorer without it, and works.
 *
 * @param {Reach} reach of the portal
 * @param {{attestations: any[], acknowledgements: {teams: string[]}, exceptions: any[]}} statements
 * @returns {Promise<string[]>} what could not be made, a sentence each
 */
export async function makeStatements(
  reach,
  { attestations, acknowledgements, exceptions },
) {
  const failed = [];
  const tried = async (what, work) => {
    try {
      await work();
    } catch (error) {
      failed.push(`${what}: ${error.message}`);
      say(`A statement of the example was not made, ${failed.at(-1)}`);
    }
  };
  for (const { teams, ...statement } of attestations) {
    for (const team of teams) {
      await tried(`${statement.check} of ${team}`, () =>
        attest(reach, team, statement),
      );
    }
  }
  for (const team of acknowledgements.teams) {
    await tried(`the stance in ${team}`, () => acknowledge(reach, team));
  }
  for (const { teams, ...exception } of exceptions) {
    for (const team of teams) {
      await tried(`the exception of ${team}`, () =>
        except(reach, team, exception),
      );
    }
  }
  return failed;
}

async function attest(reach, team, { check, statement, daysAgo = 0 }) {
  const { user, practices } = await speakerOf(reach, team);
  const result = practices.results.find(it => it.check.id === check);
  if (!result || result.attestation) {
    return;
  }
  await reach.post(user, `/teams/default/${team}/attestations`, {
    check,
    statement,
    href: `${HANDBOOK}/${team}`,
    ...(daysAgo > 0 && { madeOn: dayFrom(reach, -daysAgo) }),
  });
}

async function acknowledge(reach, team) {
  await speakerOf(reach, team);
  for (const user of await reach.members(team)) {
    const me = await reach.get(user, '/me');
    if (me?.stance && !me.stance.acknowledgedOn) {
      await reach.post(user, '/practices/acknowledgements', {
        version: me.stance.version,
      });
    }
  }
}

/** Somebody of a team asks, the board grants, on a condition if there is one, and who asked accepts it. */
async function except(reach, team, { ask, days, condition }) {
  const { user } = await speakerOf(reach, team);
  const ref = `group:default/${team}`;
  const known = await reach.get(
    user,
    `/exception-requests?team=${encodeURIComponent(ref)}`,
  );
  if (known?.items.length > 0) {
    return;
  }
  const { id } = await reach.post(user, '/exception-requests', {
    ask: {
      ...ask,
      team: ref,
      supportOwner: user,
      acceptsSupport: true,
      until: dayFrom(reach, days),
    },
  });
  const path = `/exception-requests/${id}`;
  const { revision } = await reach.post(user, `${path}/submit`, {});
  for (const member of await reach.members(BOARD)) {
    const { may, exception } = await reach.get(member, path);
    if (exception) {
      break;
    }
    if (may.includes('vote')) {
      await reach.post(member, `${path}/votes`, {
        revision,
        verdict: 'approve',
        reasonCode: 'fills-a-gap',
        conditions: condition ? [condition] : [],
      });
    }
  }
  const { exception } = await reach.get(user, path);
  await reach.post(user, `/exceptions/${exception}/accept`, {
    acceptsConditions: true,
  });
}

const dayFrom = (reach, days) =>
  new Date(reach.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Somebody of a team, and what the portal knows of it, once it has assessed it and knows who is in it. */
async function speakerOf(reach, team) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const [user] = await reach.members(team);
    const practices =
      user && (await reach.get(user, `/teams/default/${team}/practices`));
    // Groups are read before the people in them.
    if (practices?.evaluatedAt && practices.mayAttest) {
      return { user, practices };
    }
    if (Date.now() > deadline) {
      throw new Error('the portal does not know the team yet');
    }
    await new Promise(resolve => setTimeout(resolve, 2000));
  }
}

/**
 * Reaches the example portal at an address, signed in as its sign-in page does it.
 *
 * @param {string} url
 * @returns {Reach}
 */
export function reachPortal(url) {
  const read = async (user, address) => {
    const headers = await signedIn(url, user);
    const answer = headers && (await fetch(address, { headers }));
    return answer?.ok ? answer.json() : undefined;
  };
  return {
    get: (user, path) => read(user, `${url}${API}${path}`),
    async post(user, path, body) {
      const answer = await fetch(`${url}${API}${path}`, {
        method: 'POST',
        headers: {
          ...(await signedIn(url, user)),
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      if (!answer.ok) {
        throw new Error(`${answer.status} ${text}`);
      }
      return text === '' ? undefined : JSON.parse(text);
    },
    async members(group) {
      const entity = await read(
        READER,
        `${url}/api/catalog/entities/by-name/group/default/${group}`,
      );
      return (entity?.relations ?? [])
        .filter(({ type }) => type === 'hasMember')
        .map(({ targetRef }) => targetRef)
        .sort();
    },
    now: () => Date.now(),
  };
}

/** Headers of a request by the id of a persona, or the ref of a User; undefined for whom the catalog does not know. */
async function signedIn(url, user) {
  const answer = await fetch(`${url}/api/auth/dev-persona/refresh`, {
    headers: { 'x-dev-persona': user },
  });
  if (!answer.ok) {
    return undefined;
  }
  const { backstageIdentity } = await answer.json();
  return { authorization: `Bearer ${backstageIdentity.token}` };
}

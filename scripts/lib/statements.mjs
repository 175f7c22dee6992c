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

/**
 * Lets people of the example state what `examples/statements.yaml` says, as anybody would: over HTTP, signed in. Waits
 * until the portal knows a team; what stands already is left alone. Never fails: the example is poorer without it, and
 * works.
 *
 * @param {string} url of the portal
 */
export async function makeStatements(url) {
  const { parse } = await import('yaml');
  const { attestations, acknowledgements } = parse(
    fs.readFileSync(inRoot('examples', 'statements.yaml'), 'utf8'),
  );
  for (const { teams, ...statement } of attestations) {
    for (const team of teams) {
      await tried(`${statement.check} of ${team}`, () =>
        attest(url, team, statement),
      );
    }
  }
  for (const team of acknowledgements.teams) {
    await tried(`the stance in ${team}`, () => acknowledge(url, team));
  }
}

async function tried(what, work) {
  try {
    await work();
  } catch (error) {
    say(`A statement of the example was not made, ${what}: ${error.message}`);
  }
}

async function attest(url, team, { check, statement, daysAgo = 0 }) {
  const path = `${url}${API}/teams/default/${team}`;
  const { user, practices } = await speakerOf(url, team, path);
  const result = practices.results.find(it => it.check.id === check);
  if (!result || result.attestation) {
    return;
  }
  await post(url, user, `${path}/attestations`, {
    check,
    statement,
    href: `${HANDBOOK}/${team}`,
    ...(daysAgo > 0 && {
      madeOn: new Date(Date.now() - daysAgo * DAY_MS)
        .toISOString()
        .slice(0, 10),
    }),
  });
}

async function acknowledge(url, team) {
  await speakerOf(url, team, `${url}${API}/teams/default/${team}`);
  for (const user of await membersOf(url, team)) {
    const me = await read(url, user, `${url}${API}/me`);
    if (me?.stance && !me.stance.acknowledgedOn) {
      await post(url, user, `${url}${API}/practices/acknowledgements`, {
        version: me.stance.version,
      });
    }
  }
}

/** Somebody of a team, and what the portal knows of it, once it has assessed it and knows who is in it. */
async function speakerOf(url, team, path) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const [user] = await membersOf(url, team);
    const practices = user && (await read(url, user, `${path}/practices`));
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

/** Refs of the people whom the catalog has directly in a team, in the order of the alphabet. */
async function membersOf(url, team) {
  const group = await read(
    url,
    READER,
    `${url}/api/catalog/entities/by-name/group/default/${team}`,
  );
  return (group?.relations ?? [])
    .filter(({ type }) => type === 'hasMember')
    .map(({ targetRef }) => targetRef)
    .sort();
}

/** The body of an answer; undefined where there is none yet, or nobody can sign in before the catalog has read them. */
async function read(url, user, address) {
  const headers = await signedIn(url, user);
  const answer = headers && (await fetch(address, { headers }));
  return answer?.ok ? answer.json() : undefined;
}

async function post(url, user, address, body) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      ...(await signedIn(url, user)),
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${answer.status} ${await answer.text()}`);
  }
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

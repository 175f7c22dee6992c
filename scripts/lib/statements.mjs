import { say } from './log.mjs';

const API = '/api/ai-scorecards/v1';
const HANDBOOK = 'https://intranet.acme.example/handbook/ai';
/** For so long the portal may take to know its teams. */
const PATIENCE_MS = 5 * 60_000;

/**
 * What people of the example have stated of their teams: things that no code host can tell. Each persona speaks for the
 * teams that it is in or leads.
 */
const STATEMENTS = [
  { persona: 'operator', teams: ['platform'] },
  {
    persona: 'second-board',
    teams: ['payment-gateway', 'payouts', 'fraud-detection', 'ledger-core'],
  },
  { persona: 'division-lead', teams: ['search-and-discovery', 'storefront'] },
];
const CHECK = 'data.classified';

/**
 * Lets the personas state what they have stated, as anybody would: over HTTP, signed in. Waits until the portal knows a
 * team; what stands already is left alone. Never fails: the example is poorer without it, and works.
 *
 * @param {string} url of the portal
 */
export async function makeStatements(url) {
  try {
    for (const { persona, teams } of STATEMENTS) {
      for (const team of teams) {
        await state(url, persona, team);
      }
    }
  } catch (error) {
    say(`Not every statement of the example was made: ${error.message}`);
  }
}

async function state(url, persona, team) {
  const path = `${url}${API}/teams/default/${team}`;
  const practices = await known(url, persona, `${path}/practices`);
  const result = practices.results.find(({ check }) => check.id === CHECK);
  if (!result || result.attestation) {
    return;
  }
  const answer = await fetch(`${path}/attestations`, {
    method: 'POST',
    headers: {
      ...(await signedIn(url, persona)),
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      check: CHECK,
      statement: 'The handbook says which of our data may go to which tool.',
      href: `${HANDBOOK}/${team}`,
    }),
  });
  if (!answer.ok) {
    throw new Error(`${team} answered ${answer.status}`);
  }
}

/** What the portal knows of a team, once it has assessed it. */
async function known(url, persona, path) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await fetch(path, { headers: await signedIn(url, persona) });
    const body = answer.ok ? await answer.json() : undefined;
    if (body?.evaluatedAt) {
      return body;
    }
    if (Date.now() > deadline) {
      throw new Error(`${path} is not known yet`);
    }
    await new Promise(resolve => setTimeout(resolve, 2000));
  }
}

async function signedIn(url, persona) {
  const answer = await fetch(`${url}/api/auth/dev-persona/refresh`, {
    headers: { 'x-dev-persona': persona },
  });
  if (!answer.ok) {
    throw new Error(`${persona} cannot sign in`);
  }
  const { backstageIdentity } = await answer.json();
  return { authorization: `Bearer ${backstageIdentity.token}` };
}

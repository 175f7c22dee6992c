import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  checksResponseSchema,
  meSchema,
  scorecardSchema,
  teamChecklistSchema,
  teamPracticesSchema,
  teamsResponseSchema,
} from 'backstage-plugin-ai-scorecards-common';
import {
  codeHostsExtensionPoint,
  EvidenceSource,
  RepositoryFacts,
} from 'backstage-plugin-ai-scorecards-node';
import type { Portal } from './__testUtils__/portal';
import { TEAM } from './__testUtils__/access/personas';
import { TestWorld, TODAY } from './__testUtils__/world';

jest.setTimeout(240_000);

const DEVELOPER = 'user:default/persona-developer';
const OUTSIDER = 'user:default/persona-outsider';
const PATH = `/teams/${TEAM.slice('group:'.length)}`;
const told = <T>(value: T) => ({ known: true, value } as const);

/** A host that knows every repository, each in good order but for push protection as it is set. */
function host(state: { pushProtection: boolean }): EvidenceSource {
  return {
    id: 'some-host',
    title: 'Some host',
    configKey: 'github',
    slugAnnotation: 'github.com/project-slug',
    access: 'Metadata: read',
    webUrl: slug => `https://github.example/${slug}`,
    test: async () => undefined,
    rateLimit: () => ({ limit: 10, remaining: 9, resetsAt: TODAY }),
    async *collect(repositories) {
      const facts: RepositoryFacts = {
        archived: false,
        fork: false,
        pushedOn: TODAY,
        defaultBranch: 'main',
        requiredApprovals: told(1),
        botsCanBypassReview: told(false),
        requiredStatusChecks: told(1),
        codeOwnerPaths: told(['*']),
        codeOwnerReviewRequired: told(true),
        secretScanning: told(true),
        pushProtection: told(state.pushProtection),
        staticAnalysisOnPullRequests: told(true),
        openFindings: told(0),
        pullRequestTemplate: told(null),
        instructionFiles: told([]),
        agentPermissionsAsCode: told(false),
        agentsMayDoAnything: told(false),
        evaluationsInCi: told(false),
      };
      for (const { slug } of repositories) {
        yield { state: 'known', slug, token: '1', facts };
      }
    },
  };
}

const hostModule = (source: EvidenceSource) =>
  createBackendModule({
    pluginId: 'ai-scorecards',
    moduleId: 'some-host',
    register(reg) {
      reg.registerInit({
        deps: { hosts: codeHostsExtensionPoint },
        async init({ hosts }) {
          hosts.addEvidenceSource(source);
        },
      });
    },
  });

/** Runs every task until evidence is in and judged. */
async function settle(portal: Portal): Promise<void> {
  for (let round = 0; round < 4; round++) {
    await portal.tick();
    portal.clock.advance({ minutes: 11 });
  }
}

describe('practices over HTTP', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: 15 });
    world.example.entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'some-service',
        namespace: 'default',
        annotations: { 'github.com/project-slug': 'acme/some-service' },
      },
      spec: { type: 'service', lifecycle: 'production', owner: TEAM },
    });
  });
  afterAll(() => world.close());

  it('reads "not assessed yet" everywhere without a code host', async () => {
    const portal = await world.portal();
    await settle(portal);
    const { items } = teamsResponseSchema.parse(
      await portal.get('/teams?limit=200&sort=practiceLevel'),
    );
    expect(items.length).toBeGreaterThan(5);
    for (const { team, practiceLevel } of items) {
      expect(practiceLevel).toMatchObject({ state: 'no-data', value: null });
      const path = `/teams/${team.ref.slice('group:'.length)}`;
      expect(
        teamPracticesSchema.parse(await portal.get(`${path}/practices`)),
      ).toMatchObject({
        standing: { state: 'not-assessed-yet', effective: null },
        notice: 'No code host is connected.',
      });
      const card = scorecardSchema.parse(await portal.get(`${path}/scorecard`));
      expect(card.practices.state).toBe('not-assessed-yet');
      expect(
        card.headline.find(({ id }) => id === 'practiceLevel'),
      ).toMatchObject({ status: 'not-assessed-yet', figure: { value: null } });
    }
  });

  it('shows a level that rises, with its cause, on every page', async () => {
    const state = { pushProtection: false };
    const portal = await world.portal({
      features: [hostModule(host(state))],
      config: {
        practices: {
          stance: { version: '3', url: 'https://acme.example/stance' },
          checks: {
            'stance.acknowledged': { required: false },
            'tool.default-configured': { required: false },
            'tool.sanctioned-only': { required: false },
          },
        },
      },
    });
    await settle(portal);
    const page = async () =>
      teamPracticesSchema.parse(await portal.get(`${PATH}/practices`));
    expect(await page()).toMatchObject({
      standing: { state: 'assessed', effective: 0 },
      missing: ['secrets.scanning'],
      mayAttest: false,
    });
    expect((await portal.status()).codeHosts).toMatchObject([
      { id: 'some-host', state: 'current', rateLimit: { remaining: 9 } },
    ]);

    state.pushProtection = true;
    await settle(portal);
    const risen = await page();
    expect(risen.standing.effective).toBe(1);
    expect(risen.history[risen.history.length - 1]).toMatchObject({
      day: TODAY,
      before: 0,
      level: 1,
      causes: [expect.stringContaining('passes')],
    });
    const card = scorecardSchema.parse(await portal.get(`${PATH}/scorecard`));
    expect(
      card.headline.find(({ id }) => id === 'practiceLevel'),
    ).toMatchObject({ figure: { state: 'ok', value: 1 }, status: 'on-track' });
    expect(card.practices.missing.length).toBeGreaterThan(0);
    const order = async (query: string) =>
      teamsResponseSchema
        .parse(await portal.get(`/teams?sort=practiceLevel&${query}`))
        .items.map(({ practiceLevel }) => practiceLevel.value);
    const down = await order('order=desc&limit=200');
    expect(down[0]).toBe(1);
    expect(down.filter(value => value !== null)).toEqual(
      down
        .filter(value => value !== null)
        .sort((a, b) => Number(b) - Number(a)),
    );
    expect(
      checksResponseSchema.parse(await portal.get('/practices/checks')).passing[
        'secrets.scanning'
      ].passing,
    ).toBeGreaterThan(0);
  });

  it('takes statements of the team, audited, and names what is wrong', async () => {
    const portal = await world.portal({
      config: {
        practices: {
          stance: { version: '3', url: 'https://acme.example/stance' },
        },
      },
    });
    await settle(portal);
    const statement = 'Our classes of data are in the handbook.';
    const attested = teamPracticesSchema.parse(
      await portal.post(
        `${PATH}/attestations`,
        { check: 'data.classified', statement },
        DEVELOPER,
      ),
    );
    expect(
      attested.results.find(({ check }) => check.id === 'data.classified'),
    ).toMatchObject({
      state: 'pass',
      attestation: { statement, by: { ref: DEVELOPER } },
    });
    const refused = await portal.reach(
      'POST',
      `${PATH}/attestations`,
      mockCredentials.user.header(DEVELOPER),
      { check: 'data.classified', statement: 'Yes.', href: 'here' },
    );
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('statement must be a sentence');
    expect(refused.text).toContain('href must be a web address');
    const stranger = await portal.reach(
      'PUT',
      `${PATH}/checklist`,
      mockCredentials.user.header(OUTSIDER),
      { version: 1 },
    );
    expect(stranger.status).toBe(403);
    await portal.post(
      '/practices/acknowledgements',
      { version: '3' },
      DEVELOPER,
    );
    expect(meSchema.parse(await portal.get('/me', DEVELOPER))).toMatchObject({
      attestations: [{ team: TEAM, check: 'data.classified' }],
      acknowledgements: [{ version: '3' }],
    });
    expect(
      teamChecklistSchema.parse(
        await portal.get(`${PATH}/checklist`, DEVELOPER),
      ),
    ).toMatchObject({ adopted: null, mayAdopt: true });
  });
});

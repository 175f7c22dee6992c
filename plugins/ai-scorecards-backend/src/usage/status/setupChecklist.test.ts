import { ConfigReader } from '@backstage/config';
import { setupStepSchema } from 'backstage-plugin-ai-scorecards-common';
import { parse } from 'yaml';
import { readConfig } from '../../config';
import { readTool } from '../../tools';
import {
  collected,
  configOf,
  COPILOT,
  copilotSeats,
  copilotUsage,
  DAY_ONE,
  disabled,
  DONE,
  roles,
  tool,
} from './__testUtils__/setup';
import { setupChecklist, SetupState } from './setupChecklist';
import { TOOL_BLOCK } from './setupTexts';

function stepOf(id: string, state: SetupState) {
  const found = setupChecklist(state).find(step => step.id === id);
  if (!found) throw new Error(`There is no step ${id}`);
  return found;
}

describe('setupChecklist', () => {
  it('has the eight steps in their order, whatever the state', () => {
    const ids = [
      'tools-and-prices',
      'teams-and-developers',
      'first-source',
      'match-accounts',
      'code-host',
      'board',
      'privacy',
      'leave-observe-mode',
    ];
    expect(setupChecklist(DAY_ONE).map(({ id }) => id)).toEqual(ids);
    expect(setupChecklist(DONE).map(({ id }) => id)).toEqual(ids);
  });

  it('leaves everything of this version to do on day one', () => {
    expect(setupChecklist(DAY_ONE).map(({ state }) => state)).toEqual([
      'to-do',
      'to-do',
      'to-do',
      'to-do',
      'to-do',
      'to-do',
      'to-do',
      'later',
    ]);
  });

  it('does not take a catalog that still loads for one without tools and teams', () => {
    const loading = {
      ...DONE,
      tools: [],
      organisation: {
        ...DONE.organisation,
        teams: 0,
        people: 0,
        developers: 0,
      },
    };
    for (const id of ['tools-and-prices', 'teams-and-developers']) {
      expect(stepOf(id, loading)).toMatchObject({
        state: 'to-do',
        sentence:
          'The catalog was still empty when it was last read; right after a start that takes a minute.',
      });
    }
  });

  it('has nothing to copy, send or do once it is done', () => {
    for (const step of setupChecklist(DONE)) {
      expect(step).toMatchObject({
        state: step.id === 'leave-observe-mode' ? 'later' : 'done',
        config: null,
        message: null,
      });
    }
  });

  it('asks for what a code host lacks', () => {
    const [host] = DONE.codeHosts;
    expect(
      stepOf('code-host', {
        ...DONE,
        codeHosts: [
          host,
          {
            ...host,
            title: 'GitLab',
            state: 'failed',
            sentence: 'The token may not read settings.',
          },
        ],
      }),
    ).toMatchObject({
      state: 'to-do',
      sentence: 'GitLab: The token may not read settings.',
      message: expect.stringContaining(host.access),
    });
    expect(stepOf('code-host', DONE).sentence).toBe(
      'GitHub tells of 36 repositories.',
    );
  });

  it('speaks in one or two sentences and fits the contract', () => {
    for (const state of [DAY_ONE, DONE]) {
      for (const step of setupChecklist(state)) {
        expect(setupStepSchema.parse(step)).toEqual(step);
        expect(step.sentence).toMatch(/^[A-Z0-9].*[.]$/);
        expect(step.sentence).not.toMatch(/undefined|null|NaN/);
      }
    }
  });

  it('gives configuration that the plugin accepts', () => {
    const blocks = setupChecklist({
      ...DAY_ONE,
      tools: [tool(COPILOT, 'GitHub Copilot')],
    }).flatMap(({ config }) => (config ? [config] : []));
    expect(blocks).toHaveLength(6);
    for (const block of blocks) {
      expect(readConfig(new ConfigReader(parse(block)))).toBeDefined();
    }
  });

  it('gives a Resource without fault where the catalog has no tool', () => {
    expect(stepOf('tools-and-prices', DAY_ONE).config).toBe(TOOL_BLOCK);
    expect(readTool(parse(TOOL_BLOCK))).toMatchObject({
      ref: COPILOT,
      policy: 'default',
      spec: { fault: null },
    });
  });

  it('names no owner where configuration names nobody', () => {
    const steps = setupChecklist({ ...DAY_ONE, config: configOf({}) });
    expect(steps.map(({ owner }) => owner)).toEqual(Array(8).fill(null));
  });

  describe('tools and prices', () => {
    it.each<[string, Partial<SetupState>, string, string | null]>([
      [
        'a tool without terms',
        { config: configOf({ roles }), sources: [] },
        'no terms are known of GitHub Copilot',
        'group:default/finance',
      ],
      [
        'a collected tool without terms beside one with',
        {
          tools: [
            tool(COPILOT, 'GitHub Copilot'),
            tool('resource:default/cursor', 'Cursor'),
          ],
          sources: [
            copilotUsage,
            { ...copilotUsage, tool: 'Resource:default/Cursor' },
          ],
        },
        '2 tools in the catalog; no terms are known of Cursor',
        'group:default/finance',
      ],
      [
        'a ref that the catalog does not hold',
        { sources: [{ ...copilotUsage, tool: 'resource:default/copilot' }] },
        'names resource:default/copilot, which the catalog does not hold',
        'group:default/platform',
      ],
      [
        'a faulty description',
        {
          tools: [
            {
              ...tool(COPILOT, 'GitHub Copilot'),
              fault: 'spec.aiTool.policy must be one of default, approved',
            },
          ],
        },
        'GitHub Copilot is not described well: spec.aiTool.policy',
        'group:default/platform',
      ],
      [
        'tools that all left the catalog',
        { tools: [{ ...tool(COPILOT, 'GitHub Copilot'), present: false }] },
        'The catalog holds no Resource',
        'group:default/platform',
      ],
    ])('asks for %s', (_, parts, sentence, owner) => {
      const step = stepOf('tools-and-prices', { ...DONE, ...parts });
      expect(step).toMatchObject({ state: 'to-do', owner });
      expect(step.sentence).toContain(sentence);
    });

    it('needs no terms of a tool that is not collected', () => {
      const state = {
        ...DONE,
        tools: [...DONE.tools, tool('resource:default/cursor', 'Cursor')],
      };
      expect(stepOf('tools-and-prices', state)).toMatchObject({
        state: 'done',
        sentence: '2 tools in the catalog, 1 contract.',
      });
    });
  });

  describe('teams and developers', () => {
    it.each<[string, Partial<SetupState>, string]>([
      [
        'no team',
        { organisation: { ...DONE.organisation, teams: 0 } },
        'has the type team or division',
      ],
      [
        'no match',
        { organisation: { ...DONE.organisation, developers: 0 } },
        'matches aiScorecards.people.countedAs',
      ],
      [
        'no member',
        {
          organisation: { ...DONE.organisation, developers: 0 },
          config: configOf({}),
        },
        'No team has a member',
      ],
    ])('with %s', (_, parts, sentence) => {
      const step = stepOf('teams-and-developers', { ...DONE, ...parts });
      expect(step.state).toBe('to-do');
      expect(step.sentence).toContain(sentence);
    });

    it('says who counts', () => {
      expect(stepOf('teams-and-developers', DONE).sentence).toBe(
        '24 teams of type team or division; 250 of 300 people are developers.',
      );
      expect(
        stepOf('teams-and-developers', { ...DONE, config: configOf({}) })
          .sentence,
      ).toBe(
        '24 teams of type team; everybody in a team counts as a developer, 250 people.',
      );
    });
  });

  describe('first source', () => {
    it('asks the admin in general while nothing is installed', () => {
      const step = stepOf('first-source', DAY_ONE);
      expect(step.config).toContain('aiScorecards:\n  sources:');
      expect(step.message).toContain('Admin API key');
    });

    it('asks the admin for the scopes of each source in its own words', () => {
      const { message, sentence } = stepOf('first-source', {
        ...DONE,
        statuses: [{ ...collected, state: 'collecting', lastDay: null }],
      });
      expect(sentence).toContain('the first day has not come yet');
      expect(message).toContain(
        '- GitHub Copilot usage: The token needs the scope read:org.',
      );
      expect(message).toContain(
        '- GitHub Copilot seats: The token needs the scope manage_billing:copilot.',
      );
    });

    it('says a scope that two sources share once', () => {
      const { message } = stepOf('first-source', {
        ...DONE,
        sources: [
          copilotUsage,
          { ...copilotSeats, access: copilotUsage.access },
        ],
        statuses: [],
      });
      expect(message?.match(/read:org/g)).toHaveLength(1);
      expect(message).toContain('GitHub Copilot usage, GitHub Copilot seats');
    });

    it('passes on why the only source fails', () => {
      expect(
        stepOf('first-source', {
          ...DONE,
          statuses: [
            {
              ...collected,
              state: 'failed',
              lastDay: null,
              sentence: 'Failing since 02:10 UTC: 401.',
            },
          ],
        }).sentence,
      ).toBe('GitHub Copilot usage: Failing since 02:10 UTC: 401.');
    });

    it('names the path of a faulty configuration', () => {
      expect(
        stepOf('first-source', { ...DONE, statuses: [disabled] }).sentence,
      ).toBe(
        'GitHub Copilot usage is switched off at aiScorecards.sources.github.token: must be text.',
      );
    });
  });

  describe('match accounts', () => {
    it.each<[string, Partial<SetupState>, 'done' | 'to-do', string]>([
      ['enough', {}, 'done', '98 % of accounts are matched, 90 % are needed.'],
      [
        'too few accounts',
        { coverage: { accounts: 0.8999, cost: 0.95, provisional: true } },
        'to-do',
        '89 % of accounts and 95 % of cost are matched; below 90 % every figure stays provisional. 4 accounts wait below.',
      ],
      [
        'too little cost',
        {
          coverage: { accounts: 0.95, cost: 0.4, provisional: true },
          accounts: { total: 20, unresolved: 1 },
        },
        'to-do',
        '95 % of accounts and 40 % of cost are matched; below 90 % every figure stays provisional. 1 account waits below.',
      ],
      [
        'seats without usage yet',
        { coverage: DAY_ONE.coverage, accounts: { total: 10, unresolved: 5 } },
        'to-do',
        '50 % of accounts are matched; below 90 % every figure stays provisional. 5 accounts wait below.',
      ],
    ])('with %s', (_, parts, state, sentence) => {
      expect(stepOf('match-accounts', { ...DONE, ...parts })).toMatchObject({
        state,
        sentence,
      });
    });
  });

  it('writes the privacy settings in force into the block to agree on', () => {
    const state = {
      ...DONE,
      privacyWritten: false,
      config: configOf({
        privacy: { minimumGroupSize: 8, individuals: 'none' },
      }),
    };
    const { config } = stepOf('privacy', state);
    expect(parse(config ?? '').aiScorecards.privacy).toEqual({
      minimumGroupSize: 8,
      individuals: 'none',
      retentionDays: 800,
    });
  });

  it('gives the board its step', () => {
    expect(stepOf('board', DONE)).toMatchObject({
      state: 'done',
      owner: 'group:default/ai-board',
    });
    expect(stepOf('board', DAY_ONE).owner).toBe('user:default/ada');
  });
});

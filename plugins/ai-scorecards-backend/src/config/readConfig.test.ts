import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { defaultRules } from 'backstage-plugin-ai-scorecards-common';
import { readConfig } from './readConfig';

const read = (aiScorecards?: JsonObject) =>
  readConfig(new ConfigReader(aiScorecards ? { aiScorecards } : {}));

const copilot: JsonObject = {
  tool: 'resource:default/github-copilot',
  model: 'per-seat',
  prices: [{ from: '2026-01-01', perSeatMonth: '19.00' }],
};

function faultsOf(aiScorecards: JsonObject): string[] {
  try {
    read(aiScorecards);
  } catch (error) {
    return (error as Error).message.replace(/^InputError: /, '').split('\n');
  }
  return [];
}

/** A contract that is drawn down. */
const commit = (commitments: { from: string; amount: string }[]) => ({
  tool: 'resource:default/x',
  model: 'commit',
  commitments,
});

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(read()).toEqual({
      teams: { types: ['team'] },
      people: { countedAs: undefined },
      roles: {
        finance: [],
        operators: [],
        admins: [],
        practiceLeads: [],
        auditors: [],
      },
      exceptions: { rules: defaultRules, logKey: null },
      privacy: { minimumGroupSize: 5, individuals: 'self', retentionDays: 800 },
      identity: { minimumCoverage: 0.9, annotations: [] },
      org: { history: {}, leadRelation: undefined },
      backfillDays: 400,
      contracts: [],
      costCentres: [],
      precedence: { tools: {}, configured: [] },
      metrics: { organisation: {}, teamTypes: {} },
      calendar: { country: 'none', holidays: [] },
      practices: {
        activeDays: 90,
        minimumLevel: 1,
        sensitivePaths: [],
        stance: null,
        waivers: [],
        checks: {},
        own: [],
      },
    });
  });

  it('reads which door is believed first, and names what is wrong with it', () => {
    const sources = { otlp: {}, anthropic: { adminKey: 'k' } };
    const tool = 'resource:default/Claude-Code';
    expect(
      read({ sources, precedence: [{ tool, doors: ['otlp', 'anthropic'] }] })
        .precedence,
    ).toEqual({
      tools: { 'resource:default/claude-code': ['otlp', 'anthropic'] },
      configured: ['otlp', 'anthropic'],
    });
    const twice = { tool, doors: ['otlp', 'otlp'] };
    expect(() => read({ precedence: [twice, { tool, doors: [] }] })).toThrow(
      /precedence\[0\]\.doors must name each source once[^]*precedence\[1\]\.doors must name a key of aiScorecards\.sources/,
    );
  });

  it('reads the documented example', () => {
    const config = read({
      teams: { types: ['team', 'division'] },
      people: { countedAs: { 'metadata.labels.job-family': 'engineering' } },
      roles: { finance: ['group:default/Finance'], admins: [] },
      sources: { github: { token: 5 } },
      org: { history: { people: './people.csv' } },
      backfillDays: '30',
      contracts: [
        {
          ...copilot,
          prices: [
            { from: '2026-10-12', perSeatMonth: 21 },
            { from: '2026-01-01', perSeatMonth: '19.005' },
          ],
          seatsBought: 300,
          includedCreditsPerSeat: 1900,
          creditTerms: [
            { from: '2026-11-01', includedPerSeat: 0, price: '0.008' },
            { from: '2026-09-01', includedPerSeat: 3000 },
          ],
          renewsOn: '2027-03-01',
        },
      ],
      exceptions: {
        boardGroup: 'group:default/AI-board',
        logKey: 'k',
        quorum: { full: '3' },
        express: { maxCostPerMonth: { amount: '100.50' } },
        routing: [
          { when: { data: ['confidential'] }, voice: 'group:default/security' },
        ],
        notices: { beforeExpiryDays: [10] },
      },
      metrics: {
        weeklyActiveRate: { onTrackFrom: 0.6 },
        teamTypes: { division: { defaultToolShare: { target: 0.5 } } },
      },
      calendar: { holidays: ['2026-12-25'] },
    });
    expect(config.roles.finance).toEqual(['group:default/finance']);
    expect(config.people.countedAs).toEqual({
      'metadata.labels.job-family': 'engineering',
    });
    expect(config.exceptions).toEqual({
      logKey: 'k',
      rules: {
        ...defaultRules,
        boardGroup: 'group:default/ai-board',
        quorum: { ...defaultRules.quorum, full: 3 },
        express: {
          ...defaultRules.express,
          maxCostPerMonth: { amount: 100_500_000, currency: 'USD' },
        },
        routing: [
          { when: { data: ['confidential'] }, voice: 'group:default/security' },
        ],
        notices: { beforeExpiryDays: [10] },
        holidays: ['2026-12-25'],
      },
    });
    expect(config.backfillDays).toBe(30);
    expect(config.contracts).toEqual([
      {
        tool: 'resource:default/github-copilot',
        model: 'per-seat',
        currency: 'USD',
        prices: [
          { from: '2026-01-01', perSeatMonthMicros: 19_005_000 },
          { from: '2026-10-12', perSeatMonthMicros: 21_000_000 },
        ],
        seatsBought: 300,
        includedCreditsPerSeat: 1900,
        creditPriceMicros: 10_000,
        creditTerms: [
          { from: '2026-09-01', includedPerSeat: 3000, priceMicros: null },
          { from: '2026-11-01', includedPerSeat: 0, priceMicros: 8_000 },
        ],
        renewsOn: '2027-03-01',
        licensedGroups: [],
        commitments: [],
      },
    ]);
    expect(config.costCentres).toEqual([]);
    expect(config.metrics).toEqual({
      organisation: { weeklyActiveRate: { onTrackFrom: 0.6 } },
      teamTypes: { division: { defaultToolShare: { target: 0.5 } } },
    });
  });

  it('reads what is asked of practices', () => {
    const { practices } = read({
      practices: {
        activeDays: '30',
        minimumLevel: 2,
        leadRelation: 'practiceLead',
        stance: { version: '2', url: 'https://acme.example/stance' },
        waivers: [
          {
            team: 'Group:default/Atlas',
            check: 'secrets.scanning',
            until: '2027-01-31',
            reason: 'The repositories move.',
          },
        ],
        checks: { 'evals.run': { disabled: true } },
        own: [
          {
            id: 'own.two-approvals',
            title: 'Two approvals',
            why: 'Two see more.',
            level: 2,
            howToPass: 'Ask for two',
            fact: 'requiredApprovals',
            atLeast: 2,
          },
        ],
      },
    });
    expect(practices).toMatchObject({
      activeDays: 30,
      minimumLevel: 2,
      leadRelation: 'practiceLead',
      waivers: [{ team: 'group:default/atlas', exception: null }],
      checks: { 'evals.run': { disabled: true } },
      own: [{ id: 'own.two-approvals', required: true, share: 1 }],
    });
  });

  it.each<[string, JsonObject, string]>([
    [
      'a level that there is not',
      { practices: { minimumLevel: 5 } },
      'aiScorecards.practices.minimumLevel must be a level from 1 to 4',
    ],
    [
      'a stance without an address',
      { practices: { stance: { version: '1', url: 'the wiki' } } },
      'aiScorecards.practices.stance.url must be a web address',
    ],
    [
      'a waiver without a Group',
      {
        practices: {
          waivers: [
            {
              team: 'atlas',
              check: 'secrets.scanning',
              until: '2027-01-31',
              reason: 'So',
            },
          ],
        },
      },
      'aiScorecards.practices.waivers[0].team must be a full entity ref such as group:default/platform',
    ],
    [
      'an own check without a threshold',
      {
        practices: {
          own: [
            {
              id: 'own.x',
              title: 'Something',
              why: 'Because',
              level: 1,
              howToPass: 'Do it',
              fact: 'openFindings',
            },
          ],
        },
      },
      'aiScorecards.practices.own[0] must have either atLeast or atMost, or is',
    ],
    [
      'a day that does not exist',
      {
        contracts: [
          {
            ...copilot,
            prices: [
              { from: '2026-01-01', perSeatMonth: '19' },
              { from: '2026-02-30', perSeatMonth: '20' },
            ],
          },
        ],
      },
      'aiScorecards.contracts[0].prices[1].from must be a day such as 2026-11-22',
    ],
    [
      'a price in words',
      {
        contracts: [
          {
            ...copilot,
            prices: [{ from: '2026-01-01', perSeatMonth: '19 USD' }],
          },
        ],
      },
      "aiScorecards.contracts[0].prices[0].perSeatMonth must be an amount as decimal text such as '19.00'",
    ],
    [
      'a negative price',
      { contracts: [{ ...copilot, creditPrice: '-1' }] },
      "aiScorecards.contracts[0].creditPrice must be an amount as decimal text such as '19.00'",
    ],
    [
      'terms of credits from the middle of a month',
      {
        contracts: [
          {
            ...copilot,
            creditTerms: [{ from: '2026-10-12', includedPerSeat: 1 }],
          },
        ],
      },
      'aiScorecards.contracts[0].creditTerms[0].from must be the first day of a month such as 2026-11-01',
    ],
    [
      'two terms of credits from one month',
      {
        contracts: [
          {
            ...copilot,
            creditTerms: [
              { from: '2026-10-01', includedPerSeat: 1 },
              { from: '2026-10-01', includedPerSeat: 2 },
            ],
          },
        ],
      },
      'aiScorecards.contracts[0].creditTerms[1].from must not repeat the day of other terms',
    ],
    [
      'two prices from one day',
      {
        contracts: [
          {
            ...copilot,
            prices: [
              { from: '2026-01-01', perSeatMonth: '19' },
              { from: '2026-01-01', perSeatMonth: '20' },
            ],
          },
        ],
      },
      'aiScorecards.contracts[0].prices[1].from must not repeat the day of another price',
    ],
    [
      'seats without a price',
      { contracts: [{ tool: 'resource:default/x', model: 'per-seat' }] },
      'aiScorecards.contracts[0].prices must hold a price: the contract is per seat',
    ],
    [
      'a commitment of a contract that has none',
      {
        contracts: [
          {
            tool: 'resource:default/x',
            model: 'usage',
            commitments: [{ from: '2026-01-01', amount: '1' }],
          },
        ],
      },
      'aiScorecards.contracts[0].commitments must be left out: a usage contract commits to nothing',
    ],
    [
      'a contract to be drawn down without a commitment',
      { contracts: [{ tool: 'resource:default/x', model: 'commit' }] },
      'aiScorecards.contracts[0].commitments must hold a commitment: the contract is drawn down',
    ],
    [
      'a commitment to nothing',
      { contracts: [commit([{ from: '2026-01-01', amount: '0' }])] },
      'aiScorecards.contracts[0].commitments[0].amount must be more than zero',
    ],
    [
      'a commitment that begins within a month',
      { contracts: [commit([{ from: '2026-01-15', amount: '9' }])] },
      'aiScorecards.contracts[0].commitments[0].from must be the first day of a month such as 2026-11-01',
    ],
    [
      'commitments that overlap',
      {
        contracts: [
          commit([
            { from: '2026-04-01', amount: '9' },
            { from: '2027-03-01', amount: '9' },
          ]),
        ],
      },
      'aiScorecards.contracts[0].commitments[1].from must be a year or more from the other commitments',
    ],
    [
      'bought seats without a price in a commitment',
      {
        contracts: [
          {
            ...commit([{ from: '2026-04-01', amount: '9' }]),
            seatsBought: 10,
          },
        ],
      },
      'aiScorecards.contracts[0].prices must hold a price: seats are bought',
    ],
    [
      'a cost centre of no Group',
      { costCentres: [{ group: 'platform', costCentre: '4711' }] },
      'aiScorecards.costCentres[0].group must be a full entity ref such as group:default/platform',
    ],
    [
      'a cost centre that ends before it begins',
      {
        costCentres: [
          {
            group: 'group:default/a',
            costCentre: '1',
            from: '2026-03-01',
            to: '2026-03-01',
          },
        ],
      },
      'aiScorecards.costCentres[0].to must be after from: it is the first day after',
    ],
    [
      'two cost centres of a Group at once',
      {
        costCentres: [
          { group: 'group:default/a', costCentre: '1', to: '2026-04-01' },
          { group: 'group:default/A', costCentre: '2', from: '2026-03-01' },
        ],
      },
      'aiScorecards.costCentres[1].group must not repeat group:default/a on the same days: a Group has one cost centre at a time',
    ],
    [
      'a tool with two contracts',
      { contracts: [copilot, copilot] },
      'aiScorecards.contracts[1].tool must not repeat resource:default/github-copilot: a tool has one contract, whose prices are dated',
    ],
    [
      'several currencies',
      {
        contracts: [
          copilot,
          { tool: 'resource:default/x', model: 'usage', currency: 'EUR' },
        ],
      },
      'aiScorecards.contracts[1].currency must be USD as in the first contract: amounts of several currencies cannot be added',
    ],
    [
      'an unknown model',
      { contracts: [{ ...copilot, model: 'seats' }] },
      'aiScorecards.contracts[0].model must be per-seat, usage or commit',
    ],
    [
      'a name that is no entity ref',
      { roles: { operators: ['platform'] } },
      'aiScorecards.roles.operators[0] must be a full entity ref such as group:default/platform or user:default/ada',
    ],
    [
      'a group where a tool belongs',
      { contracts: [{ ...copilot, tool: 'group:default/x' }] },
      'aiScorecards.contracts[0].tool must be a full entity ref such as resource:default/github-copilot',
    ],
    [
      'a minimum below the floor',
      { privacy: { minimumGroupSize: 3 } },
      'aiScorecards.privacy.minimumGroupSize must be a whole number from 5 on',
    ],
    [
      'a share in per cent',
      { identity: { minimumCoverage: 90 } },
      'aiScorecards.identity.minimumCoverage must be a share from 0 to 1',
    ],
    [
      'a misspelt setting',
      { privcy: {} },
      'aiScorecards.privcy is not a setting of AI Scorecards',
    ],
    [
      'a list where settings belong',
      { teams: [] as unknown as JsonObject },
      'aiScorecards.teams must be a group of settings',
    ],
    [
      'text where a list belongs',
      { teams: { types: 'team' } },
      'aiScorecards.teams.types must be a list',
    ],
    [
      'a predicate with an unknown shape',
      { people: { countedAs: { kind: { $in: 5 } } } },
      "aiScorecards.people.countedAs must be a catalog filter predicate such as { 'metadata.labels.job-family': engineering }",
    ],
  ])('names the path of %s', (_, config, sentence) => {
    expect(faultsOf(config)).toEqual([sentence]);
  });

  it('names all faults at once', () => {
    expect(
      faultsOf({ backfillDays: 0, calendar: { holidays: ['25.12.'] } }),
    ).toEqual([
      'aiScorecards.backfillDays must be a whole number of days from 1 to 5000',
      'aiScorecards.calendar.holidays[0] must be a day such as 2026-11-22',
    ]);
  });
});

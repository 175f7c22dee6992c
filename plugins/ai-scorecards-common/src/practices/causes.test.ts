import type { AssessInput, Before } from './assess';
import { assessTeam } from './assess';
import { whatHappened } from './causes';
import type { ConfiguredCheck } from './check';
import { configureChecks } from './configure';
import { known, notKnown, TeamFacts } from './facts';
import {
  goodFacts,
  liveException,
  repositories,
  storedOf,
} from './__testUtils__/facts';
import { secretsScanning } from './checks/secretsScanning';
import { testsRequired } from './checks/testsRequired';
import { toolSanctionedOnly } from './checks/toolSanctionedOnly';

const TODAY = '2026-11-22';
const TOMORROW = '2026-11-23';
const TITLE = 'Secret scanning with push protection is on';

const asked = (
  change: Partial<ConfiguredCheck> = {},
  others: ConfiguredCheck[] = configureChecks({}, [], [testsRequired]),
) => [
  ...others,
  ...configureChecks({}, [], [secretsScanning]).map(check => ({
    ...check,
    ...change,
  })),
];

const failing = repositories(2, 1, { pushProtection: known(false) });

interface Look {
  checks?: ConfiguredCheck[];
  facts?: Parameters<typeof goodFacts>[0];
  waivers?: AssessInput['waivers'];
}

const assess = (
  { checks = asked(), facts, waivers = new Map() }: Look,
  today: string,
  before: ReadonlyMap<string, Before>,
) =>
  assessTeam({
    checks,
    facts: goodFacts({ today, ...facts }),
    attestations: new Map(),
    waivers,
    before,
    lastLevel: 1,
  });

/** What is said of two looks, a day apart. */
function said(first: Look, second: Look, on = TODAY, today = TOMORROW) {
  const before = storedOf(assess(first, on, new Map()));
  return whatHappened(
    { checks: before, on },
    assess(second, today, before).results,
    today,
  );
}

const waiver = (until: string) =>
  new Map([
    [secretsScanning.id, { check: secretsScanning.id, until, reason: 'It.' }],
  ]);

describe('what happened', () => {
  it.each<[string, Look, Look, string]>([
    ['a check passes', { facts: failing }, {}, 'passes, 1 of 1 repository'],
    [
      'a check does not pass any more',
      {},
      { facts: failing },
      'does not pass, 1 of 2 repositories',
    ],
    [
      'it is excused',
      { facts: failing },
      { facts: failing, waivers: waiver(TOMORROW) },
      'is excused, 1 of 2 repositories',
    ],
    [
      'it is excused no longer',
      { facts: failing, waivers: waiver(TODAY) },
      { facts: failing, waivers: waiver(TODAY) },
      'is excused no longer, 1 of 2 repositories',
    ],
    [
      'its day has come',
      { facts: failing, checks: asked({ effectiveFrom: TOMORROW }) },
      { facts: failing, checks: asked({ effectiveFrom: TOMORROW }) },
      `does not pass, 1 of 2 repositories, and counts from its effective date ${TOMORROW}`,
    ],
    [
      'its day is put off',
      { facts: failing },
      { facts: failing, checks: asked({ effectiveFrom: '2027-01-01' }) },
      'counts only from 2027-01-01 on',
    ],
    [
      'its day is taken away',
      { facts: failing, checks: asked({ effectiveFrom: '2027-01-01' }) },
      { facts: failing },
      'does not pass, 1 of 2 repositories, and counts by what is configured now',
    ],
    [
      'it is required now',
      { facts: failing, checks: asked({ required: false }) },
      { facts: failing },
      'does not pass, 1 of 2 repositories, required now',
    ],
    [
      'it is optional now',
      { facts: failing },
      { facts: failing, checks: asked({ required: false }) },
      'does not pass, 1 of 2 repositories, optional now',
    ],
    [
      'it moves to level 1',
      { facts: failing, checks: asked({ level: 2 }) },
      { facts: failing },
      'does not pass, 1 of 2 repositories, asked of level 1 now',
    ],
    [
      'it asks for something else',
      {},
      { facts: failing, checks: asked({ asks: 'more' }) },
      'does not pass, 1 of 2 repositories, by what is asked now',
    ],
    [
      'it is new',
      { facts: failing, checks: asked().slice(0, 1) },
      { facts: failing },
      'does not pass, 1 of 2 repositories, asked from now on',
    ],
    [
      'it is gone',
      { facts: failing },
      { facts: failing, checks: asked().slice(0, 1) },
      'not asked any more',
    ],
  ])('names what moved the level: %s', (_, first, second, words) => {
    expect(said(first, second)).toEqual({
      causes: [`${TITLE}: ${words}`],
      others: [],
    });
  });

  it('says that a check is not known any more once its last result holds no longer', () => {
    const lost = {
      facts: { repositories: notKnown('The code host is down.') },
    };
    expect(said({}, lost, TODAY, '2026-12-22')).toEqual({
      causes: [],
      others: [],
    });
    expect(said({}, lost, TODAY, '2026-12-23').causes).toEqual([
      'Tests are required to merge: is not known any more',
      `${TITLE}: is not known any more`,
    ]);
  });

  it('says so too of what did not apply', () => {
    const none = { facts: { repositories: known([]) } };
    const lost = {
      facts: { repositories: notKnown('The code host is down.') },
    };
    const nothing = { causes: [], others: [] };
    expect(said(none, lost, TODAY, '2026-12-22')).toEqual(nothing);
    const { causes, others } = said(none, lost, TODAY, '2026-12-23');
    expect([...causes, ...others]).toContain(`${TITLE}: is not known any more`);
    expect(said({}, none).causes).toContain(
      `${TITLE}: does not apply any more`,
    );
  });

  it('names the tool of an exception that excuses, and its end', () => {
    const checks = asked({}, configureChecks({}, [], [toolSanctionedOnly]));
    const used = (exceptedBy: TeamFacts['liveExceptions']) => ({
      checks,
      facts: {
        toolsUsed: known([
          {
            ...{ tool: 'resource:default/cursor', title: 'Cursor' },
            policy: 'exception-required' as const,
            exceptedBy,
          },
        ]),
        liveExceptions: exceptedBy,
      },
    });
    const { title } = toolSanctionedOnly;
    const excused = used([liveException()]);
    expect(said(used([]), excused).causes).toEqual([
      `${title}: is excused by an exception for Cursor, 1 of 1 tool, 1 by exception`,
    ]);
    expect(said(excused, used([])).causes).toEqual([
      `${title}: is excused no longer, 0 of 1 tool`,
    ]);
    const lost = { checks, facts: { toolsUsed: notKnown('It is down.') } };
    expect(said(excused, lost).causes).toEqual([
      `${title}: is excused no longer`,
    ]);
  });

  it('tells apart what moved nothing', () => {
    const level2 = asked({ level: 2 });
    expect(
      said(
        { checks: level2, facts: failing },
        {
          checks: level2,
          facts: repositories(2, 2, { requiredStatusChecks: known(0) }),
        },
      ),
    ).toEqual({
      causes: [
        'Tests are required to merge: does not pass, 0 of 2 repositories',
      ],
      others: [`${TITLE}: passes, 2 of 2 repositories`],
    });
  });

  it('takes a check of which was not kept how it was asked for the same', () => {
    const before = new Map(
      [...storedOf(assess({}, TODAY, new Map()))].map(([id, stored]) => [
        id,
        { ...stored, asked: null },
      ]),
    );
    const { results } = assess({ facts: failing }, TOMORROW, before);
    expect(
      whatHappened({ checks: before, on: TODAY }, results, TOMORROW).causes,
    ).toEqual([`${TITLE}: does not pass, 1 of 2 repositories`]);
  });
});

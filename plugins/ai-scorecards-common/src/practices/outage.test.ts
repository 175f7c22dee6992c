import fc from 'fast-check';
import type { Attestation } from '../contract';
import { addDays } from '../time';
import { assessTeam, Waiver } from './assess';
import { CHECKS } from './catalogue';
import { ConfiguredCheck, Verdict, verdict } from './check';
import { HOLD_DAYS } from './combine';
import { configureChecks } from './configure';
import { Known, known, notKnown, RepositoryFact, TeamFacts } from './facts';
import {
  goodFacts,
  goodPullRequests,
  goodRepository,
  storedOf,
} from './__testUtils__/facts';

const TODAY = '2026-11-22';
const DOWN = 'The code host is down.';

/** A check that says what it is told to, until it is lost; with the word of a person or an excuse, if there is any. */
const anyCheck = fc.record({
  state: fc.constantFrom<Verdict['state']>(
    'pass',
    'fail',
    'unknown',
    'not-applicable',
  ),
  silent: fc.boolean(),
  level: fc.integer({ min: 1, max: 4 }),
  required: fc.boolean(),
  evidence: fc.constantFrom('automatic' as const, 'either' as const),
  isLost: fc.boolean(),
  isAttested: fc.constantFrom(null, '2026-11-01', '2027-11-22'),
  isExcused: fc.boolean(),
});

interface Look {
  today: string;
  isDown: boolean;
  before: ReturnType<typeof storedOf>;
  lastLevel: number | null;
}

type AnyCheck = Parameters<Parameters<typeof anyCheck.map>[0]>[0];

const idOf = (place: number) => `check-${place}`;

const byId = <T>(
  specs: readonly AnyCheck[],
  of: (spec: AnyCheck, id: string) => T | null,
) =>
  new Map(
    specs.flatMap((spec, place): [string, T][] => {
      const value = of(spec, idOf(place));
      return value === null ? [] : [[idOf(place), value]];
    }),
  );

function lookAt(specs: readonly AnyCheck[], look: Look) {
  const checks = specs.map(
    (spec, place): ConfiguredCheck => ({
      ...configureChecks({}, [], CHECKS.slice(0, 1))[0],
      ...spec,
      id: idOf(place),
      evaluate: () =>
        look.isDown && spec.isLost
          ? verdict('unknown', DOWN)
          : verdict(spec.state, 'As it is.', { silent: spec.silent }),
    }),
  );
  return assessTeam({
    checks,
    facts: goodFacts({ today: look.today }),
    attestations: byId(specs, ({ isAttested }, check): Attestation | null =>
      isAttested === null
        ? null
        : {
            ...{ id: 1, check, statement: 'So it is', href: null },
            by: { ref: 'user:default/ada', title: 'Ada' },
            ...{ madeOn: '2026-05-01', expiresOn: isAttested },
          },
    ),
    waivers: byId(specs, ({ isExcused }, check): Waiver | null =>
      isExcused ? { check, until: '2027-11-22', reason: 'It moves.' } : null,
    ),
    before: look.before,
    lastLevel: look.lastLevel,
  });
}

const levelOf = ({ standing }: ReturnType<typeof assessTeam>) => ({
  state: standing.state,
  raw: standing.raw,
  effective: standing.effective,
});

describe('an outage', () => {
  it('changes no level for 30 days, whatever is lost and however often it is looked at', () => {
    fc.assert(
      fc.property(
        fc.array(anyCheck, { minLength: 1, maxLength: 12 }),
        fc.uniqueArray(fc.integer({ min: 0, max: HOLD_DAYS }), {
          minLength: 1,
          maxLength: 5,
        }),
        (specs, days) => {
          const first = lookAt(specs, {
            today: TODAY,
            isDown: false,
            before: new Map(),
            lastLevel: null,
          });
          let last = first;
          for (const day of days.sort((a, b) => a - b)) {
            last = lookAt(specs, {
              today: addDays(TODAY, day),
              isDown: true,
              before: storedOf(last),
              lastLevel: first.standing.effective,
            });
            expect(levelOf(last)).toEqual(levelOf(first));
          }
        },
      ),
    );
  });
});

const anyBoolean = fc.boolean().map(known);
const anyRepository: fc.Arbitrary<RepositoryFact> = fc
  .record({
    requiredApprovals: fc.constantFrom(0, 1).map(known),
    botsCanBypassReview: anyBoolean,
    requiredStatusChecks: fc.constantFrom(0, 1).map(known),
    codeOwnerPaths: fc.constantFrom([], ['*'], ['/auth/'], ['/x/']).map(known),
    codeOwnerReviewRequired: anyBoolean,
    secretScanning: anyBoolean,
    pushProtection: anyBoolean,
    staticAnalysisOnPullRequests: anyBoolean,
    pullRequestTemplate: fc
      .constantFrom(known(null), known('Nothing'))
      .chain(it => fc.constantFrom(it, goodRepository().pullRequestTemplate)),
    instructionFiles: fc
      .constantFrom(
        [],
        [{ path: 'AGENTS.md', bytes: 2_000, changedOn: '2026-11-01' }],
        [{ path: 'AGENTS.md', bytes: 2_000, changedOn: '2025-11-01' }],
      )
      .map(known),
    agentPermissionsAsCode: anyBoolean,
    agentsMayDoAnything: anyBoolean,
    evaluationsInCi: anyBoolean,
  })
  .map(change => goodRepository(change));

/** The same with some facts lost, by the names that are drawn. */
function lose<T extends object>(from: T, names: readonly (keyof T)[]): T {
  const lost: Known<never> = notKnown(DOWN);
  return names.reduce((left, name) => ({ ...left, [name]: lost }), from);
}

const REPOSITORY_FACTS = (
  Object.keys(goodRepository()) as (keyof RepositoryFact)[]
).filter(name => !['slug', 'href', 'host'].includes(name));
const TEAM_FACTS = [
  'people',
  'repositories',
  'pullRequests',
  'provisioned',
  'toolsUsed',
  'aiUsed',
  'stance',
  'practicesDocument',
  'practiceLead',
  'exceptions',
  'qualityPublished',
] as const;

describe('facts that are lost', () => {
  it('make a check unknown or leave it as it is, and never turn it into something else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyRepository, fc.subarray(REPOSITORY_FACTS)), {
          maxLength: 5,
        }),
        fc.subarray([...TEAM_FACTS]),
        fc.integer({ min: 0, max: 30 }),
        fc.constantFrom([], ['auth']),
        (repositories, lost, merged, sensitivePaths) => {
          const facts: TeamFacts = goodFacts({
            sensitivePaths,
            pullRequests: known(
              goodPullRequests({ ai: { merged, told: merged, approved: 19 } }),
            ),
            repositories: known(repositories.map(([it]) => it)),
          });
          const left = lose(
            {
              ...facts,
              repositories: known(
                repositories.map(([it, names]) => lose(it, names)),
              ),
            },
            lost,
          );
          for (const check of CHECKS) {
            const before = check.evaluate?.(facts);
            const after = check.evaluate?.(left);
            if (!before || !after || after.state === 'unknown') continue;
            const isOpen = after.silent === 'not-known';
            expect([check.id, after.state, isOpen || after.silent]).toEqual([
              check.id,
              before.state,
              isOpen || before.silent,
            ]);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

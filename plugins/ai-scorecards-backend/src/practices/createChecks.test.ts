import {
  Check,
  CHECKS,
  TeamFacts,
} from 'backstage-plugin-ai-scorecards-common';
import { PracticesConfig } from '../config/types';
import { createChecks, STANCE_CHECK, switchedOffChecks } from './createChecks';

const config: PracticesConfig = {
  activeDays: 90,
  minimumLevel: 1,
  sensitivePaths: [],
  stance: null,
  waivers: [],
  checks: {},
  own: [],
};
const own = {
  id: 'own.two-approvals',
  title: 'Two approvals',
  why: 'Two see more.',
  level: 2,
  required: true,
  category: 'review',
  howToPass: 'Ask for two approvals',
  weight: 50,
  fact: 'requiredApprovals',
  atLeast: 2,
  share: 1,
} as const;
const idsOf = (checks: readonly { id: string }[]) => checks.map(({ id }) => id);

describe('the checks of a portal', () => {
  it('are the catalogue, without the stance where none is configured', () => {
    const shipped = idsOf(CHECKS).filter(id => id !== STANCE_CHECK);
    expect(idsOf(createChecks(config, []))).toEqual(shipped);
    const stance = { version: '1', url: 'https://acme.example/stance' };
    expect(idsOf(createChecks({ ...config, stance }, []))).toContain(
      STANCE_CHECK,
    );
  });

  it('are changed and added to by configuration', () => {
    const checks = createChecks(
      {
        ...config,
        own: [own],
        checks: {
          'secrets.scanning': { disabled: true },
          'sast.on-pr': { level: 1, effectiveFrom: '2027-01-01' },
        },
      },
      [],
    );
    const of = (id: string) => checks.find(check => check.id === id);
    expect(of('secrets.scanning')).toBeUndefined();
    expect(of('sast.on-pr')).toMatchObject({
      level: 1,
      effectiveFrom: '2027-01-01',
      own: false,
    });
    expect(of(own.id)).toMatchObject({ own: true, level: 2 });
  });

  it('are tried without being changed', () => {
    const changes = {
      'secrets.scanning': { disabled: true },
      'sast.on-pr': { effectiveFrom: '2027-01-01' },
    };
    const tried = createChecks({ ...config, checks: changes }, [], {
      enable: ['secrets.scanning', 'sast.on-pr'],
      disable: ['tests.required'],
      changes: { 'sast.on-pr': { level: 1, required: false } },
      checks: [own],
    });
    expect(tried.find(({ id }) => id === 'sast.on-pr')).toMatchObject({
      level: 1,
      required: false,
    });
    expect(idsOf(tried)).toContain('secrets.scanning');
    expect(idsOf(tried)).toContain(own.id);
    expect(idsOf(tried)).not.toContain('tests.required');
    expect(tried.find(({ id }) => id === 'sast.on-pr')?.effectiveFrom).toBe(
      null,
    );
  });

  it('name those that configuration switches off', () => {
    const changes = {
      'secrets.scanning': { disabled: true },
      [STANCE_CHECK]: { disabled: true },
      'sast.on-pr': { level: 1 },
    };
    // Without a stance there is nothing to acknowledge, switched on or not.
    expect(
      idsOf(switchedOffChecks({ ...config, checks: changes }, [])),
    ).toEqual(['secrets.scanning']);
  });

  it.each([
    [{ checks: { 'no.such': {} } }, 'aiScorecards.practices.checks.no.such'],
    [
      {
        waivers: [
          {
            team: 'group:default/atlas',
            check: 'no.such',
            until: '2027-01-01',
            reason: 'Why not',
            exception: null,
          },
        ],
      },
      'aiScorecards.practices.waivers[0].check',
    ],
    [{ own: [own, own] }, 'aiScorecards.practices.own'],
  ])('name the path of what is wrong: %j', (change, path) => {
    expect(() => createChecks({ ...config, ...change }, [])).toThrow(path);
  });

  it('go on when one that a module added throws', () => {
    const broken: Check = {
      ...CHECKS[0],
      id: 'theirs.broken',
      evaluate: () => {
        throw new TypeError('secret');
      },
    };
    const [check] = createChecks(config, [broken]).slice(-1);
    expect(check.evaluate?.({} as TeamFacts)).toMatchObject({
      state: 'unknown',
      reason: expect.not.stringContaining('secret'),
    });
  });
});

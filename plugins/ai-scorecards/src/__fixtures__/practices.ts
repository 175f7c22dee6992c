import {
  addDays,
  type CheckDefinition,
  type Checklist,
  type ChecksResponse,
  type EvidenceItem,
  type PracticeResult,
  type TeamChecklist,
  type TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import { mondays, teamRef } from './primitives';

const lea = { ref: 'user:default/lea', title: 'Lea' };

function check(
  id: string,
  level: number,
  title: string,
  more: Partial<CheckDefinition> = {},
): CheckDefinition {
  return {
    id,
    title,
    why: 'What is agreed is only kept where it is asked for.',
    level,
    required: true,
    category: 'review',
    evidence: 'automatic',
    howToPass: {
      text: 'Ask for it in the settings of the repository',
      href: 'https://git.example.com/settings',
    },
    weight: 10,
    version: 1,
    effectiveFrom: null,
    attestationDays: null,
    own: false,
    ...more,
  };
}

function result(
  definition: CheckDefinition,
  state: PracticeResult['state'],
  more: Partial<PracticeResult> = {},
): PracticeResult {
  const counts = state === 'waived' ? 'pass' : state;
  return {
    check: definition,
    state,
    counts: counts === 'expired' ? 'fail' : counts,
    raw: null,
    reason: 'As the collected evidence says.',
    since: '2026-10-12',
    held: null,
    mismatch: null,
    waivedUntil: null,
    waivedBy: [],
    attestation: null,
    evidence: [],
    help: [],
    ...more,
  };
}

const share = (value: number, of: number) => ({
  text: `${value} of ${of} repositories`,
  value,
  of,
});

const repository = (
  name: string,
  state: EvidenceItem['state'],
  detail: string,
): EvidenceItem => ({
  title: `acme/${name}`,
  href: `https://git.example.com/acme/${name}`,
  state,
  detail,
});

/** Missing for level 2: it fails in two repositories. */
export const failing = result(
  check('repo.instructions', 2, 'Repositories carry agent instructions', {
    category: 'agents',
    howToPass: {
      text: 'Add an AGENTS.md to the repositories without one',
      href: 'https://docs.example.com/agents',
    },
    weight: 30,
  }),
  'fail',
  {
    raw: share(34, 36),
    reason: '2 of 36 active repositories carry no instructions.',
    evidence: [
      repository('payments-api', 'fail', 'No file with instructions.'),
      repository('ledger', 'unknown', 'The code host does not let us read it.'),
      repository('checkout-web', 'pass', 'AGENTS.md, changed 3 Nov 2026.'),
    ],
  },
);

/** Missing for level 2: a statement that ran out. */
export const expired = result(
  check('data.classified', 2, 'Which data may go to which tool is stated', {
    category: 'security',
    evidence: 'attested',
    attestationDays: 180,
    weight: 20,
    howToPass: { text: 'Say where it is written down' },
  }),
  'expired',
  {
    reason: 'The statement of 4 May 2026 held until 31 October.',
    attestation: {
      id: 11,
      check: 'data.classified',
      by: lea,
      statement: 'Our handbook names the classes of data for each tool.',
      href: 'https://docs.example.com/data',
      madeOn: '2026-05-04',
      expiresOn: '2026-10-31',
    },
  },
);

/** Fails by the evidence and is excused for a while. */
export const waived = result(
  check('tests.required', 1, 'Tests are required to merge', {
    category: 'tests',
  }),
  'waived',
  {
    raw: share(30, 36),
    reason: '30 of 36 repositories require a status check.',
    waivedUntil: '2027-01-31',
  },
);

/** Fails by the evidence, and an exception excuses it. */
export const excepted = result(
  check('tool.sanctioned-only', 1, 'No unsanctioned tool in use', {
    category: 'tools',
  }),
  'waived',
  {
    raw: { text: '2 of 2 tools, 1 by exception', value: 2, of: 2 },
    reason: 'Every tool that enough people use is sanctioned.',
    waivedUntil: '2026-12-31',
    waivedBy: [
      {
        ...{ id: 'EX-3', request: 'RQ-7', team: teamRef.ref },
        ...{ tool: 'resource:default/cursor', title: 'Cursor' },
        until: '2026-12-31',
      },
    ],
  },
);

/** Did not apply when it was last known. */
export const heldNotApplicable = result(
  check('batches.kept', 1, 'Changes are kept small', { category: 'quality' }),
  'unknown',
  {
    counts: 'not-applicable',
    reason: 'GitHub does not answer.',
    held: { state: 'not-applicable', until: '2026-12-18' },
  },
);

/** Not known at the moment: the last result holds for a while. */
export const held = result(
  check('secrets.scanning', 1, 'Secret scanning with push protection is on', {
    category: 'security',
  }),
  'unknown',
  {
    counts: 'pass',
    reason: 'The code host refuses to tell: the token may not read it.',
    held: { state: 'pass', until: '2026-12-18' },
  },
);

/** Attested, while the facts say otherwise. */
export const mismatching = result(
  check(
    'security.extra-scrutiny',
    1,
    'Security-sensitive code gets a second look',
    {
      category: 'security',
      evidence: 'either',
      attestationDays: 180,
    },
  ),
  'pass',
  {
    raw: share(12, 12),
    reason: 'The paths of all 12 repositories with sensitive code are owned.',
    mismatch: 'The statement names 9 repositories, the code host 12.',
    attestation: {
      id: 12,
      check: 'security.extra-scrutiny',
      by: lea,
      statement: 'The list of sensitive paths was gone through in September.',
      href: null,
      madeOn: '2026-09-01',
      expiresOn: '2027-02-28',
    },
  },
);

/** One that the organisation added, and that counts from a later day on. */
export const ownCheck = result(
  check('own.license-scan', 2, 'Licences are scanned', {
    own: true,
    effectiveFrom: '2027-01-01',
  }),
  'fail',
  { raw: share(20, 36), reason: '20 of 36 repositories scan licences.' },
);

export const passing = result(
  check('review.same-bar', 1, 'AI-generated code gets the same review'),
  'pass',
  {
    raw: share(36, 36),
    evidence: [
      repository('payments-api', 'pass', 'Needs one approval of a person.'),
    ],
  },
);

const notApplicable = result(
  check('stance.acknowledged', 1, 'The team knows what is allowed', {
    evidence: 'attested',
    category: 'knowledge',
  }),
  'not-applicable',
  { reason: 'This portal names no stance yet.' },
);

const furtherOn = result(
  check('batches.small', 3, 'AI-assisted changes stay small', {
    category: 'quality',
    required: false,
  }),
  'unknown',
  { reason: 'Too few people to tell.' },
);

/** A team on level 1, with two checks missing for level 2. */
export const practices: TeamPractices = {
  team: teamRef,
  standing: {
    state: 'assessed',
    raw: 0,
    effective: 1,
    was: null,
    held: true,
    reason:
      'Some evidence cannot be read now; its last result holds for 30 days.',
  },
  minimum: 1,
  next: 2,
  results: [
    failing,
    expired,
    waived,
    held,
    mismatching,
    passing,
    notApplicable,
    ownCheck,
    furtherOn,
  ],
  missing: ['repo.instructions', 'data.classified'],
  nextStep: {
    text: 'Add agent instructions to 2 repositories',
    href: '?check=repo.instructions#practices',
  },
  peers: { p25: 1, p50: 1, p75: 2.5, teams: 9 },
  history: [
    {
      day: '2026-09-07',
      level: 0,
      before: null,
      was: null,
      causes: ['First assessment.'],
      others: [],
    },
    {
      day: '2026-10-12',
      level: 1,
      before: 0,
      was: 0,
      causes: ['Secret scanning is on: passes, 36 of 36 repositories'],
      others: ['Agent instructions are current: passes'],
    },
  ],
  trend: mondays(12).map((week, index) => ({
    week,
    level: [null, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1][index],
  })),
  repositories: { owned: 41, active: 36, archivedOrForked: 3 },
  evaluatedAt: '2026-11-23T05:00:00.000Z',
  notice: null,
  newerChecklist: null,
  mayAttest: true,
};

/** A portal without a code host: nothing is known, and nothing counts against anybody. */
export const notAssessed: TeamPractices = {
  ...practices,
  standing: {
    state: 'not-assessed-yet',
    raw: null,
    effective: null,
    was: null,
    held: false,
    reason: 'No code host is connected.',
  },
  results: [result(passing.check, 'unknown', { since: null })],
  missing: [passing.check.id],
  next: 1,
  nextStep: null,
  peers: null,
  history: [],
  trend: [],
  repositories: { owned: 0, active: 0, archivedOrForked: 0 },
  notice: 'No code host is connected yet.',
  mayAttest: false,
};

/** The code host has been away for longer than results hold. */
export const levelUnknown: TeamPractices = {
  ...practices,
  standing: {
    state: 'unknown',
    raw: null,
    effective: null,
    was: 2,
    held: false,
    reason: 'The code host has not answered since 10 October.',
  },
};

export const checks: ChecksResponse = {
  items: practices.results.map(each => each.check),
  switchedOff: [
    {
      ...practices.results[0].check,
      id: 'evals.run',
      title: 'Instructions and prompts are evaluated in CI',
      level: 4,
    },
  ],
  passing: {
    'review.same-bar': { passing: 21, teams: 24 },
    'tests.required': { passing: 18, teams: 24 },
    'repo.instructions': { passing: 9, teams: 24 },
  },
};

export const checklist: Checklist = {
  version: 3,
  publishedOn: '2026-09-01',
  items: [
    { id: 'secrets', text: 'No secrets are hard-coded', minimum: true },
    { id: 'errors', text: 'Errors are handled', minimum: true },
    { id: 'names', text: 'Names say what they mean', minimum: false },
  ],
};

const template = checklist.items.map(({ text }) => `- [ ] ${text}`).join('\n');

/** A team that has adopted no checklist yet. */
export const notAdopted: TeamChecklist = {
  team: teamRef,
  organisation: checklist,
  adopted: null,
  differences: [],
  template,
  mayAdopt: true,
};

/** A team that took the organisation's list as it is. */
export const adoptedAsIs: TeamChecklist = {
  ...notAdopted,
  adopted: {
    mode: 'as-is',
    version: 3,
    on: '2026-09-14',
    by: lea,
    items: checklist.items,
  },
};

/** A team with a list of its own, from an earlier version. */
export const adapted: TeamChecklist = {
  ...notAdopted,
  adopted: {
    mode: 'adapted',
    version: 2,
    on: addDays('2026-09-14', -60),
    by: lea,
    items: [
      checklist.items[0],
      checklist.items[1],
      {
        id: 'names',
        text: 'Names are in the words of payments',
        minimum: false,
      },
      { id: 'money', text: 'Money is counted in whole cents', minimum: false },
    ],
  },
  differences: [
    {
      kind: 'reworded',
      id: 'names',
      team: 'Names are in the words of payments',
      organisation: 'Names say what they mean',
    },
    {
      kind: 'added',
      id: 'money',
      team: 'Money is counted in whole cents',
      organisation: null,
    },
    {
      kind: 'new-in-organisation',
      id: 'licences',
      team: null,
      organisation: 'Licences are known',
    },
  ],
  template: `${template}\n- [ ] Money is counted in whole cents`,
};

import type { IncidentRecord } from 'backstage-plugin-ai-scorecards-node';
import { Queryable, StalePeriods, writeRows } from '../database';
import { accountKey } from '../identities';
import { Accounts } from '../usage/UsageStore';
import {
  AggregatedOutcomes,
  ChangeLink,
  keyOf,
  linksOfIncident,
} from './aggregateOutcomes';
import { markMerges } from './markMerges';

const CHANGES = {
  day: 'text',
  source_id: 'integer',
  repository: 'text',
  number: 'integer',
  identity_id: 'integer',
  by_machine: 'boolean',
  opened_at: 'text',
  merged_at: 'text',
  additions: 'integer',
  deletions: 'integer',
  approvals: 'integer',
  approval_seconds: 'integer',
  ai: 'text',
  hot_fix: 'boolean',
} as const;

const LINKS = {
  source_id: 'integer',
  day: 'text',
  kind: 'text',
  ref: 'text',
  repository: 'text',
  number: 'integer',
} as const;

const FINDINGS = {
  day: 'text',
  source_id: 'integer',
  key: 'text',
  repository: 'text',
  severity: 'text',
  fixed_on: 'text',
} as const;

const INCIDENTS = {
  source_id: 'integer',
  key: 'text',
  day: 'text',
  kind: 'text',
  resolved_on: 'text',
  ai_involved: 'text',
  review_adequate: 'text',
} as const;

/** What stands for a source in rows of incidents that were pushed. */
const PUSHED = 0;

/** Facts of merged changes, findings and incidents. */
export class OutcomeStore {
  readonly #accounts: Accounts;
  readonly #stale: StalePeriods;

  constructor(accounts: Accounts, stale: StalePeriods) {
    this.#accounts = accounts;
    this.#stale = stale;
  }

  /** Replaces everything that a source told of a day, and marks the weeks that it moves. */
  async replaceDay(
    trx: Queryable,
    sourceId: number,
    namespace: string,
    day: string,
    facts: AggregatedOutcomes,
  ): Promise<void> {
    const ids = await this.#accounts.upsertAccounts(
      trx,
      namespace,
      facts.changes.flatMap(({ account }) => account ?? []),
    );
    const ofDay = { source_id: sourceId, day };
    const before = await linksOf(trx, ofDay);
    const told = await trx('incidents').where(ofDay);
    for (const table of [
      'pull_requests',
      'change_links',
      'findings',
      'incidents',
    ]) {
      await trx(table).where(ofDay).delete();
    }
    await writeRows(
      trx,
      'pull_requests',
      CHANGES,
      facts.changes.map(change => ({
        ...ofDay,
        repository: change.repository,
        number: change.number,
        identity_id: change.account
          ? ids.get(accountKey(change.account.key)) ?? null
          : null,
        by_machine: change.byMachine,
        opened_at: change.openedAt,
        merged_at: change.mergedAt,
        additions: change.additions,
        deletions: change.deletions,
        approvals: change.approvals,
        approval_seconds: change.approvalSeconds,
        ai: change.ai.join(','),
        hot_fix: change.hotFix,
      })),
    );
    await putLinks(trx, ofDay, facts.links);
    await writeRows(
      trx,
      'findings',
      FINDINGS,
      facts.findings.map(finding => ({
        ...ofDay,
        key: finding.key,
        repository: finding.repository,
        severity: finding.severity,
        fixed_on: finding.fixedOn,
      })),
    );
    await putIncidents(trx, sourceId, facts.incidents);
    const answered = reanswered(told, facts.incidents);
    const moved = [
      ...differing(before, facts.links),
      ...facts.links.filter(({ ref }) => answered.has(ref)),
    ];
    await markMerges(trx, this.#stale, [day, ...(await mergeDays(trx, moved))]);
  }

  /**
   * Stores incidents that were pushed; one with a key that is known replaces what was told before. Returns how many of
   * them changed something, and how many causes name no change that is known.
   */
  async push(
    trx: Queryable,
    incidents: readonly IncidentRecord[],
  ): Promise<{ replaced: number; unknownCauses: number }> {
    let replaced = 0;
    let unknownCauses = 0;
    for (const incident of incidents) {
      const row = incidentRow(PUSHED, incident);
      const links = linksOfIncident(incident);
      const key = { source_id: PUSHED, key: incident.key };
      const known = await trx('incidents').where(key).first();
      const before = await linksOf(trx, {
        source_id: PUSHED,
        ref: incident.key,
      });
      const isToldAnew =
        known &&
        (known.kind !== incident.kind ||
          reanswered([known], [incident]).size > 0);
      const moved = isToldAnew
        ? [...before, ...links]
        : differing(before, links);
      const isSame =
        known &&
        moved.length === 0 &&
        Object.entries(row).every(([name, value]) => known[name] === value);
      if (known && !isSame) replaced += 1;
      if (!isSame) {
        await trx('change_links')
          .where({ source_id: PUSHED, ref: incident.key })
          .delete();
        await trx('incidents').where(key).delete();
        await putIncidents(trx, PUSHED, [incident]);
        await putLinks(
          trx,
          { source_id: PUSHED, day: incident.openedOn },
          links,
        );
      }
      await markMerges(trx, this.#stale, await mergeDays(trx, moved));
      for (const link of links) {
        if ((await mergeDays(trx, [link])).length === 0) unknownCauses += 1;
      }
    }
    return { replaced, unknownCauses };
  }
}

async function linksOf(
  trx: Queryable,
  where: Record<string, string | number>,
): Promise<ChangeLink[]> {
  const rows = await trx('change_links')
    .select('kind', 'ref', 'repository', 'number')
    .where(where);
  return rows.map(row => ({ ...row, number: Number(row.number) }));
}

async function putLinks(
  trx: Queryable,
  told: { source_id: number; day: string },
  links: readonly ChangeLink[],
): Promise<void> {
  await writeRows(
    trx,
    'change_links',
    LINKS,
    links.map(link => ({ ...told, ...link })),
    {
      conflict: {
        keys: ['source_id', 'kind', 'ref', 'repository', 'number'],
        update: ['day'],
      },
    },
  );
}

function incidentRow(sourceId: number, incident: IncidentRecord) {
  return {
    source_id: sourceId,
    key: incident.key,
    day: incident.openedOn,
    kind: incident.kind,
    resolved_on: incident.resolvedOn,
    ai_involved: incident.aiInvolved,
    review_adequate: incident.reviewAdequate,
  };
}

async function putIncidents(
  trx: Queryable,
  sourceId: number,
  incidents: readonly IncidentRecord[],
): Promise<void> {
  await writeRows(
    trx,
    'incidents',
    INCIDENTS,
    incidents.map(incident => incidentRow(sourceId, incident)),
    {
      conflict: {
        keys: ['source_id', 'key'],
        update: [
          'day',
          'kind',
          'resolved_on',
          'ai_involved',
          'review_adequate',
        ],
      },
    },
  );
}

/** Keys of the incidents of which a post-mortem answers otherwise than before. */
function reanswered(
  before: readonly Pick<
    ReturnType<typeof incidentRow>,
    'key' | 'ai_involved' | 'review_adequate'
  >[],
  after: readonly IncidentRecord[],
): Set<string> {
  const known = new Map(before.map(row => [row.key, row]));
  return new Set(
    after
      .filter(({ key, aiInvolved, reviewAdequate }) => {
        const row = known.get(key);
        return (
          row !== undefined &&
          (row.ai_involved !== aiInvolved ||
            row.review_adequate !== reviewAdequate)
        );
      })
      .map(({ key }) => key),
  );
}

/** Links that are in one list and not in the other. */
function differing(
  before: readonly ChangeLink[],
  after: readonly ChangeLink[],
): ChangeLink[] {
  const textOf = (link: ChangeLink) =>
    `${link.kind} ${link.ref} ${keyOf(link.repository, link.number)}`;
  const [old, now] = [before, after].map(list => new Set(list.map(textOf)));
  return [
    ...before.filter(link => !now.has(textOf(link))),
    ...after.filter(link => !old.has(textOf(link))),
  ];
}

/** UTC days on which the changes that links speak of were merged, as far as they are known. */
async function mergeDays(
  trx: Queryable,
  links: readonly Pick<ChangeLink, 'repository' | 'number'>[],
): Promise<string[]> {
  const days = new Set<string>();
  for (const { repository, number } of links) {
    const rows: { day: string }[] = await trx('pull_requests')
      .distinct('day')
      .where({ repository, number });
    rows.forEach(({ day }) => days.add(day));
  }
  return [...days];
}

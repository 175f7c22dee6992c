import {
  addDays,
  known,
  notKnown,
  RepositoryFact,
  TeamFacts,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import type {
  EvidenceSource,
  RepositoryFacts,
} from 'backstage-plugin-ai-scorecards-node';
import type { OwnedRepository } from '../catalog/RepositoryStore';
import type { StoredCodeHost } from '../evidence/CodeHostStore';
import type { StoredEvidence } from '../evidence/EvidenceStore';

export const NO_CODE_HOST = 'No code host is connected.';
const NOT_READ = 'The code host has not been read yet.';
const NOT_LOOKED = 'The repositories of the catalog have not been read yet.';

/** What the repositories of a team come to. */
export interface TeamRepositories {
  facts: TeamFacts['repositories'];
  counts: TeamPractices['repositories'];
  /** Annotations that name them, but for those that nothing is merged in any more. */
  annotations: ReadonlySet<string>;
  /** Why none of its active ones can be read; null where one can, or there is none. */
  unread: string | null;
  /** One sentence where a code host is missing or fails. */
  notice: string | null;
}

export interface RepositoryLookInput {
  owned: readonly OwnedRepository[];
  evidence: ReadonlyMap<number, StoredEvidence>;
  hosts: readonly StoredCodeHost[];
  sources: readonly Pick<EvidenceSource, 'id' | 'slugAnnotation' | 'webUrl'>[];
  /** Pushed within so many days is active. */
  activeDays: number;
  /** Whether the catalog was ever looked at for repositories. */
  isCatalogRead: boolean;
  /** UTC day. */
  today: string;
}

interface Seen {
  id: number;
  annotation: string;
  isLeftOut: boolean;
  /** Null for one that is not active. */
  fact: RepositoryFact | null;
  /** Why nothing counts as known of it. */
  fault: string | null;
}

/** Returns what is known of the repositories of the Groups of a team, by the ids of those Groups; each counts once. */
export function lookAtRepositories(
  input: RepositoryLookInput,
): (groupIds: ReadonlySet<number>) => TeamRepositories {
  const sources = new Map(
    input.sources.map(source => [source.slugAnnotation, source]),
  );
  const hosts = new Map(input.hosts.map(host => [host.key, host]));
  const byGroup = new Map<number, Seen[]>();
  for (const repository of input.owned) {
    const source = sources.get(repository.annotation);
    const seen: Seen = source
      ? look(repository, source, hosts.get(source.id), input)
      : { ...ids(repository), isLeftOut: false, fact: null, fault: null };
    for (const owner of repository.owners) {
      const others = byGroup.get(owner);
      if (others) others.push(seen);
      else byGroup.set(owner, [seen]);
    }
  }
  return groupIds => {
    const seen = new Map<number, Seen>();
    for (const id of groupIds) {
      for (const each of byGroup.get(id) ?? []) seen.set(each.id, each);
    }
    const all = [...seen.values()];
    const covered = all.filter(({ annotation }) => sources.has(annotation));
    const active = covered.flatMap(({ fact }) => fact ?? []);
    const counts = {
      owned: all.length,
      active: active.length,
      archivedOrForked: covered.filter(({ isLeftOut }) => isLeftOut).length,
    };
    const annotations = new Set(
      all
        .filter(({ annotation, fact }) => fact || !sources.has(annotation))
        .map(({ annotation }) => annotation),
    );
    const faults = covered.flatMap(({ fact, fault }) => (fact ? [fault] : []));
    const found = {
      ...{ counts, annotations },
      unread: faults.includes(null) ? null : faults[0] ?? null,
    };
    if (sources.size === 0) {
      return {
        ...found,
        facts: notKnown(NO_CODE_HOST),
        notice: NO_CODE_HOST,
      };
    }
    if (!input.isCatalogRead) {
      return { ...found, facts: notKnown(NOT_LOOKED), notice: null };
    }
    const used = [...new Set(covered.map(({ annotation }) => annotation))].map(
      annotation => hosts.get(sources.get(annotation)?.id ?? ''),
    );
    const elsewhere = [
      ...new Set(
        all
          .filter(({ annotation }) => !sources.has(annotation))
          .map(({ annotation }) => annotation.split('/')[0]),
      ),
    ].sort();
    const unread = used.find(host => !host?.lastRunAt);
    const failing = used.find(host => host?.failingSince);
    const notice =
      (failing && `${failing.title}: ${failing.lastError}`) ??
      (elsewhere.length > 0
        ? `Not connected: ${elsewhere.join(
            ', ',
          )}; repositories there are left out.`
        : null);
    if (covered.length === 0 && elsewhere.length > 0) {
      return {
        ...found,
        facts: notKnown(`Not connected: ${elsewhere.join(', ')}.`),
        notice,
      };
    }
    return covered.length > 0 && unread !== undefined && active.length === 0
      ? { ...found, facts: notKnown(NOT_READ), notice }
      : { ...found, facts: known(active), notice };
  };
}

function ids({ id, annotation }: OwnedRepository) {
  return { id, annotation };
}

function look(
  repository: OwnedRepository,
  source: Pick<EvidenceSource, 'webUrl'>,
  host: StoredCodeHost | undefined,
  input: RepositoryLookInput,
): Seen {
  const evidence = input.evidence.get(repository.id);
  const { facts = null } = evidence ?? {};
  const isLeftOut = facts !== null && (facts.archived || facts.fork);
  const isIdle =
    facts !== null &&
    (facts.pushedOn === null ||
      facts.pushedOn < addDays(input.today, -input.activeDays));
  if (isLeftOut || isIdle) {
    return { ...ids(repository), isLeftOut, fact: null, fault: null };
  }
  const fault = faultOf(evidence, host) ?? (facts === null ? NOT_READ : null);
  const base = {
    slug: repository.slug,
    href: source.webUrl(repository.slug),
    host: repository.annotation.split('/')[0],
  };
  return {
    ...ids(repository),
    isLeftOut,
    fault,
    fact:
      fault === null && facts !== null
        ? { ...base, ...told(facts) }
        : { ...base, ...untold(fault ?? NOT_READ) },
  };
}

/** Why nothing counts as known of a repository now; null when its facts stand. */
function faultOf(
  evidence: StoredEvidence | undefined,
  host: StoredCodeHost | undefined,
): string | null {
  const isFailing = host !== undefined && host.failingSince !== null;
  if (!evidence) return (isFailing && host.lastError) || NOT_READ;
  if (evidence.state !== 'known') return evidence.reason ?? NOT_READ;
  // What was answered in the run that failed is as new as can be.
  const isOld = isFailing && evidence.fetchedAt < (host.lastRunAt ?? '');
  return isOld ? host.lastError ?? NOT_READ : null;
}

type Facts = Omit<RepositoryFact, 'slug' | 'href' | 'host'>;

function told(facts: RepositoryFacts): Facts {
  const {
    archived: _archived,
    fork: _fork,
    pushedOn: _pushedOn,
    defaultBranch: _defaultBranch,
    ...rest
  } = facts;
  return {
    ...rest,
    // What was stored before this was asked for has none until the repository is read again.
    agentsMayDoAnything: rest.agentsMayDoAnything ?? notKnown(NOT_READ),
  };
}

function untold(reason: string): Facts {
  const nothing = notKnown(reason);
  return {
    requiredApprovals: nothing,
    botsCanBypassReview: nothing,
    requiredStatusChecks: nothing,
    codeOwnerPaths: nothing,
    codeOwnerReviewRequired: nothing,
    secretScanning: nothing,
    pushProtection: nothing,
    staticAnalysisOnPullRequests: nothing,
    openFindings: nothing,
    pullRequestTemplate: nothing,
    instructionFiles: nothing,
    agentPermissionsAsCode: nothing,
    agentsMayDoAnything: nothing,
    evaluationsInCi: nothing,
  };
}

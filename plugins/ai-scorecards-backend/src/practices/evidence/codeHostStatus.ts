import { asSentence } from 'backstage-plugin-ai-scorecards-common';
import type { CodeHostStatus } from 'backstage-plugin-ai-scorecards-common';
import type { EvidenceSource } from 'backstage-plugin-ai-scorecards-node';
import type { StoredCodeHost } from './CodeHostStore';

/** A few that are gone or new are every day; with less than this share read, an operator should look. */
const ENOUGH_READ = 0.75;

/** How a code host stands, for operators. `machine` is the machine's own time, by which pauses are measured. */
export function codeHostStatus(
  source: Pick<EvidenceSource, 'id' | 'title' | 'access'>,
  host: StoredCodeHost | undefined,
  machine: Date,
): CodeHostStatus {
  const resumesAt =
    host?.resumeAfter && Date.parse(host.resumeAfter) > machine.getTime()
      ? host.resumeAfter
      : null;
  const base = {
    id: source.id,
    title: source.title,
    access: source.access,
    lastRunAt: host?.lastRunAt ?? null,
    repositories: host?.repositories ?? 0,
    failingSince: host?.failingSince ?? null,
    resumesAt,
    rateLimit: host?.rateLimit ?? null,
  };
  if (!host?.lastRunAt) {
    return {
      ...base,
      state: 'never-run',
      sentence: 'Not read yet; it is looked at within the hour.',
    };
  }
  if (host.failingSince === null) {
    const sentence = readSentence(host);
    return resumesAt === null
      ? { ...base, state: isReadEnough(host) ? 'current' : 'partial', sentence }
      : {
          ...base,
          state: 'waiting',
          sentence: `${sentence} It is asked again after ${resumesAt}.`,
        };
  }
  const fault = asSentence(host.lastError ?? 'It cannot be read');
  return resumesAt === null
    ? { ...base, state: 'failed', sentence: fault }
    : {
        ...base,
        state: 'waiting',
        sentence: `${fault} It is asked again after ${resumesAt}.`,
      };
}

function isReadEnough({ repositories, read, lastError }: StoredCodeHost) {
  return (
    lastError === null || read === null || read >= ENOUGH_READ * repositories
  );
}

/** How many repositories were read, and why not all. */
function readSentence({
  repositories,
  read,
  lastError,
}: StoredCodeHost): string {
  const noun = repositories === 1 ? 'repository' : 'repositories';
  if (read === null || read === repositories) {
    return `Read ${repositories} ${noun}.`;
  }
  const why = lastError === null ? '' : ` ${asSentence(lastError)}`;
  return `Read ${read} of ${repositories} ${noun}.${why}`;
}

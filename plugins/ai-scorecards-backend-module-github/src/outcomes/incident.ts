import {
  IncidentRecord,
  readPostMortem,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { GithubCodeHost } from '../settings';

/** The fields of an issue that tells of an incident or a defect. */
export const INCIDENT_FIELDS = `... on Issue {
  number body createdAt closedAt
  repository { nameWithOwner }
  labels(first: 30) { nodes { name } }
}`;

const schema = z.object({
  number: z.number().int(),
  body: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  closedAt: z.iso.datetime({ offset: true }).nullable(),
  repository: z.object({ nameWithOwner: z.string() }),
  labels: z.object({
    nodes: z.array(z.object({ name: z.string() }).nullable()),
  }),
});

/** An issue as GitHub sends it, with the answers of its post-mortem. Days are UTC. */
export function readIncident(
  value: unknown,
  { incidentLabels, postMortem }: GithubCodeHost,
): IncidentRecord | UnreadableRecord {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      type: 'unreadable',
      raw: JSON.stringify(value) ?? '',
      reason: `An issue could not be read at ${
        issue.path.join('.') || 'its root'
      }`,
    };
  }
  const { number, body, createdAt, closedAt, labels } = parsed.data;
  const repository = parsed.data.repository.nameWithOwner.toLowerCase();
  const names = labels.nodes.map(it => it?.name.toLowerCase());
  const day = (time: string) => new Date(time).toISOString().slice(0, 10);
  return {
    type: 'incident',
    key: `github:${repository}#${number}`,
    kind: incidentLabels.some(it => names.includes(it.toLowerCase()))
      ? 'incident'
      : 'defect',
    openedOn: day(createdAt),
    resolvedOn: closedAt && day(closedAt),
    ...readPostMortem(body, postMortem, repository),
  };
}

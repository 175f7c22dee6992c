import {
  FindingRecord,
  SourceError,
} from 'backstage-plugin-ai-scorecards-node';
import { listAlerts } from '../codeHost/alerts';
import { CodeHostClient } from '../codeHost/codeHostClient';

/** A list younger than this answers for all days, so that a backfill does not read it again for each. */
const KEPT_MS = 30 * 60_000;

/** Findings of an organisation; none where GitHub forbids them or has no licence for them. */
export class FindingList {
  readonly #client: Pick<CodeHostClient, 'rest' | 'now'>;
  readonly #lists = new Map<
    string,
    { at: number; findings: FindingRecord[] }
  >();

  constructor(client: Pick<CodeHostClient, 'rest' | 'now'>) {
    this.#client = client;
  }

  /** Those created on a UTC day. */
  async of(
    owner: string,
    day: string,
    request: { access: string; signal: AbortSignal },
  ): Promise<FindingRecord[]> {
    const now = this.#client.now().getTime();
    const kept = this.#lists.get(owner);
    const list =
      kept && now - kept.at < KEPT_MS
        ? kept
        : { at: now, findings: await this.#read(owner, request) };
    this.#lists.set(owner, list);
    return list.findings.filter(it => it.createdOn === day);
  }

  async #read(
    owner: string,
    request: { access: string; signal: AbortSignal },
  ): Promise<FindingRecord[]> {
    const findings: FindingRecord[] = [];
    try {
      for (const severity of ['critical', 'high'] as const) {
        const alerts = listAlerts(
          this.#client.rest,
          owner,
          { severity },
          request,
        );
        for await (const { number, repository, ...days } of alerts) {
          findings.push({
            type: 'finding',
            key: `github:${repository}#${number}`,
            repository,
            severity,
            ...days,
          });
        }
      }
    } catch (error) {
      if (error instanceof SourceError && error.kind === 'forbidden') {
        return [];
      }
      throw error;
    }
    return findings;
  }
}

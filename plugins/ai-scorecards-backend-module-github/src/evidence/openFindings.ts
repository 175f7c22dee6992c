import {
  SourceError,
  Told,
  told,
  untold,
} from 'backstage-plugin-ai-scorecards-node';
import { CodeHostClient } from '../codeHost/codeHostClient';
import { Alert, listAlerts } from '../codeHost/alerts';

/** Open findings of severity high or critical by repository; an organisation that GitHub forbids is not known. */
export async function readOpenFindings(
  client: Pick<CodeHostClient, 'rest'>,
  owner: string,
  request: { access: string; signal: AbortSignal },
): Promise<(slug: string) => Told<number>> {
  const counts = new Map<string, number>();
  try {
    for (const severity of ['critical', 'high'] as const) {
      const alerts: AsyncIterable<Alert> = listAlerts(
        client.rest,
        owner,
        { severity, state: 'open' },
        request,
      );
      for await (const { repository } of alerts) {
        counts.set(repository, (counts.get(repository) ?? 0) + 1);
      }
    }
  } catch (error) {
    if (error instanceof SourceError && error.kind === 'forbidden') {
      const hidden = untold(
        `GitHub keeps findings of ${owner} to itself: the token needs the repository permission "Code scanning alerts" (read), and private repositories a licence of GitHub Code Security`,
      );
      return () => hidden;
    }
    throw error;
  }
  return slug => told(counts.get(slug) ?? 0);
}

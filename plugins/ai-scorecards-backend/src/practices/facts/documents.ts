import type {
  DocumentAnswer,
  EvidenceSource,
} from 'backstage-plugin-ai-scorecards-node';
import type { StoredCodeHost } from '../evidence/CodeHostStore';
import { NO_CODE_HOST } from './repositories';

const isOf = (page: string, url: string) =>
  URL.canParse(url) && new URL(page).origin === new URL(url).origin;

/** What is known now of documents, by web address: what a host said stands only as long as the host can be asked. */
export function lookAtDocuments(input: {
  answers: ReadonlyMap<string, DocumentAnswer>;
  hosts: readonly StoredCodeHost[];
  sources: readonly Pick<EvidenceSource, 'id' | 'webUrl'>[];
}): Map<string, DocumentAnswer> {
  const hosts = new Map(input.hosts.map(host => [host.key, host]));
  const faultOf = (url: string): string | null => {
    const source = input.sources.find(({ webUrl }) =>
      isOf(webUrl('owner/name'), url),
    );
    if (!source) return NO_CODE_HOST;
    const host = hosts.get(source.id);
    return host?.failingSince ? host.lastError ?? NO_CODE_HOST : null;
  };
  return new Map(
    [...input.answers].map(([url, answer]) => {
      const reason = faultOf(url);
      if (reason === null) return [url, answer];
      const untold = { known: false, reason } as const;
      return [url, { url, exists: untold, changedOn: untold }];
    }),
  );
}

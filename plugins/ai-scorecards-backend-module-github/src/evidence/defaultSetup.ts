import { SourceError, told, untold } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { CodeHostClient } from '../codeHost/codeHostClient';
import { Token } from './token';

const schema = z.object({ state: z.string() });

const HIDDEN = untold(
  'GitHub keeps to itself whether it analyses the code: the token needs the repository permission "Administration" (read), and a private repository a licence of GitHub Code Security',
);

/** Whether GitHub's default set-up of code scanning is on. Asked with the last ETag, so that no change costs nothing. */
export async function readDefaultSetup(
  { rest }: Pick<CodeHostClient, 'rest'>,
  slug: string,
  before: Token['setup'],
  request: { access: string; signal: AbortSignal },
): Promise<NonNullable<Token['setup']>> {
  try {
    const answer = await rest.getJsonIfChanged(
      `/repos/${slug}/code-scanning/default-setup`,
      before?.etag ?? null,
      request,
    );
    if (answer.state === 'unchanged' && before) {
      return before;
    }
    const parsed = schema.safeParse(
      answer.state === 'data' ? answer.value : undefined,
    );
    return parsed.success && answer.state === 'data'
      ? {
          etag: answer.headers.get('etag'),
          on: told(parsed.data.state === 'configured'),
        }
      : { etag: null, on: HIDDEN };
  } catch (error) {
    if (error instanceof SourceError && error.kind === 'forbidden') {
      return { etag: null, on: HIDDEN };
    }
    throw error;
  }
}

import { CLAUDE_CODE_TOOL, toolRef } from '../organisation/tools';
import { World } from '../world';
import { ClaudeRow } from '../world/claude';
import { dollars, PushedRow } from './pushedRow';

/** What everybody did with Claude Code on a UTC day, as a script of an organisation would push it. */
export function claudeRows(world: World, day: string): PushedRow[] {
  return [...world.claude(day)].flatMap(({ account, actual }) =>
    actual.flatMap((row, place) =>
      [counts(row), ...row.models.map(use => modelRow(row, use))].map(
        (fields, part) => ({
          tool: toolRef(CLAUDE_CODE_TOOL),
          day,
          account: account.name,
          accountKind: account.kind === 'api-key' ? 'api-key' : 'email',
          id: `${day}/${account.name}/${place}/${part}`,
          ...fields,
        }),
      ),
    ),
  );
}

function counts(row: ClaudeRow): PushedRow {
  const edits = Object.values(row.edits);
  const accepted = edits.reduce((sum, it) => sum + it.accepted, 0);
  const rejected = edits.reduce((sum, it) => sum + it.rejected, 0);
  return {
    sessions: row.sessions,
    linesAdded: row.linesAdded,
    linesRemoved: row.linesRemoved,
    commits: row.commits,
    pullRequests: row.pullRequests,
    suggestions: accepted + rejected,
    acceptances: accepted,
    features: row.sessions > 0 ? ['agent'] : [],
  };
}

function modelRow(
  { customerType }: ClaudeRow,
  { model, tokens, cost }: ClaudeRow['models'][number],
): PushedRow {
  return {
    model,
    tokensIn: tokens.input,
    tokensOut: tokens.output,
    tokensCacheRead: tokens.cacheRead,
    tokensCacheWrite: tokens.cacheCreation,
    [customerType === 'api' ? 'usageAmount' : 'valueAmount']: dollars(cost),
  };
}

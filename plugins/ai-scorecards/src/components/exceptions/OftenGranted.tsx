import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import type { RequestRow } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useLoad, usePagePath, useWords } from '../../hooks';

/** From so many on, one vote for every team is worth a thought. */
const OFTEN = 2;

/** Tools that the board granted again and again, each with the way to one vote for every team. */
export function OftenGranted({ rows }: { rows: readonly RequestRow[] }) {
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const root = usePagePath('exceptions');
  const granted = new Map<string, { title: string; count: number }>();
  for (const { kind, decided, tool } of rows) {
    if (kind === 'team' && decided?.outcome === 'approved') {
      const count = (granted.get(tool.ref)?.count ?? 0) + 1;
      granted.set(tool.ref, { title: tool.title, count });
    }
  }
  const often = [...granted].filter(([, { count }]) => count >= OFTEN);
  const { value } = useLoad(`often ${often.length > 0}`, async () => {
    if (often.length === 0) return [];
    const [{ items }, { standing }] = await Promise.all([
      api.tools(),
      api.board(),
    ]);
    const covered = standing
      .filter(({ state }) => state === 'active')
      .map(({ tool }) => tool.ref);
    return items
      .filter(
        ({ tool, policy }) =>
          policy === 'exception-required' && !covered.includes(tool),
      )
      .map(({ tool }) => tool);
  });
  return (
    <>
      {often
        .filter(([ref]) => value?.includes(ref))
        .map(([ref, { title, count }]) => (
          <Typography key={ref} paragraph>
            {t('board.oftenGranted', { tool: title, count })}{' '}
            <Link
              to={`${root}/new?${new URLSearchParams({
                kind: 'standing',
                tool: ref,
              })}`}
              underline="always"
            >
              {t('board.makeStanding')}
            </Link>
          </Typography>
        ))}
    </>
  );
}

import type {
  OrganisationScorecard,
  SpendPart,
} from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import type { Format, Words } from '../../hooks';
import { clause } from '../ui';

interface Unknown {
  title: string;
  texts: string[];
}

/** What is not known of everybody, in sentences; a part without any says that there is nothing. */
export function useUnknowns(scorecard: OrganisationScorecard): Unknown[] {
  const t = useWords();
  const format = useFormat();
  const all: Unknown[] = [
    { title: t('unknowns.accounts'), texts: ofAccounts(scorecard, t, format) },
    { title: t('unknowns.sources'), texts: ofSources(scorecard, t, format) },
    { title: t('unknowns.figures'), texts: ofFigures(scorecard, t) },
    { title: t('unknowns.cost'), texts: ofCost(scorecard, t, format) },
  ];
  // Of the tools they use, those who see cost alone are told nothing at all.
  return scorecard.access === 'full'
    ? [
        all[0],
        { title: t('unknowns.tools'), texts: ofTools(scorecard, t) },
        ...all.slice(1),
      ]
    : all;
}

function ofAccounts(
  { coverage }: OrganisationScorecard,
  t: Words,
  format: Format,
): string[] {
  const texts: string[] = [
    coverage.accounts === null
      ? t('unknowns.accountsUnknown')
      : t('unknowns.accountsMatched', {
          share: format.ratio(coverage.accounts),
        }),
  ];
  if (coverage.cost !== null) {
    texts.push(
      t('unknowns.costMatched', { share: format.ratio(coverage.cost) }),
    );
  }
  if (coverage.provisional) texts.push(t('unknowns.provisional'));
  return texts;
}

function ofTools(
  { tools, adoption }: OrganisationScorecard,
  t: Words,
): string[] {
  const titleOf = (ref: string) =>
    tools.find(({ tool }) => tool === ref)?.title ?? ref;
  const unknown = tools.filter(({ activeRate }) => activeRate.value === null);
  return [
    ...unknown.map(({ title, activeRate: { state, reason } }) =>
      t('unknowns.because', {
        what: title,
        reason: clause(reason ?? t(`state.${state}`)),
      }),
    ),
    ...(adoption?.toolsWithoutSeats ?? [])
      .filter(ref => !unknown.some(({ tool }) => tool === ref))
      .map(ref => t('unknowns.withoutSeats', { tool: titleOf(ref) })),
  ];
}

function ofSources(
  { freshness }: OrganisationScorecard,
  t: Words,
  format: Format,
): string[] {
  const texts: string[] = freshness.sources
    .filter(({ state }) => state !== 'current')
    .map(({ title, state, lastDay }) =>
      t('unknowns.source', {
        source: title,
        state: t(`unknowns.sourceStates.${state}`),
        day: lastDay
          ? t('unknowns.lastDay', { day: format.day(lastDay) })
          : t('unknowns.noDay'),
      }),
    );
  if (freshness.progress) {
    texts.push(
      t('team.progress', {
        done: format.count(freshness.progress.daysDone),
        wanted: format.count(freshness.progress.daysWanted),
      }),
    );
  }
  if (freshness.workingOut) texts.push(t('team.workingOut'));
  return texts;
}

/** Of each figure why there is none, or what limits it. */
function ofFigures({ headline }: OrganisationScorecard, t: Words): string[] {
  return headline
    .filter(({ figure }) => figure.state !== 'ok')
    .map(({ title, figure: { state, reason } }) =>
      t('unknowns.because', {
        what: title,
        reason: clause(reason ?? t(`state.${state}`)),
      }),
    );
}

function ofCost(
  { spend, cost }: OrganisationScorecard,
  t: Words,
  format: Format,
): string[] {
  if (!spend) return [];
  const amountOf = ({ seatMicros, usageMicros }: SpendPart) =>
    (seatMicros ?? 0) + (usageMicros ?? 0);
  return spend.parts
    .filter(part => part.kind === 'bucket' && amountOf(part) !== 0)
    .map(part =>
      t('unknowns.bucket', {
        month: format.month(spend.month),
        bucket: part.title,
        amount: format.money(amountOf(part), cost?.currency ?? 'USD'),
      }),
    );
}

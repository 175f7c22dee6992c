import {
  COST_REFERENCES,
  DEFAULT_BANDS,
  DEFINITION_VERSION,
  HEADLINE_METRICS,
} from 'backstage-plugin-ai-scorecards-common';

/** The part of the definitions that follows from the metric registry, as Markdown. */
export function metricSection(): string {
  const percent = (ratio: number) => `${Math.round(ratio * 100)} %`;
  const rate = DEFAULT_BANDS.weeklyActiveRate;
  const cost = DEFAULT_BANDS.costPerActiveDeveloper;
  const failure = DEFAULT_BANDS.changeFailureRate;
  const metrics = HEADLINE_METRICS.map(
    metric =>
      `| \`${metric.id}\` | ${metric.title} | ${metric.version} | ${metric.formula} |`,
  );
  const references = Object.entries(COST_REFERENCES).map(
    ([key, reference]) =>
      `| \`${key}\` | ${reference.micros / 1e6} USD | ${reference.source} | ${
        reference.sourceDate
      } |`,
  );
  return [
    `Version of the whole set: ${DEFINITION_VERSION}.`,
    '',
    '| id | title | version | formula |',
    '| --- | --- | --- | --- |',
    ...metrics,
    '',
    '| figure | band | status |',
    '| --- | --- | --- |',
    `| weekly active rate | below ${percent(
      rate.worthATalkBelow,
    )} (whole organisation: ${percent(
      rate.organisationWorthATalkBelow,
    )}) | Worth a talk |`,
    `| | ${percent(rate.worthATalkBelow)} to below ${percent(
      rate.onTrackFrom,
    )} | Watch |`,
    `| | from ${percent(rate.onTrackFrom)}, the target | On track |`,
    `| | from ${percent(rate.leadingFrom)} | On track, leading |`,
    `| cost per active developer ÷ benchmark | up to ${cost.watchAbove} | On track |`,
    `| | above ${cost.watchAbove} | Watch |`,
    `| | above ${cost.worthATalkAbove} | Worth a talk |`,
    `| AI-assisted ÷ other change failure | above ${failure.aiRatioWatchAbove} × the same ratio in the own baseline | Watch |`,
    `| share of active developers whose most-used tool is a default | target ${percent(
      DEFAULT_BANDS.defaultToolShare.target,
    )} | shown, not scored |`,
    `| share of person-days on sanctioned tools | target ${percent(
      DEFAULT_BANDS.sanctionedShare.target,
    )} | shown, not scored |`,
    '',
    'Cost per active developer and month that vendors themselves state, used where too few comparable teams exist:',
    '',
    '| reference | amount | source | taken over |',
    '| --- | --- | --- | --- |',
    ...references,
  ].join('\n');
}

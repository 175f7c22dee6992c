import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  addDays,
  lastCompleteWeek,
} from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, useUrlState, useWords } from '../../hooks';
import { FRAME_HEIGHT } from '../adoption/Adoption';
import { AdoptionChart } from '../adoption/AdoptionChart';
import { Choice, LoadFailed, Section } from '../ui';

const LINES = ['tool', 'team'] as const;
const WEEKS = ['52', '26', '13'];

const useStyles = makeStyles(theme => ({
  filters: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) },
}));

/** Active developers of everybody over a year, by tool or by the teams at the top; what is chosen lives in the address. */
export function OrganisationAdoption() {
  const classes = useStyles();
  const t = useWords();
  const { today } = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const [chosen, setLines] = useUrlState('lines', 'tool', value =>
    LINES.some(each => each === value),
  );
  const by = LINES.find(each => each === chosen) ?? 'tool';
  const [weeks, setWeeks] = useUrlState('weeks', WEEKS[0], value =>
    WEEKS.includes(value),
  );
  const [only, setOnly] = useUrlState('only', '');
  const monday = lastCompleteWeek(today);
  const { value, error, reload } = useLoad(
    `organisation trends ${by} ${weeks} ${monday}`,
    () =>
      api.organisationTrends({
        metric: 'activeDevelopers',
        grain: 'week',
        by,
        from: addDays(monday, -7 * (Number(weeks) - 1)),
        to: addDays(monday, 6),
      }),
  );
  const series = value?.series.filter(({ id }) => id !== 'total') ?? [];
  const known = series.some(({ id }) => id === only) ? only : '';
  return (
    <Section
      title={t('adoption.title')}
      anchor="adoption"
      action={
        <div className={classes.filters}>
          <Choice
            label={t('organisation.period')}
            value={weeks}
            onChange={setWeeks}
            options={WEEKS.map(each => [
              each,
              t('organisation.weeks', { weeks: each }),
            ])}
          />
          <Choice
            label={t('organisation.lines')}
            value={by}
            onChange={setLines}
            options={LINES.map(each => [each, t(`organisation.${each}`)])}
          />
          <Choice
            label={t(`organisation.${by}`)}
            value={known}
            onChange={setOnly}
            options={[
              ['', t('organisation.all')],
              ...series.map(({ id, title }) => [id, title] as const),
            ]}
          />
        </div>
      }
    >
      {value && <AdoptionChart trends={value} tool={known} by={by} />}
      {!value && error && <LoadFailed error={error} retry={reload} />}
      {!value && !error && <Skeleton variant="rect" height={FRAME_HEIGHT} />}
    </Section>
  );
}

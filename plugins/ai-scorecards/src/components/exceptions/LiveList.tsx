import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { aiScorecardsApiRef } from '../../api';
import {
  useExceptionChanges,
  useFormat,
  usePagePath,
  usePages,
  useWords,
} from '../../hooks';
import { EntityName, LoadFailed, MoreButton } from '../ui';
import { Loading } from './Loading';
import { useExceptionWords } from './useExceptionWords';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0, maxWidth: 960 },
  row: {
    padding: theme.spacing(1.5, 1),
    borderTop: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
  },
}));

const PAGE = 50;

/** Exceptions that run, are about to or are wound down: all that the reader may see, or those of a team or a tool. */
export function LiveList(props: { team?: string; tool?: string }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { stateOf, costOf } = useExceptionWords();
  const api = useApi(aiScorecardsApiRef);
  const root = usePagePath('exceptions');
  const { team, tool } = props;
  const pages = usePages(`${team} ${tool}`, cursor =>
    api.exceptions({
      team,
      tool,
      state: 'pending,scheduled,live,winding-down',
      limit: PAGE,
      cursor,
    }),
  );
  const { value, error, reload } = pages;
  useExceptionChanges(reload);
  if (error && !value) return <LoadFailed error={error} retry={reload} />;
  if (!value) return <Loading what="list" />;
  if (value.items.length === 0) {
    return <Typography>{t('requests.noneLive')}</Typography>;
  }
  return (
    <>
      <ul className={classes.list}>
        {value.items.map(each => (
          <li key={each.id} className={classes.row}>
            <Link to={`${root}/${each.request}`} underline="always">
              {each.tool.title}
            </Link>{' '}
            · {each.team.title}
            <Typography component="div" variant="body2">
              {[
                ...stateOf(each),
                t('request.until', {
                  from: format.day(each.from),
                  until: format.day(each.until),
                }),
                t('request.askSeats', { count: each.seats }),
                ...costOf(each),
              ].join(' · ')}{' '}
              ·{' '}
              {t('requests.supportedBy', {
                who: <EntityName entityRef={each.supportOwner} />,
              })}
            </Typography>
          </li>
        ))}
      </ul>
      <MoreButton pages={pages} />
    </>
  );
}

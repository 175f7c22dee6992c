import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { aiScorecardsApiRef } from '../../api';
import {
  useExceptionChanges,
  useFormat,
  useLoad,
  usePagePath,
  useWords,
} from '../../hooks';
import { LoadFailed } from '../ui';
import { BoardNotice } from './BoardNotice';
import { Loading } from './Loading';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

const SHOWN = 5;

/** For the home page: what waits for the reader, and how the reader's own requests stand. */
export function HomeExceptions() {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const root = usePagePath('exceptions');
  const { value, error, reload } = useLoad('home', async () => {
    const mine = await api.requests({ assignedToMe: 'true', limit: SHOWN });
    const open = mine.sits
      ? mine
      : await api.requests({ status: 'open', limit: SHOWN });
    const granted = await api.exceptions({
      assignedToMe: 'true',
      limit: SHOWN,
    });
    const toAccept = granted.items.filter(({ may }) => may.includes('accept'));
    return { ...open, counts: mine.counts, toAccept };
  });
  useExceptionChanges(reload);
  if (!value) {
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <Loading what="part" />
    );
  }
  const { toDecide, overdue, waitForOthers } = value.counts;
  return (
    <>
      <BoardNotice board={value.board} />
      {toDecide + waitForOthers > 0 && (
        <Typography>
          {t('requests.counts', {
            toDecide: format.count(toDecide),
            overdue: format.count(overdue),
            waiting: format.count(waitForOthers),
          })}
        </Typography>
      )}
      {value.items.length + value.toAccept.length === 0 && (
        <Typography>
          {t(value.sits ? 'requests.nothing' : 'requests.none')}
        </Typography>
      )}
      <ul className={classes.list}>
        {value.toAccept.map(each => (
          <li key={each.id}>
            <Link to={`${root}/${each.request}`} underline="always">
              {each.tool.title}
            </Link>{' '}
            · {each.team.title} · {t('requests.toAccept')}
          </li>
        ))}
        {value.items.slice(0, SHOWN).map(row => (
          <li key={row.id}>
            <Link to={`${root}/${row.id}`} underline="always">
              {row.tool.title || t('form.chooseTool')}
            </Link>{' '}
            · {row.team.title} · {t(`requestState.${row.state}`)}
            {row.stuck && ` · ${t('requests.stuck')}`}
          </li>
        ))}
      </ul>
      <Link to={root} underline="always">
        {t('request.back')}
      </Link>
    </>
  );
}

import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ExceptionRequest } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, usePagePath, useWords } from '../../hooks';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(0.5, 0, 1), paddingLeft: theme.spacing(2.5) },
}));

/** Requests of other teams for the same tool that are decided side by side: those who decide can open them. */
export function Joined({ joined }: Pick<ExceptionRequest, 'joined'>) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const root = usePagePath('exceptions');
  if (joined.length === 0) return null;
  return (
    <>
      <Typography>{t('request.joined')}</Typography>
      <ul className={classes.list} aria-label={t('request.joined')}>
        {joined.map(({ team, request, sentence }) => (
          <li key={request ?? team.ref}>
            {request ? (
              <Link to={`${root}/${request}`} underline="always">
                {team.title}
              </Link>
            ) : (
              team.title
            )}
            {sentence && ` · ${format.sentence(sentence)}`}
          </li>
        ))}
      </ul>
    </>
  );
}

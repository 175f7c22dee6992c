import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import RemoveCircleOutlineIcon from '@material-ui/icons/RemoveCircleOutline';
import type { PolicyAnswer } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, usePagePath, useWords } from '../../hooks';
import type { Words } from '../../hooks';
import { ToolLinks } from './ToolLinks';
import type { Asked } from './useAnswer';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(1) },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  icon: { fontSize: '1.25rem', color: theme.palette.text.secondary },
  yes: { color: theme.palette.status.ok },
}));

function verdict(answer: PolicyAnswer, t: Words): string {
  if (answer.allowed) {
    return t('ask.yes');
  }
  switch (answer.basis) {
    case 'exception-required':
      return t('ask.exception');
    case 'unknown-tool':
    case 'unknown-team':
      return t('ask.unknown');
    default:
      return t('ask.no');
  }
}

function Answer({ answer }: { answer: PolicyAnswer }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const requests = usePagePath('exceptions');
  const filledIn = new URLSearchParams({
    team: answer.team,
    tool: answer.tool,
  });
  let Icon = RemoveCircleOutlineIcon;
  if (answer.allowed) {
    Icon = CheckCircleOutlineIcon;
  } else if (answer.basis !== 'prohibited' && answer.basis !== 'retired') {
    Icon = HelpOutlineIcon;
  }
  return (
    <div className={classes.line}>
      <Icon
        aria-hidden
        className={`${classes.icon} ${answer.allowed ? classes.yes : ''}`}
      />
      <Typography variant="body1" component="strong">
        {verdict(answer, t)}
        {answer.until &&
          `, ${t('common.until', { day: format.day(answer.until) })}`}
      </Typography>
      <Typography variant="body2" component="span">
        {answer.reason}
      </Typography>
      {answer.links && <ToolLinks links={answer.links} />}
      {answer.basis === 'exception-required' && (
        <Link to={`${requests}/new?${filledIn}`} underline="always">
          {t('requests.file')}
        </Link>
      )}
    </div>
  );
}

/** The answer to *Can we use…?*, in place, read out when it arrives. */
export function PolicyAnswerText({ asked }: { asked: Asked | undefined }) {
  const classes = useStyles();
  const t = useWords();
  return (
    <div className={classes.root} aria-live="polite">
      {asked && (
        <>
          <Typography variant="body2" color="textSecondary">
            {t('use.answerFor', { tool: asked.answer?.title ?? asked.name })}
          </Typography>
          {asked.answer && <Answer answer={asked.answer} />}
          {asked.failure && (
            <Typography variant="body2">
              {t('ask.failed', { message: asked.failure })}
            </Typography>
          )}
          {!asked.answer && !asked.failure && (
            <Typography variant="body2">{t('ask.asking')}</Typography>
          )}
        </>
      )}
    </div>
  );
}

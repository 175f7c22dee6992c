import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { TeamTool } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';

const useStyles = makeStyles(theme => ({
  links: {
    display: 'inline-flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
  },
}));

/** *Get it / Set it up / Get help*, as far as the tool has them. */
export function ToolLinks({ links }: { links: TeamTool['links'] }) {
  const classes = useStyles();
  const t = useWords();
  const all = [
    [links.get, t('use.get')],
    [links.setUp, t('use.setUp')],
    [links.help, t('use.help')],
  ] as const;
  return (
    <span className={classes.links}>
      {all.map(
        ([href, text]) =>
          href && (
            <Link key={text} to={href} underline="always">
              {text}
            </Link>
          ),
      )}
    </span>
  );
}

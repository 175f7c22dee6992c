import { LinkButton } from '@backstage/core-components';
import type { z } from 'zod';
import type { nextStepSchema } from 'backstage-plugin-ai-scorecards-common';
import Typography from '@material-ui/core/Typography';
import { EntityName } from './EntityName';
import { useWords } from '../../hooks';

type NextStep = z.output<typeof nextStepSchema>;

/** The one thing to do next: a button where it leads somewhere, words where it does not, with who does it. */
export function NextStepLink(props: { step: NextStep; emphasis?: boolean }) {
  const t = useWords();
  const { text, href, owner } = props.step;
  return (
    <>
      {href ? (
        <LinkButton
          to={href}
          size={props.emphasis ? 'medium' : 'small'}
          variant={props.emphasis ? 'contained' : 'outlined'}
          color="primary"
        >
          {text}
        </LinkButton>
      ) : (
        <Typography variant="body2" component="span">
          {t('common.next')}: {text}
        </Typography>
      )}
      {owner && (
        <Typography variant="body2" component="span" color="textSecondary">
          {' '}
          <EntityName entityRef={owner} />
        </Typography>
      )}
    </>
  );
}

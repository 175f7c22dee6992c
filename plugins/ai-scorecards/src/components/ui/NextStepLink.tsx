import Typography from '@material-ui/core/Typography';
import type { z } from 'zod';
import type { nextStepSchema } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';
import { Button, LinkButton } from './Button';
import { EntityName } from './EntityName';

type NextStep = z.output<typeof nextStepSchema>;

/** Scrolls to a part of the page; routers change the address for such links and stay where they are. */
export function showPart(anchor: string) {
  document.getElementById(anchor.slice(1))?.scrollIntoView({ block: 'start' });
}

/** The one thing to do next: a button where it leads somewhere, words where it does not, with who does it. */
export function NextStepLink(props: {
  step: NextStep;
  emphasis?: boolean;
  /** Path of the page that has the part, where it is not this one. */
  elsewhere?: string;
}) {
  const t = useWords();
  const { text, href, owner } = props.step;
  const look = {
    size: props.emphasis ? ('medium' as const) : ('small' as const),
    variant: props.emphasis ? ('contained' as const) : ('outlined' as const),
    color: 'primary' as const,
  };

  let step = (
    <Typography variant="body2" component="span">
      {t('common.next')}: {text}
    </Typography>
  );
  if (href?.startsWith('#') && !props.elsewhere) {
    step = (
      <Button {...look} onClick={() => showPart(href)}>
        {text}
      </Button>
    );
  } else if (href) {
    step = (
      <LinkButton
        {...look}
        to={href.startsWith('#') ? `${props.elsewhere}${href}` : href}
      >
        {text}
      </LinkButton>
    );
  }
  return (
    <>
      {step}
      {owner && (
        <Typography variant="body2" component="span" color="textSecondary">
          {' '}
          <EntityName entityRef={owner} />
        </Typography>
      )}
    </>
  );
}

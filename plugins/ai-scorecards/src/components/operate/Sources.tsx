import { makeStyles } from '@material-ui/core/styles';
import type { SourceStatus } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';
import { Section } from '../ui';
import { SourceRow } from './SourceRow';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
});

/** Every source, the bad ones too. */
export function Sources(props: {
  sources: SourceStatus[];
  onChange: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  return (
    <Section title={t('source.title')}>
      <ul className={classes.list}>
        {props.sources.map(source => (
          <SourceRow
            key={source.id}
            source={source}
            onChange={props.onChange}
          />
        ))}
      </ul>
    </Section>
  );
}

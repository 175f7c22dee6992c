import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useWords } from '../../hooks';
import { Button, messageOf } from '../ui';

/** Asks the vendor whether the credentials suffice; the answer names the scope that is missing. */
export function SourceTest(props: { sourceId: string; title: string }) {
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const test = useAction(() => api.testSource(props.sourceId));
  return (
    <div>
      <Button
        size="small"
        variant="outlined"
        disabled={test.running}
        aria-label={`${t('setup.test')}: ${props.title}`}
        onClick={() => test.run(undefined)}
      >
        {test.running ? t('setup.testing') : t('setup.test')}
      </Button>
      <Typography variant="body2" component="span" aria-live="polite">
        {' '}
        {test.result &&
          `${t(test.result.ok ? 'setup.testOk' : 'setup.testFailed')}: ${
            test.result.sentence
          }`}
        {test.error && `${t('setup.testFailed')}: ${messageOf(test.error)}`}
      </Typography>
    </div>
  );
}

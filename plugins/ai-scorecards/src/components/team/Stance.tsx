import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { Me } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useWords } from '../../hooks';
import { Button, messageOf } from '../ui';

/** Asks the reader to say that they know the stance, while they have not said it of its present version. */
export function Stance(props: {
  stance: Me['stance'];
  onAcknowledged: () => void;
}) {
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const { stance, onAcknowledged } = props;
  const acknowledge = useAction(async (version: string) => {
    await api.acknowledgeStance({ version });
    onAcknowledged();
  });
  if (!stance || stance.acknowledgedOn !== null) return null;
  const { version, url } = stance;
  return (
    <Typography variant="body2" component="div" paragraph>
      {t('stance.line', { version })}{' '}
      <Link to={url} underline="always">
        {t('stance.read')}
      </Link>{' '}
      <Button
        size="small"
        variant="outlined"
        disabled={acknowledge.running}
        onClick={() => acknowledge.run(version)}
      >
        {t('stance.know')}
      </Button>
      {acknowledge.error && (
        <span role="alert"> {messageOf(acknowledge.error)}</span>
      )}
    </Typography>
  );
}

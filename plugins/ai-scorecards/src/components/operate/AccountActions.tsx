import { makeStyles } from '@material-ui/core/styles';
import type {
  IdentityDecision,
  IdentityRow,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { useWords } from '../../hooks';
import { LeftDialog } from './LeftDialog';
import { MapDialog } from './MapDialog';
import { Button } from '../ui';

const useStyles = makeStyles(theme => ({
  buttons: {
    display: 'flex',
    // Rather two lines than a button out of sight.
    flexWrap: 'wrap',
    gap: theme.spacing(0, 0.5),
    // The text of the buttons stands on the line of the row.
    margin: '-5px 0',
  },
  button: { minWidth: 0, whiteSpace: 'nowrap' },
}));

/** What an operator can say of one account. */
export function AccountActions(props: {
  row: IdentityRow;
  disabled: boolean;
  onDecide: (decision: IdentityDecision) => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const [dialog, setDialog] = useState<'map' | 'left'>();
  const { row, disabled, onDecide } = props;
  const { namespace, account } = row;
  const decide = (
    decision: Omit<IdentityDecision, 'namespace' | 'account'>,
  ) => {
    setDialog(undefined);
    onDecide({ namespace, account, ...decision });
  };
  const button = (text: string, onClick: () => void) => (
    <Button
      size="small"
      className={classes.button}
      disabled={disabled}
      aria-label={`${text}: ${account}`}
      onClick={onClick}
    >
      {text}
    </Button>
  );
  const { suggestion } = row;

  return (
    <div className={classes.buttons}>
      {row.state === 'unresolved' &&
        suggestion &&
        button(t('accounts.accept'), () =>
          decide({ state: 'person', person: suggestion }),
        )}
      {button(t('accounts.map'), () => setDialog('map'))}
      {row.state !== 'left' &&
        button(t('accounts.markLeft'), () => setDialog('left'))}
      {row.state !== 'service-account' &&
        button(t('accounts.markService'), () =>
          decide({ state: 'service-account' }),
        )}
      {row.state !== 'unresolved' &&
        button(t('accounts.reset'), () => decide({ state: 'unresolved' }))}
      {dialog === 'map' && (
        <MapDialog
          account={account}
          onClose={() => setDialog(undefined)}
          onSave={person => decide({ state: 'person', person })}
        />
      )}
      {dialog === 'left' && (
        <LeftDialog
          account={account}
          person={row.person ?? suggestion}
          onClose={() => setDialog(undefined)}
          onSave={(leftOn, person) =>
            decide({ state: 'left', leftOn, ...(person && { person }) })
          }
        />
      )}
    </div>
  );
}

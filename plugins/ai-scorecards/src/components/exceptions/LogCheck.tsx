import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import { Button, Field, downloadFile, messageOf, useId } from '../ui';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1.5), maxWidth: 640 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** "Log intact to entry 8,214", with an earlier head where one was kept, and the log as a file; for those who may read it. */
export function LogCheck({ entries }: { entries: number }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const id = useId('log');
  const [head, setHead] = useState('');
  const check = useAction(async (earlier: string) => {
    const { verification } = await api.decisionLog({
      limit: 1,
      verify: 'true',
      ...(earlier && { head: earlier }),
    });
    return verification && { ...verification, hasEarlier: earlier !== '' };
  });
  const download = useAction(async () =>
    downloadFile(
      await api.decisionLogExport(),
      'application/x-ndjson',
      `decision-log-${format.today}.ndjson`,
    ),
  );
  const found = check.result;
  const error = check.error ?? download.error;
  return (
    <div className={classes.root}>
      <Typography aria-live="polite">
        {!found && t('board.logHolds', { entries: format.count(entries) })}
        {found?.intact &&
          t('board.logIntact', { entries: format.count(found.entries) })}
        {found?.intact && found.hasEarlier && ` ${t('board.headStands')}`}
        {found && !found.intact && t('board.logBroken')}
      </Typography>
      {found && !found.intact && (
        <ul>
          {found.faults.map(fault => (
            <li key={`${fault.sequence}-${fault.sentence}`}>
              {fault.sentence}
            </li>
          ))}
        </ul>
      )}
      <Field
        id={`${id}-head`}
        label={t('board.earlierHead')}
        help={t('board.earlierHeadHelp')}
        value={head}
        onChange={setHead}
      />
      <div className={classes.buttons}>
        <Button
          variant="outlined"
          disabled={check.running}
          onClick={() => check.run(head.trim())}
        >
          {t('board.checkLog')}
        </Button>
        <Button
          variant="outlined"
          disabled={download.running}
          onClick={() => download.run(undefined)}
        >
          {t('board.exportLog')}
        </Button>
      </div>
      <Typography role="alert" color="error">
        {error && messageOf(error)}
      </Typography>
    </div>
  );
}

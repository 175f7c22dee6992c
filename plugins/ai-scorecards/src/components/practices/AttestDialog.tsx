import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type {
  Attestation,
  CheckDefinition,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import { Field, FormDialog, messageOf, useId } from '../ui';
import { attestFaults, attestRequest } from './attestFaults';
import type { AttestText } from './attestFaults';

/** Asks for the statement and where it can be seen. A renewal begins with what was said the last time. */
export function AttestDialog(props: {
  team: string;
  check: CheckDefinition;
  before: Attestation | null;
  onClose: () => void;
  onAttested: () => void;
}) {
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const id = useId('attest');
  const { team, check, before } = props;
  const [text, setText] = useState<AttestText>({
    statement: before?.statement ?? '',
    href: before?.href ?? '',
  });
  const [tried, setTried] = useState(false);
  const idOf = (field: keyof AttestText) => `${id}-${field}`;
  const faults = tried ? attestFaults(check.id, text, { t, idOf }) : [];
  const faultOf = (field: keyof AttestText) =>
    faults.find(fault => fault.field === idOf(field))?.text;
  const send = useAction(async () => {
    await api.attest(team, attestRequest(check.id, text));
    props.onAttested();
  });
  const submit = () => {
    setTried(true);
    if (attestFaults(check.id, text, { t, idOf }).length === 0) {
      send.run(undefined);
    }
  };
  return (
    <FormDialog
      title={t('attest.title', { check: check.title })}
      submit={t('attest.send')}
      busy={send.running}
      faults={faults}
      faultsTitle={t('attest.faults')}
      error={send.error && messageOf(send.error)}
      firstField={idOf('statement')}
      onClose={props.onClose}
      onSubmit={submit}
    >
      <Typography variant="body2">
        {check.attestationDays === null
          ? t('attest.introOpen')
          : t('attest.intro', {
              day: format.day(addDays(format.today, check.attestationDays - 1)),
            })}
      </Typography>
      <Field
        id={idOf('statement')}
        label={t('attest.statement')}
        value={text.statement}
        onChange={statement => setText(known => ({ ...known, statement }))}
        fault={faultOf('statement')}
        help={t('attest.statementHelp')}
        rows={3}
      />
      <Field
        id={idOf('href')}
        label={t('attest.link')}
        value={text.href}
        onChange={href => setText(known => ({ ...known, href }))}
        fault={faultOf('href')}
      />
    </FormDialog>
  );
}

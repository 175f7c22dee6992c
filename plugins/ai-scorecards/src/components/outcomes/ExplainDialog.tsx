import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import {
  addDays,
  qualityExplanationSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { QualityExplanation } from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import { Field, FormDialog, messageOf, useId } from '../ui';
import { explainFaults } from './explainFaults';
import type { ExplainText } from './explainFaults';

/** How long an explanation holds where nothing else is said. */
const USUAL_DAYS = 180;

const categories = qualityExplanationSchema.shape.category.options;

/** Asks a lead why change failure is unusual for the team, and until when that holds. */
export function ExplainDialog(props: {
  team: string;
  before: QualityExplanation | null;
  onClose: () => void;
  onExplained: () => void;
}) {
  const t = useWords();
  const { today } = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const id = useId('explain');
  const { team, before } = props;
  const [text, setText] = useState<ExplainText>({
    category: before?.category ?? 'domain',
    text: before?.text ?? '',
    expiresOn: addDays(today, USUAL_DAYS),
  });
  const [tried, setTried] = useState(false);
  const idOf = (field: keyof ExplainText) => `${id}-${field}`;
  const all = explainFaults(text, { t, today, idOf });
  const faults = tried ? all : [];
  const faultOf = (field: keyof ExplainText) =>
    faults.find(fault => fault.field === idOf(field))?.text;
  const send = useAction(async () => {
    await api.explainQuality(team, { ...text, text: text.text.trim() });
    props.onExplained();
  });
  const submit = () => {
    setTried(true);
    if (all.length === 0) send.run(undefined);
  };
  return (
    <FormDialog
      title={t('explain.title')}
      submit={t('explain.send')}
      busy={send.running}
      faults={faults}
      faultsTitle={t('explain.faults')}
      error={send.error && messageOf(send.error)}
      firstField={idOf('category')}
      onClose={props.onClose}
      onSubmit={submit}
    >
      <Typography variant="body2">{t('explain.intro')}</Typography>
      <Field
        id={idOf('category')}
        label={t('explain.category')}
        value={text.category}
        onChange={value =>
          setText(known => ({
            ...known,
            category: categories.find(each => each === value) ?? 'other',
          }))
        }
        choices={categories.map(
          each => [each, t(`quality.category.${each}`)] as const,
        )}
      />
      <Field
        id={idOf('text')}
        label={t('explain.text')}
        value={text.text}
        onChange={value => setText(known => ({ ...known, text: value }))}
        fault={faultOf('text')}
        rows={3}
      />
      <Field
        id={idOf('expiresOn')}
        type="date"
        label={t('explain.until')}
        value={text.expiresOn}
        onChange={value => setText(known => ({ ...known, expiresOn: value }))}
        fault={faultOf('expiresOn')}
      />
    </FormDialog>
  );
}

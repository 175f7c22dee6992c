import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../../hooks';
import { Field } from '../ui';
import { AskText } from './askFields';
import { ScopeField } from './ScopeField';

const useStyles = makeStyles(theme => ({
  summary: { cursor: 'pointer', marginBottom: theme.spacing(1) },
  fields: { display: 'grid', gap: theme.spacing(2) },
}));

/** What few requests need: links, a later beginning, some components only, the teams below. */
export function MoreFields(props: {
  id: string;
  text: AskText;
  onChange: (change: Partial<AskText>) => void;
  faultOf: (field: string) => string | undefined;
  /** Groups whose components and systems may be named. */
  ownedBy: readonly string[];
  /** The field for links, where the form does not ask for them anyway. */
  links: ReactNode;
}) {
  const classes = useStyles();
  const t = useWords();
  const { id, text, onChange, faultOf } = props;
  const [isOpen, setOpen] = useState(
    [text.from, text.links].some(Boolean) ||
      text.scope.length > 0 ||
      text.includesSubteams,
  );
  // What is at fault is shown.
  const isShown =
    isOpen || ['from', 'scope', 'links'].some(each => faultOf(each));
  return (
    <details
      open={isShown}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary className={classes.summary}>
        {t(props.links ? 'form.more' : 'form.moreButLinks')}
      </summary>
      {isShown && (
        <div className={classes.fields}>
          {props.links}
          <Field
            id={`${id}-from`}
            label={t('form.from')}
            type="date"
            value={text.from}
            onChange={from => onChange({ from })}
            fault={faultOf('from')}
          />
          <ScopeField
            id={`${id}-scope`}
            ownedBy={props.ownedBy}
            chosen={text.scope}
            onChange={scope => onChange({ scope })}
            fault={faultOf('scope')}
          />
          <FormControlLabel
            control={
              <Checkbox
                color="primary"
                checked={text.includesSubteams}
                onChange={(_, includesSubteams) =>
                  onChange({ includesSubteams })
                }
              />
            }
            label={t('form.includesSubteams')}
          />
        </div>
      )}
    </details>
  );
}

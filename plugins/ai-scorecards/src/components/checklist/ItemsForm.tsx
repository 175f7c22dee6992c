import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ChecklistItem } from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useWords } from '../../hooks';
import { Button, Field, FormFaults, useId } from '../ui';
import { itemFaults, withNewItem } from './itemEdits';
import { MinimumMark } from './ItemList';

const useStyles = makeStyles(theme => ({
  form: { display: 'grid', gap: theme.spacing(2), maxWidth: 760 },
  list: {
    display: 'grid',
    gap: theme.spacing(2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  field: { flex: '1 1 280px' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** A checklist to change. For a team its minimum items are locked; who publishes for all says which ones are. */
export function ItemsForm(props: {
  items: ChecklistItem[];
  /** Whose list it is; a team cannot touch minimum items. */
  of: 'team' | 'organisation';
  /** Ids that a new item must not take. */
  taken?: readonly string[];
  save: string;
  busy: boolean;
  error?: string;
  onSave: (items: ChecklistItem[]) => void;
  onCancel: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const id = useId('items');
  const [items, setItems] = useState(props.items);
  const [tried, setTried] = useState(false);
  const idOf = (item: string) => `${id}-${item}`;
  const all = itemFaults(items, { t, idOf });
  const faults = tried ? all : [];
  const change = (item: ChecklistItem, by: Partial<ChecklistItem>) =>
    setItems(known =>
      known.map(each => (each.id === item.id ? { ...each, ...by } : each)),
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (all.length === 0) {
      props.onSave(items.map(item => ({ ...item, text: item.text.trim() })));
    }
  };

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <FormFaults
        title={t('checklist.faults')}
        faults={faults}
        error={props.error}
      />
      <ol className={classes.list}>
        {items.map((item, index) => {
          const number = String(index + 1);
          const name = item.text || t('checklist.item', { number });
          return (
            <li key={item.id} className={classes.item}>
              {props.of === 'team' && item.minimum ? (
                <Typography variant="body2" component="span">
                  {item.text}
                  <MinimumMark />
                </Typography>
              ) : (
                <>
                  <div className={classes.field}>
                    <Field
                      id={idOf(item.id)}
                      label={t('checklist.item', { number })}
                      value={item.text}
                      onChange={text => change(item, { text })}
                      fault={
                        faults.find(({ field }) => field === idOf(item.id))
                          ?.text
                      }
                    />
                  </div>
                  {props.of === 'organisation' && (
                    <FormControlLabel
                      control={
                        <Checkbox
                          color="primary"
                          checked={item.minimum}
                          onChange={(_, minimum) => change(item, { minimum })}
                          inputProps={{
                            'aria-label': t('checklist.isMinimumItem', {
                              item: name,
                            }),
                          }}
                        />
                      }
                      label={t('checklist.isMinimum')}
                    />
                  )}
                  <Button
                    size="small"
                    aria-label={t('checklist.removeItem', { item: name })}
                    onClick={() =>
                      setItems(known =>
                        known.filter(each => each.id !== item.id),
                      )
                    }
                  >
                    {t('checklist.remove')}
                  </Button>
                </>
              )}
            </li>
          );
        })}
      </ol>
      <div className={classes.buttons}>
        <Button
          id={idOf('add')}
          size="small"
          variant="outlined"
          onClick={() => setItems(known => withNewItem(known, props.taken))}
        >
          {t('checklist.add')}
        </Button>
      </div>
      <div className={classes.buttons}>
        <Button
          type="submit"
          color="primary"
          variant="contained"
          disabled={props.busy}
        >
          {props.save}
        </Button>
        <Button onClick={props.onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}

import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLoad, useWords } from '../../hooks';
import { Field } from '../ui';
import { AskText } from './askFields';

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
  const isShown = isOpen || ['from', 'links'].some(each => faultOf(each));
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
          <Scope
            team={text.team}
            chosen={text.scope}
            onChange={scope => onChange({ scope })}
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

/** Components and systems that the team owns; none chosen means all of them. */
function Scope(props: {
  team: string;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const t = useWords();
  const catalog = useApi(catalogApiRef);
  const { team, chosen, onChange } = props;
  const { value } = useLoad(team, async () => {
    const { items } = await catalog.getEntities({
      filter: { kind: ['Component', 'System'], 'relations.ownedBy': team },
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
    });
    return items.map(entity => ({
      ref: stringifyEntityRef(entity).toLocaleLowerCase('en-US'),
      title: entity.metadata.title ?? entity.metadata.name,
    }));
  });
  if (!value || value.length === 0) {
    return <Typography variant="body2">{t('form.allComponents')}</Typography>;
  }
  return (
    <FormGroup role="group" aria-label={t('form.scope')}>
      <Typography variant="body2">{t('form.scope')}</Typography>
      {value.map(({ ref, title }) => (
        <FormControlLabel
          key={ref}
          control={
            <Checkbox
              color="primary"
              size="small"
              checked={chosen.includes(ref)}
              onChange={(_, isChosen) =>
                onChange(
                  isChosen
                    ? [...chosen, ref]
                    : chosen.filter(each => each !== ref),
                )
              }
            />
          }
          label={title}
        />
      ))}
    </FormGroup>
  );
}

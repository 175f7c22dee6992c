import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import Autocomplete from '@material-ui/lab/Autocomplete';
import type { TeamTool } from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useWords } from '../../hooks';
import { Button } from '../ui';

type NamedTool = Pick<TeamTool, 'tool' | 'title'>;

const useStyles = makeStyles(theme => ({
  form: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    maxWidth: 420,
  },
  field: { flex: 1 },
  button: { height: 40 },
}));

/** The tool that the reader means: a registered one by its title, else what was typed. */
function toolNamed(text: string, tools: NamedTool[]): NamedTool {
  const wanted = text.trim().toLocaleLowerCase();
  return (
    tools.find(tool => tool.title.toLocaleLowerCase() === wanted) ?? {
      tool: text.trim(),
      title: text.trim(),
    }
  );
}

/** The field *Can we use…?*: any tool of the registry, or any other text. */
export function CanWeUse(props: {
  tools: NamedTool[];
  onAsk: (tool: string, name: string) => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const [text, setText] = useState('');
  const [registry, setRegistry] = useState<NamedTool[]>();
  const options = registry ?? props.tools;

  const loadRegistry = () => {
    if (!registry) {
      // The team's own tools stay on offer when the registry does not answer; any text can be asked about anyway.
      api.tools().then(
        ({ items }) => setRegistry(items),
        () => setRegistry(undefined),
      );
    }
  };
  const ask = (name: string) => {
    if (name.trim()) {
      const { tool, title } = toolNamed(name, options);
      props.onAsk(tool, title);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask(text);
  };

  return (
    <form className={classes.form} onSubmit={submit}>
      <Autocomplete
        freeSolo
        className={classes.field}
        options={options.map(option => option.title)}
        inputValue={text}
        onInputChange={(_, next) => setText(next)}
        onChange={(_, chosen, reason) => {
          // Typed text comes with the form; here only a choice from the list.
          if (chosen && reason === 'select-option') {
            ask(chosen);
          }
        }}
        onOpen={loadRegistry}
        renderInput={params => (
          <TextField
            {...params}
            label={t('ask.label')}
            placeholder={t('ask.placeholder')}
            size="small"
            variant="outlined"
          />
        )}
      />
      <Button
        type="submit"
        variant="outlined"
        className={classes.button}
        disabled={!text.trim()}
      >
        {t('ask.submit')}
      </Button>
    </form>
  );
}

import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import type {
  ChecklistItem,
  TeamChecklist,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useLoad, useWords } from '../../hooks';
import {
  Button,
  CopyBlock,
  EntityName,
  LoadFailed,
  Section,
  messageOf,
} from '../ui';
import { Differences } from './Differences';
import { startOfAdapting } from './itemEdits';
import { ItemList } from './ItemList';
import { ItemsForm } from './ItemsForm';

const SKELETON_HEIGHT = 560;

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 1040, overflowWrap: 'break-word' },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

/** A team's review checklist beside the organisation's: what differs, taking it up, and a template to copy. */
export function TeamChecklistPage({ team }: { team: string }) {
  const classes = useStyles();
  const api = useApi(aiScorecardsApiRef);
  const { value, error, reload } = useLoad(team, () => api.teamChecklist(team));
  if (!value) {
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <Skeleton variant="rect" height={SKELETON_HEIGHT} />
    );
  }
  return (
    <div className={classes.root}>
      <Loaded checklist={value} onChange={reload} />
    </div>
  );
}

function Loaded(props: { checklist: TeamChecklist; onChange: () => void }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const [adapting, setAdapting] = useState(false);
  const { checklist, onChange } = props;
  const { team, organisation, adopted, differences, template, mayAdopt } =
    checklist;
  const adopt = useAction(async (items?: ChecklistItem[]) => {
    await api.adoptChecklist(team.ref, {
      version: organisation.version,
      ...(items && { items }),
    });
    setAdapting(false);
    onChange();
  });
  const error = adopt.error && messageOf(adopt.error);
  const isBehind = adopted !== null && adopted.version < organisation.version;
  const isCurrent = adopted?.mode === 'as-is' && !isBehind;

  return (
    <>
      <Typography variant="body1" paragraph>
        {t('checklist.ofTeam')}{' '}
        <EntityName entityRef={team.ref} title={team.title} />
      </Typography>
      <Section title={t('checklist.own')}>
        <Typography variant="body2">
          {adopted ? (
            <>
              {t(
                adopted.mode === 'as-is'
                  ? 'checklist.adoptedAsIs'
                  : 'checklist.adoptedAdapted',
                {
                  day: format.day(adopted.on),
                  version: String(adopted.version),
                },
              )}{' '}
              <EntityName entityRef={adopted.by.ref} title={adopted.by.title} />
            </>
          ) : (
            t('checklist.notAdopted')
          )}
        </Typography>
        {isBehind && (
          <Typography variant="body2">
            {t('checklist.newer', { version: String(organisation.version) })}
          </Typography>
        )}
        {adopted && !adapting && (
          <ItemList label={t('checklist.own')} items={adopted.items} />
        )}
        {mayAdopt && !adapting && (
          <div className={classes.buttons}>
            {!isCurrent && (
              <Button
                size="small"
                variant="outlined"
                disabled={adopt.running}
                onClick={() => adopt.run(undefined)}
              >
                {t('checklist.adopt')}
              </Button>
            )}
            <Button
              size="small"
              variant="outlined"
              onClick={() => setAdapting(true)}
            >
              {t('checklist.adapt')}
            </Button>
          </div>
        )}
        {!adapting && error && (
          <Typography variant="body2" role="alert">
            {error}
          </Typography>
        )}
      </Section>
      {adapting && (
        <Section title={t('checklist.adaptTitle')}>
          <Typography variant="body2" paragraph>
            {t('checklist.adaptIntro')}
          </Typography>
          <ItemsForm
            items={startOfAdapting(checklist)}
            of="team"
            taken={organisation.items.map(item => item.id)}
            save={t('checklist.save')}
            busy={adopt.running}
            error={error}
            onSave={adopt.run}
            onCancel={() => setAdapting(false)}
          />
        </Section>
      )}
      {adopted && (
        <Section title={t('checklist.differences')}>
          <Differences differences={differences} />
        </Section>
      )}
      <Section title={t('checklist.organisation')}>
        <Typography variant="body2" color="textSecondary">
          {t('checklist.version', {
            version: String(organisation.version),
            day: format.day(organisation.publishedOn),
          })}
        </Typography>
        <ItemList
          label={t('checklist.organisation')}
          items={organisation.items}
        />
      </Section>
      <Section title={t('checklist.template')}>
        <Typography variant="body2">{t('checklist.templateHelp')}</Typography>
        <CopyBlock label={t('checklist.copyTemplate')} text={template} />
      </Section>
    </>
  );
}

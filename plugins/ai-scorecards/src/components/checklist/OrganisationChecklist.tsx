import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type {
  Checklist,
  ChecklistItem,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import { Button, Section, messageOf } from '../ui';
import { ItemList } from './ItemList';
import { ItemsForm } from './ItemsForm';

/** The organisation's list in its present version; practice leads publish the next one. */
export function OrganisationChecklist(props: {
  checklist: Checklist;
  mayPublish: boolean;
  onPublished: () => void;
}) {
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const [editing, setEditing] = useState(false);
  const { checklist, mayPublish, onPublished } = props;
  const publish = useAction(async (items: ChecklistItem[]) => {
    const published = await api.publishChecklist({ items });
    setEditing(false);
    onPublished();
    return published;
  });
  return (
    <Section
      title={t('checklist.title')}
      action={
        mayPublish && !editing ? (
          <Button
            size="small"
            variant="outlined"
            onClick={() => setEditing(true)}
          >
            {t('checklist.publishOpen')}
          </Button>
        ) : undefined
      }
    >
      <Typography variant="body2" paragraph>
        {t('checklist.intro')}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('checklist.version', {
          version: String(checklist.version),
          day: format.day(checklist.publishedOn),
        })}
      </Typography>
      <ItemList label={t('checklist.title')} items={checklist.items} />
      <Typography variant="body2" role="status">
        {publish.result &&
          t('checklist.published', { version: String(publish.result.version) })}
      </Typography>
      {editing && (
        <Section title={t('checklist.publishTitle')}>
          <Typography variant="body2" paragraph>
            {t('checklist.publishIntro')}
          </Typography>
          <ItemsForm
            items={checklist.items}
            of="organisation"
            save={t('checklist.publish')}
            busy={publish.running}
            error={publish.error && messageOf(publish.error)}
            onSave={publish.run}
            onCancel={() => setEditing(false)}
          />
        </Section>
      )}
    </Section>
  );
}

import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useWords } from '../../hooks';
import { LiveList } from './LiveList';

/** On the page of a tool: which teams have it by exception, as far as the reader may see them. */
export function ToolExceptions() {
  const t = useWords();
  const { entity } = useEntity();
  const tool = stringifyEntityRef(entity).toLocaleLowerCase('en-US');
  return (
    <InfoCard title={t('tool.exceptions')}>
      <LiveList tool={tool} />
    </InfoCard>
  );
}

import {
  Header,
  Page,
  Progress,
  TabbedLayout,
} from '@backstage/core-components';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  costReadPermission,
  ingestionReadPermission,
} from 'backstage-plugin-ai-scorecards-common';
import { ChecklistPages } from '../components/checklist/ChecklistPages';
import { Exceptions } from '../components/exceptions/Exceptions';
import { MyData } from '../components/me/MyData';
import { Operate } from '../components/operate/Operate';
import { Organisation } from '../components/organisation/Organisation';
import { useWords } from '../hooks';
import { subPaths } from '../routes';

/**
 * The plugin's page for the legacy frontend system, which leaves header and tabs to the plugin. Tabs for finance and
 * operators are theirs alone.
 */
export function LegacyPage() {
  const t = useWords();
  const cost = usePermission({ permission: costReadPermission });
  const sources = usePermission({ permission: ingestionReadPermission });
  // Without them, a link to one of their tabs would lead to another.
  if (cost.loading || sources.loading) return <Progress />;
  const isController = cost.allowed || sources.allowed;
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <TabbedLayout>
        <TabbedLayout.Route path={`/${subPaths.me}`} title={t('me.title')}>
          <MyData />
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path={`/${subPaths.exceptions}`}
          title={t('requests.title')}
        >
          <Exceptions />
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path={`/${subPaths.checklist}`}
          title={t('checklist.tab')}
        >
          <ChecklistPages />
        </TabbedLayout.Route>
        {isController && (
          <TabbedLayout.Route
            path={`/${subPaths.organisation}`}
            title={t('organisation.title')}
          >
            <Organisation />
          </TabbedLayout.Route>
        )}
        {isController && (
          <TabbedLayout.Route
            path={`/${subPaths.operate}`}
            title={t('operate.title')}
          >
            <Operate />
          </TabbedLayout.Route>
        )}
      </TabbedLayout>
    </Page>
  );
}

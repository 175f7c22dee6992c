import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { ChecklistPages } from '../components/checklist/ChecklistPages';
import { Exceptions } from '../components/exceptions/Exceptions';
import { MyData } from '../components/me/MyData';
import { Operate } from '../components/operate/Operate';
import { Organisation } from '../components/organisation/Organisation';
import { useWords } from '../hooks';
import { subPaths } from '../routes';

/** The plugin's page for the legacy frontend system, which leaves header and tabs to the plugin. */
export function LegacyPage() {
  const t = useWords();
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
        <TabbedLayout.Route
          path={`/${subPaths.organisation}`}
          title={t('organisation.title')}
        >
          <Organisation />
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path={`/${subPaths.operate}`}
          title={t('operate.title')}
        >
          <Operate />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}

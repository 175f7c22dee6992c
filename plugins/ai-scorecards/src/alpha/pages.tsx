import { Content } from '@backstage/core-components';
import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import BarChartIcon from '@material-ui/icons/BarChart';
import {
  costReadPermission,
  ingestionReadPermission,
} from 'backstage-plugin-ai-scorecards-common';
import { ROOT_PATH, rootRouteRef, subPaths } from '../routes';

/** For finance and operators: nobody else has a tab that would only say that it is not for them. */
const forControllers = {
  $any: [costReadPermission, ingestionReadPermission].map(({ name }) => ({
    permissions: { $contains: `${name}#read` },
  })),
};

/** The plugin's page; its tabs are the sub-pages, and the portal's navigation shows it under its title. */
export const rootPage = PageBlueprint.make({
  params: {
    path: ROOT_PATH,
    title: 'AI Scorecards',
    icon: <BarChartIcon fontSize="inherit" />,
    routeRef: rootRouteRef,
  },
});

/** Everything held on the signed-in person. */
export const myDataPage = SubPageBlueprint.make({
  name: 'me',
  params: {
    path: subPaths.me,
    title: 'My data',
    loader: () =>
      import('../components/me/MyData').then(m => (
        <Content>
          <m.MyData />
        </Content>
      )),
  },
});

/** Requests for exceptions: the list, the form and each request. */
export const exceptionsPage = SubPageBlueprint.make({
  name: 'exceptions',
  params: {
    path: subPaths.exceptions,
    title: 'Exceptions',
    loader: () =>
      import('../components/exceptions/Exceptions').then(m => (
        <Content>
          <m.Exceptions />
        </Content>
      )),
  },
});

/** What every team is asked for: checks, the review checklist, and each team's own checklist. */
export const checklistPage = SubPageBlueprint.make({
  name: 'checklist',
  params: {
    path: subPaths.checklist,
    title: 'Practices',
    loader: () =>
      import('../components/checklist/ChecklistPages').then(m => (
        <Content>
          <m.ChecklistPages />
        </Content>
      )),
  },
});

/** How it stands with everybody, and what that costs. */
export const organisationPage = SubPageBlueprint.make({
  name: 'organisation',
  if: forControllers,
  params: {
    path: subPaths.organisation,
    title: 'Organisation',
    loader: () =>
      import('../components/organisation/Organisation').then(m => (
        <Content>
          <m.Organisation />
        </Content>
      )),
  },
});

/** Set-up, sources, accounts and reconciliation. */
export const operatePage = SubPageBlueprint.make({
  name: 'operate',
  if: forControllers,
  params: {
    path: subPaths.operate,
    title: 'Sources and cost',
    loader: () =>
      import('../components/operate/Operate').then(m => (
        <Content>
          <m.Operate />
        </Content>
      )),
  },
});

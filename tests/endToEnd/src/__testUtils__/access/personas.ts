import { mockCredentials } from '@backstage/backend-test-utils';

/** The teams that the table speaks of. */
export const TEAM = 'group:default/checkout';
export const DIVISION = 'group:default/commerce';
export const OTHER_TEAM = 'group:default/warehouse';

/** Users of the columns; `otherTeam` is somebody of the other team. */
export function usersOf(otherTeam: string): Map<string, string> {
  return new Map([
    ['member', 'user:default/persona-developer'],
    ['lead', 'user:default/persona-lead'],
    ['division lead', 'user:default/persona-division-lead'],
    ['board member', 'user:default/persona-board'],
    ['finance', 'user:default/persona-finance'],
    ['operator', 'user:default/persona-operator'],
    ['auditor', 'user:default/persona-auditor'],
    ['other team', otherTeam],
    ['no team', 'user:default/persona-outsider'],
  ]);
}

/** What each column of the table sends along. */
export function personas(users: ReadonlyMap<string, string>) {
  return new Map([
    ...[...users].map(([name, user]): [string, string] => [
      name,
      mockCredentials.user.header(user),
    ]),
    ['guest', mockCredentials.user.header('user:development/guest')],
    [
      'service',
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('plugin:reports'),
        targetPluginId: 'ai-scorecards',
      }),
    ],
    ['nobody', mockCredentials.none.header()],
  ]);
}

import { mockCredentials } from '@backstage/backend-test-utils';
import { push, PushRequest } from 'vendor-sim';
import { Portal } from './portal';

/** The token of a service that may push. */
export const PUSHER = mockCredentials.service.token({
  onBehalfOf: mockCredentials.service('plugin:pusher'),
  targetPluginId: 'ai-scorecards',
});

/** Sends requests one after the other; throws on an answer that does not take all of one. */
export function pushTo(
  portal: Portal,
  requests: readonly PushRequest[],
): Promise<void> {
  return push(portal.url(), PUSHER, requests);
}

import { apiPaths } from 'backstage-plugin-ai-scorecards-common';
import type { Cases, RequestWorld } from './RequestWorld';
import { TEAM } from './personas';

/** A row of the table of requests: a route as it is asked in some state of things. */
export interface RequestRoute {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** As the contract names it. */
  path: string;
  /** As it is asked. */
  url: (cases: Cases) => string;
  body?: object;
  /** Word for an answer; `yes` by default. */
  word?: (body: unknown, cases: Cases) => string;
}

const lists = (body: unknown, id: string) =>
  (body as { items: { id: string }[] }).items.some(item => item.id === id)
    ? 'listed'
    : 'left out';

/** Rows by name, in the order of the table. */
export function requestRoutes(
  world: Pick<RequestWorld, 'ask' | 'user' | 'access'>,
): Map<string, RequestRoute> {
  const of =
    (path: string, which: keyof Cases, n = '0') =>
    (cases: Cases) =>
      path.replace(':id', cases[which]).replace(':n', n);
  const get = (
    path: string,
    url: RequestRoute['url'] = () => path,
    word?: RequestRoute['word'],
  ): RequestRoute => ({ method: 'GET', path, url, word });
  const post = (
    path: string,
    which: keyof Cases,
    body: object = {},
  ): RequestRoute => ({ method: 'POST', path, url: of(path, which), body });
  const said = { reason: 'There is a reason' };
  const text = { text: 'There is something to say' };
  const ask = world.ask();
  return new Map<string, RequestRoute>([
    [
      'list of requests: one in review',
      get(
        apiPaths.requests,
        () => '/exception-requests?limit=100',
        (body, cases) => lists(body, cases.review),
      ),
    ],
    [
      'a request in review',
      get(apiPaths.request, of(apiPaths.request, 'review')),
    ],
    [
      'list of exceptions: an active one',
      get(
        apiPaths.exceptions,
        () => '/exceptions?limit=100',
        (body, cases) => lists(body, cases.active),
      ),
    ],
    [
      'an active exception',
      get(apiPaths.exception, of(apiPaths.exception, 'active')),
    ],
    ['its dossier', get(apiPaths.dossier, of(apiPaths.dossier, 'active'))],
    ['the decision log', get(apiPaths.decisionLog)],
    [
      'the log as lines',
      get(apiPaths.decisionLogExport, () => apiPaths.decisionLogExport),
    ],
    ['the board beside its queue', get(apiPaths.board)],
    [
      'what a request would come to',
      {
        method: 'POST',
        path: apiPaths.requestPreview,
        url: () => apiPaths.requestPreview,
        body: { ask },
      },
    ],
    [
      'draft for the team',
      {
        method: 'POST',
        path: apiPaths.requests,
        url: () => apiPaths.requests,
        body: { ask },
      },
    ],
    [
      'change a draft',
      {
        method: 'PATCH',
        path: apiPaths.request,
        url: of(apiPaths.request, 'draft'),
        body: { revision: 1, ask: { ...ask, seats: 2 } },
      },
    ],
    [
      'remove a draft',
      {
        method: 'DELETE',
        path: apiPaths.request,
        url: of(apiPaths.request, 'draft'),
      },
    ],
    [
      'send a draft',
      // Another request of the team is in review, which only those hear who may send.
      { ...post(apiPaths.requestSubmit, 'draft'), word: () => 'yes' },
    ],
    ['take a request back', post(apiPaths.requestWithdraw, 'review')],
    [
      'vote',
      post(apiPaths.requestVotes, 'review', {
        revision: 1,
        verdict: 'approve',
        reasonCode: 'fills-a-gap',
      }),
    ],
    [
      'say something to the team',
      post(apiPaths.requestComments, 'review', text),
    ],
    [
      'say something among the board',
      post(apiPaths.requestComments, 'review', { ...text, audience: 'board' }),
    ],
    [
      'ask the team',
      post(apiPaths.requestChanges, 'review', { revision: 1, ...text }),
    ],
    ['step aside', post(apiPaths.requestRecuse, 'review', said)],
    [
      'grant in an emergency',
      post(apiPaths.requestBreakGlass, 'review', { revision: 1, ...said }),
    ],
    ['ratify', post(apiPaths.requestRatify, 'emergency')],
    ['appeal a rejection', post(apiPaths.requestAppeal, 'rejected', text)],
    [
      'take a standing approval back',
      post(apiPaths.requestEndStanding, 'standing', said),
    ],
    [
      'accept support',
      post(apiPaths.exceptionAccept, 'approved', { acceptsConditions: true }),
    ],
    ['renew', post(apiPaths.exceptionRenew, 'active')],
    [
      'name another support owner',
      post(apiPaths.exceptionOwner, 'active', {
        part: 'support-owner',
        successor: world.user('team-mate'),
      }),
    ],
    [
      'name another budget owner',
      post(apiPaths.exceptionOwner, 'active', {
        part: 'budget-owner',
        successor: world.user('team-mate'),
      }),
    ],
    [
      'say how a condition stands',
      {
        ...post(apiPaths.exceptionCondition, 'active', { met: true, ...text }),
        url: of(apiPaths.exceptionCondition, 'active'),
      },
    ],
    ['give an exception back', post(apiPaths.exceptionRetire, 'active', said)],
    ['suspend', post(apiPaths.exceptionSuspend, 'active', said)],
    ['reinstate', post(apiPaths.exceptionReinstate, 'suspended', said)],
    ['revoke', post(apiPaths.exceptionRevoke, 'active', said)],
    [
      'say that a step of the wind-down is done',
      post(apiPaths.exceptionWindDown, 'expired', {
        step: 'data-deleted',
        ...text,
      }),
    ],
    [
      'name a deputy',
      {
        method: 'PUT',
        path: apiPaths.deputy,
        url: () => apiPaths.deputy,
        body: {
          user: world.user('outsider'),
          from: world.access.world.day(0),
          to: world.access.world.day(3),
        },
      },
    ],
    [
      'erase a person',
      {
        method: 'POST',
        path: apiPaths.erasures,
        url: () => apiPaths.erasures,
        body: { person: 'user:default/somebody-else' },
      },
    ],
    [
      'let somebody back who was erased',
      {
        method: 'POST',
        path: apiPaths.readmissions,
        url: () => apiPaths.readmissions,
        body: { person: 'user:default/somebody-else' },
      },
    ],
    [
      'may the team use it, by exception',
      get(
        apiPaths.policy,
        () =>
          `/policy?team=${encodeURIComponent(
            TEAM,
          )}&tool=cursor&user=user:default/persona-developer`,
      ),
    ],
  ]);
}

import type { RenderResult } from '@testing-library/react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  catalogApiRef,
  entityPresentationApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type { EntityPresentationApi } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { AiScorecardsApi } from 'backstage-plugin-ai-scorecards-common';
import type { JSX } from 'react';
import { fixtureApi, teamRef } from '../__fixtures__';
import { aiScorecardsApiRef } from '../api';
import { rootRouteRef } from '../routes';

/** A Group as the catalog has it. */
export const group: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { namespace: 'default', name: 'payments-core' },
  spec: { type: 'team', profile: { displayName: teamRef.title } },
};

/** A User as the catalog has it. */
export function user(name: string, displayName: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { namespace: 'default', name },
    spec: { profile: { displayName, email: `${name}@example.com` } },
  };
}

/** Names of people as a portal shows them; others go by the name in their ref. */
function presentationOf(entities: Entity[]): EntityPresentationApi {
  const names = new Map(
    entities.map(each => {
      const profile = each.spec?.profile as { displayName: string } | undefined;
      return [stringifyEntityRef(each), profile?.displayName];
    }),
  );
  return {
    forEntity: entityOrRef => {
      const entityRef =
        typeof entityOrRef === 'string'
          ? entityOrRef
          : stringifyEntityRef(entityOrRef);
      const snapshot = {
        entityRef,
        primaryTitle: names.get(entityRef) ?? entityRef.split('/')[1],
      };
      return { snapshot, promise: Promise.resolve(snapshot) };
    },
  };
}

/** Routes of the portal that the views link to. */
export const mountedRoutes = {
  '/ai-scorecards': rootRouteRef,
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

/** Renders a view inside a Group's page, on fixtures of which single answers can be replaced. */
export function renderView(
  element: JSX.Element,
  options: {
    api?: Partial<AiScorecardsApi>;
    address?: string;
    /** What the catalog holds. */
    entities?: Entity[];
  } = {},
): RenderResult & { api: AiScorecardsApi } {
  const api = fixtureApi(options.api);
  const result = renderInTestApp(
    <EntityProvider entity={group}>{element}</EntityProvider>,
    {
      apis: [
        [aiScorecardsApiRef, api],
        [catalogApiRef, catalogApiMock({ entities: options.entities ?? [] })],
        [entityPresentationApiRef, presentationOf(options.entities ?? [])],
        mockApis.identity({ userEntityRef: 'user:default/ada' }),
      ],
      mountedRoutes,
      initialRouteEntries: [options.address ?? '/'],
    },
  );
  return { ...result, api };
}

import {
  BasicPermission,
  createPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';

/** Signals of this channel say that a request or an exception changed; they carry nothing else. */
export const EXCEPTIONS_CHANNEL = 'ai-scorecards:exceptions';

/** Resource type of a request with the exception that comes of it; the resource ref is the request's id. */
export const RESOURCE_TYPE_EXCEPTION_REQUEST =
  'ai-scorecards-exception-request';

/** A request with everything said of it. */
export const requestReadPermission: ResourcePermission<
  typeof RESOURCE_TYPE_EXCEPTION_REQUEST
> = createPermission({
  name: 'ai-scorecards.exception-request.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_EXCEPTION_REQUEST,
});

/** The exception that an approval made: who may use what, until when, on which conditions. */
export const exceptionReadPermission: ResourcePermission<
  typeof RESOURCE_TYPE_EXCEPTION_REQUEST
> = createPermission({
  name: 'ai-scorecards.exception.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_EXCEPTION_REQUEST,
});

/** Filing requests. For which team is settled by the service. */
export const requestCreatePermission: BasicPermission = createPermission({
  name: 'ai-scorecards.exception-request.create',
  attributes: { action: 'create' },
});

/** Changing a request or an exception in any way. Which change is open to whom is settled by the service. */
export const requestUpdatePermission: ResourcePermission<
  typeof RESOURCE_TYPE_EXCEPTION_REQUEST
> = createPermission({
  name: 'ai-scorecards.exception-request.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_EXCEPTION_REQUEST,
});

/** The decision log and dossiers. */
export const exceptionLogReadPermission: BasicPermission = createPermission({
  name: 'ai-scorecards.exception-log.read',
  attributes: { action: 'read' },
});

export const exceptionPermissions = [
  requestReadPermission,
  exceptionReadPermission,
  requestCreatePermission,
  requestUpdatePermission,
  exceptionLogReadPermission,
];

import type { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';

/** Runs a change between the auditor's start and its outcome. */
export async function audited<T>(
  auditor: AuditorService,
  /** Undefined for a change that did not come over HTTP: then `meta` says who made it. */
  request: Request | undefined,
  eventId: string,
  change: () => Promise<T>,
  /** What the event says besides, once the change is made. */
  meta?: () => Promise<JsonObject>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId,
    severityLevel: 'medium',
    request,
  });
  try {
    const result = await change();
    await event.success(meta && { meta: await meta() });
    return result;
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
}

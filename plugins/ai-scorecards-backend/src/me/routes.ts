import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  apiPaths,
  meQuerySchema,
  seatAnswerRequestSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Router } from 'express';
import { audited } from '../http/audited';
import { parse } from '../http/parse';
import { Access } from '../permissions/Access';
import { MeService } from './MeService';

/** Everything under `/me`: user principals only, about themselves only. */
export function addMeRoutes(
  router: Router,
  {
    access,
    auditor,
    me,
    status,
  }: {
    access: Access;
    auditor: AuditorService;
    me: MeService;
    /** What operators read counts the answers. */
    status: { invalidate(): void };
  },
): void {
  router.get(apiPaths.me, async (request, response) => {
    const caller = await access.user(request);
    const query = parse(meQuerySchema, request.query);
    response.json(await me.describe(caller, query));
  });

  router.post(apiPaths.mySeats, async (request, response) => {
    const { user } = await access.user(request);
    const body = parse(seatAnswerRequestSchema, request.body);
    await audited(auditor, request, 'seat-answer', () =>
      me.answerSeat(user, body),
    );
    status.invalidate();
    response.status(204).end();
  });
}

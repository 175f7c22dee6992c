import type { LoggerService } from '@backstage/backend-plugin-api';
import { apiPaths } from 'backstage-plugin-ai-scorecards-common';
import type { PushAnswer } from 'backstage-plugin-ai-scorecards-common';
import type { Request, Response, Router } from 'express';
import { Access } from '../../permissions/Access';
import { FocusIntake } from './focus/FocusIntake';
import { Gate } from './http/Gate';
import { mediaType } from './http/mediaType';
import { PushError } from './http/PushError';
import { readBody } from './http/readBody';
import { refusal } from './http/refusal';
import { FOCUS_DOOR, PushDoor, ROWS_DOOR } from './pushedSource';
import { RefusedRows } from './RefusedRows';
import { RowIntake } from './RowIntake';
import { RowFormat } from './rows/readRows';

const MOST_BYTES = 20 * 1024 * 1024;

const FORMATS: Readonly<Record<string, RowFormat>> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/jsonl': 'ndjson',
  'text/csv': 'csv',
};

const FOCUS_FORMATS: Readonly<Record<string, RowFormat>> = {
  'text/csv': 'csv',
};

/** Rows of the plain form, and bills in FOCUS, over HTTP. */
export function addRowRoutes(
  router: Router,
  options: {
    access: Access;
    logger: LoggerService;
    gate: Gate;
    rows: RowIntake;
    focus: FocusIntake;
    refused: Pick<RefusedRows, 'ofPush'>;
  },
): void {
  const { access, logger, gate, rows, focus, refused } = options;

  const receive = async (
    request: Request,
    response: Response,
    door: PushDoor,
    take: (body: string, format: RowFormat) => Promise<PushAnswer>,
    formats: Readonly<Record<string, RowFormat>>,
  ) => {
    await access.pusher(request);
    try {
      const answer = await gate.pass(
        hold => readBody(request, MOST_BYTES, hold),
        async body => {
          const format = formats[mediaType(request)];
          if (!format) {
            throw new PushError(
              415,
              `content-type must be ${Object.keys(formats).join(' or ')}`,
            );
          }
          return take(body.toString('utf8'), format);
        },
      );
      await refused.ofPush(door, answer);
      if (answer.outcome !== 'refused') {
        response.json(answer);
        return;
      }
      const [first] = answer.refusedRows;
      const message = `No row was taken. Row ${first.row}: ${first.faults.join(
        '; ',
      )}`;
      response
        .status(400)
        .json({ error: { name: 'InputError', message }, ...answer });
    } catch (error) {
      throw refusal(error, response, logger);
    }
  };

  router.post(apiPaths.ingestUsage, (request, response) =>
    receive(
      request,
      response,
      ROWS_DOOR,
      (body, format) => rows.take(ROWS_DOOR, body, format),
      FORMATS,
    ),
  );
  router.post(apiPaths.ingestFocus, (request, response) =>
    receive(
      request,
      response,
      FOCUS_DOOR,
      body => focus.take(body),
      FOCUS_FORMATS,
    ),
  );
}

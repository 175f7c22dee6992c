import type { LoggerService } from '@backstage/backend-plugin-api';
import { apiPaths } from 'backstage-plugin-ai-scorecards-common';
import type { Request, Response, Router } from 'express';
import { Access } from '../../../permissions/Access';
import { Gate } from '../http/Gate';
import { mediaType } from '../http/mediaType';
import { PushError } from '../http/PushError';
import { readBody } from '../http/readBody';
import { refusal } from '../http/refusal';
import { OtlpIntake } from './OtlpIntake';
import {
  decodeRequest,
  encodeStatus,
  encodeSuccess,
  logsRequestSchema,
  metricsRequestSchema,
  OTLP_JSON,
  OTLP_PROTOBUF,
  Rejected,
} from './wire';

/** Senders make batches far smaller than this. */
const MOST_BYTES = 8 * 1024 * 1024;

/** OTLP over HTTP, answered as the protocol says: what a sender may send again is told by the status. */
export function addOtlpRoutes(
  router: Router,
  options: {
    access: Access;
    logger: LoggerService;
    gate: Gate;
    otlp: OtlpIntake;
  },
): void {
  const { access, logger, gate, otlp } = options;

  const receive = async (
    request: Request,
    response: Response,
    signal: 'Metrics' | 'Logs',
    take: (body: Buffer, type: string) => Promise<Rejected | undefined>,
  ) => {
    await access.pusher(request);
    const type = mediaType(request);
    try {
      const rejected = await gate.pass(
        hold => readBody(request, MOST_BYTES, hold),
        async body => {
          if (type !== OTLP_JSON && type !== OTLP_PROTOBUF) {
            throw new PushError(
              415,
              `content-type must be ${OTLP_PROTOBUF} or ${OTLP_JSON}`,
            );
          }
          return take(body, type);
        },
      );
      response
        .status(200)
        .type(type)
        .end(encodeSuccess(type, signal, rejected));
    } catch (error) {
      const { statusCode, message } = refusal(error, response, logger);
      const answerType = type === OTLP_PROTOBUF ? type : OTLP_JSON;
      response
        .status(statusCode)
        .type(answerType)
        .end(encodeStatus(answerType, message));
    }
  };

  router.post(apiPaths.ingestOtlpMetrics, (request, response) =>
    receive(request, response, 'Metrics', (body, type) =>
      otlp.metrics(decodeRequest(body, type, 'Metrics', metricsRequestSchema)),
    ),
  );
  router.post(apiPaths.ingestOtlpLogs, (request, response) =>
    receive(request, response, 'Logs', (body, type) =>
      otlp.logs(decodeRequest(body, type, 'Logs', logsRequestSchema)),
    ),
  );
}

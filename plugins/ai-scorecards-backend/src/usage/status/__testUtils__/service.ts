import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import type { ReconciliationLine } from 'backstage-plugin-ai-scorecards-common';
import type {
  DisabledSource,
  Source,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { fixedClock } from '../../../clock';
import { readConfig } from '../../../config';
import type { OrgStatus } from '../../../org';
import {
  IngestionStatusOptions,
  IngestionStatusService,
} from '../IngestionStatusService';
import { NOW } from './views';

export const ORGANISATION: OrgStatus = {
  takenAt: '2026-11-23T09:00:00.000Z',
  teams: 3,
  people: 30,
  developers: 28,
  faults: ['group:default/a stands above itself.'],
  heldSnapshot: {
    id: 4,
    takenAt: '2026-11-23T08:00:00.000Z',
    endsMemberships: 12,
    ofMemberships: 30,
    appliesAt: '2026-11-24T08:00:00.000Z',
  },
};

/** The service on a database, for sources that are wanted for forty days. */
export function serviceOn(
  knex: Knex,
  sources: Source[],
  parts: Partial<IngestionStatusOptions> & {
    disabled?: DisabledSource[];
    lines?: ReconciliationLine[];
  } = {},
): IngestionStatusService {
  const { disabled = [], lines = [], ...options } = parts;
  return new IngestionStatusService({
    knex,
    config: readConfig(
      new ConfigReader({ aiScorecards: { backfillDays: 40 } }),
    ),
    privacyWritten: false,
    sources: {
      sources: () => sources,
      outcomes: () => [],
      disabled: () => disabled,
    },
    organisation: { status: async () => ORGANISATION },
    reconciliation: { lines: async () => lines },
    seatAnswers: { toReturn: async () => [] },
    codeHosts: async () => [],
    refused: async () => [],
    retention: {
      status: async () => ({ keptFrom: '2024-09-14', lastRunAt: null }),
    },
    clock: fixedClock(NOW.toISOString()),
    logger: mockServices.logger.mock(),
    time: () => NOW,
    ...options,
  });
}

/** A row of an account on a day, amounts in micro-units. */
export function factOf(
  { id, toolId }: { id: number; toolId: number },
  identity: number,
  day: string,
  money: { usage?: number; value?: number } = {},
) {
  return {
    day,
    identity_id: identity,
    tool_id: toolId,
    source_id: id,
    active: true,
    usage_micros: money.usage ?? null,
    value_micros: money.value ?? null,
  };
}

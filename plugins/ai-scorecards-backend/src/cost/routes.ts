import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  apiPaths,
  CommitmentState,
  costClosePermission,
  costMonthSchema,
  costReadPermission,
  OpenMonth,
  organisationSpendQuerySchema,
  reconciliationQuerySchema,
  ReconciliationLine,
  ROWS_LEFT_OUT_HEADER,
} from 'backstage-plugin-ai-scorecards-common';
import type { Response, Router } from 'express';
import { audited } from '../http/audited';
import { KeptBodies } from '../http/KeptBodies';
import { parse } from '../http/parse';
import { Access } from '../permissions/Access';
import type { FocusExport } from './CostExports';
import type { SpendService } from './SpendService';

/** Two years by team are as long as many scorecards. */
const MOST_SPENDS = 20;

export interface CostRoutesOptions {
  access: Access;
  auditor: AuditorService;
  reconciliation: {
    lines(query: {
      source?: string;
      month?: string;
      teams?: boolean;
    }): Promise<ReconciliationLine[]>;
  };
  spend: Pick<SpendService, 'get' | 'madeFrom'>;
  /** What is left of commitments. */
  commitments(): Promise<CommitmentState[]>;
  closing: {
    close(
      month: string,
      by: string,
    ): Promise<{ at: string; by: string | null }>;
    openMonths(lines: readonly ReconciliationLine[]): Promise<OpenMonth[]>;
  };
  exports: {
    chargeback(month: string): Promise<string>;
    focus(month: string): Promise<FocusExport>;
  };
}

/** What cost comes to, for finance and operators. Closing a month is an auditor event. */
export function addCostRoutes(
  router: Router,
  options: CostRoutesOptions,
): void {
  const { access } = options;
  const spends = new KeptBodies(MOST_SPENDS);

  router.get(apiPaths.reconciliation, async (request, response) => {
    await access.controller(request, costReadPermission);
    const query = parse(reconciliationQuerySchema, request.query);
    const items = await options.reconciliation.lines({
      ...query,
      teams: query.teams === 'true',
    });
    response.json({
      items,
      commitments: await options.commitments(),
      open: await options.closing.openMonths(items),
    });
  });

  router.get(apiPaths.organisationSpend, async (request, response) => {
    await access.controller(request, costReadPermission);
    const query = parse(organisationSpendQuerySchema, request.query);
    const from = await options.spend.madeFrom();
    await spends.send(response, JSON.stringify(query), from, () =>
      options.spend.get(query),
    );
  });

  router.post(apiPaths.closeMonth, async (request, response) => {
    const { user } = await access.controller(request, costClosePermission);
    const { month } = parse(costMonthSchema, request.body);
    const { at, by } = await audited(
      options.auditor,
      request,
      'month-close',
      () => options.closing.close(month, user),
      async () => ({ month }),
    );
    response.json({ at, by });
  });

  router.get(apiPaths.chargeback, async (request, response) => {
    await access.controller(request, costReadPermission);
    const { month } = parse(costMonthSchema, request.query);
    const csv = await options.exports.chargeback(month);
    sendCsv(response, csv, `chargeback-${month}.csv`);
  });

  router.get(apiPaths.focusExport, async (request, response) => {
    await access.controller(request, costReadPermission);
    const { month } = parse(costMonthSchema, request.query);
    const { csv, leftOut } = await options.exports.focus(month);
    response.set(ROWS_LEFT_OUT_HEADER, String(leftOut));
    sendCsv(response, csv, `focus-${month}.csv`);
  });
}

function sendCsv(response: Response, csv: string, name: string) {
  response
    .type('text/csv')
    .attachment(name)
    .set('cache-control', 'no-store')
    .send(csv);
}

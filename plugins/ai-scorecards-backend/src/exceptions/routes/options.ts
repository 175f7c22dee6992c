import type { AuditorService } from '@backstage/backend-plugin-api';
import { RequestAccess } from '../access/RequestAccess';
import { BoardService } from '../board/BoardService';
import { DecisionLog } from '../log';
import { RequestReads } from '../RequestReads';
import { CaseService } from '../service/CaseService';

export interface ExceptionRouteOptions {
  auditor: AuditorService;
  requestAccess: RequestAccess;
  cases: CaseService;
  requestReads: RequestReads;
  /** Null where no key is configured. */
  decisionLog: DecisionLog | null;
  boards: BoardService;
}

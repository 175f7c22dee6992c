import type { Check } from './check';
import { agentsLeastPrivilege } from './checks/agentsLeastPrivilege';
import { attributionLabelled } from './checks/attributionLabelled';
import { batchesSmall } from './checks/batchesSmall';
import { dataClassified } from './checks/dataClassified';
import { evalsRun } from './checks/evalsRun';
import { exceptionsInGoodOrder } from './checks/exceptionsInGoodOrder';
import { instructionsFresh } from './checks/instructionsFresh';
import { leadAppointed } from './checks/leadAppointed';
import { practicesDocumented } from './checks/practicesDocumented';
import { qualityPublished } from './checks/qualityPublished';
import { repoInstructions } from './checks/repoInstructions';
import { reviewChecklist } from './checks/reviewChecklist';
import { reviewNotRubberStamped } from './checks/reviewNotRubberStamped';
import { reviewSameBar } from './checks/reviewSameBar';
import { reworkTracked } from './checks/reworkTracked';
import { sastOnPr } from './checks/sastOnPr';
import { secretsScanning } from './checks/secretsScanning';
import { securityExtraScrutiny } from './checks/securityExtraScrutiny';
import { stanceAcknowledged } from './checks/stanceAcknowledged';
import { testsRequired } from './checks/testsRequired';
import { toolDefaultConfigured } from './checks/toolDefaultConfigured';
import { toolSanctionedOnly } from './checks/toolSanctionedOnly';

/**
 * The shipped catalogue, by level. What has no evidence yet is not in it: a check that nobody can pass is absent, not
 * failed.
 */
export const CHECKS: readonly Check[] = [
  reviewSameBar,
  testsRequired,
  securityExtraScrutiny,
  secretsScanning,
  toolDefaultConfigured,
  toolSanctionedOnly,
  stanceAcknowledged,
  practicesDocumented,
  reviewChecklist,
  repoInstructions,
  sastOnPr,
  dataClassified,
  leadAppointed,
  exceptionsInGoodOrder,
  qualityPublished,
  attributionLabelled,
  batchesSmall,
  reviewNotRubberStamped,
  instructionsFresh,
  reworkTracked,
  agentsLeastPrivilege,
  evalsRun,
];

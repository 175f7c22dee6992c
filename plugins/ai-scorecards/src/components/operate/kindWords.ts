import type { ReconciliationLine } from 'backstage-plugin-ai-scorecards-common';
import type { Words } from '../../hooks';

/** Words for a kind of cost. */
export function kindWords(kind: ReconciliationLine['kind'], t: Words): string {
  switch (kind) {
    case 'seat':
      return t('reconcile.kindSeat');
    case 'usage':
      return t('reconcile.kindUsage');
    default:
      return t('reconcile.kindValue');
  }
}

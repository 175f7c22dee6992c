import { DecisionLog, formatHead } from './DecisionLog';

/** What an auditor event says of the decision log: its head. */
export function headOf(log: DecisionLog | null) {
  return async () => {
    const head = await log?.head();
    return { head: head ? formatHead(head) : null };
  };
}

import {
  IdentityDecision,
  identityDecisionSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { faultText, parseCsv } from '../csv/parseCsv';

/** A decision and where it was given, for faults: `line 3`, `decisions[2]`. */
export interface PlacedDecision {
  place: string;
  decision: IdentityDecision;
}

/**
 * Reads decisions from CSV with the header `namespace,account,state,person,leftOn`; the last two may be empty or
 * missing. Returns every fault as a sentence with its line.
 */
export function readDecisionsCsv(text: string): {
  decisions: PlacedDecision[];
  faults: string[];
} {
  const csv = parseCsv(
    text,
    ['namespace', 'account', 'state'],
    ['person', 'leftOn'],
  );
  const faults = csv.faults.map(faultText);
  const decisions: PlacedDecision[] = [];
  for (const { line, values } of csv.lines) {
    const parsed = identityDecisionSchema.safeParse(
      Object.fromEntries(
        Object.entries(values).filter(([, value]) => value !== ''),
      ),
    );
    const place = `line ${line}`;
    if (parsed.success) {
      decisions.push({ place, decision: parsed.data });
      continue;
    }
    for (const issue of parsed.error.issues) {
      const column = String(issue.path[0]);
      faults.push(
        `${place}: ${column} ${wordsFor(column, values, issue.message)}`,
      );
    }
  }
  return { decisions, faults };
}

function wordsFor(
  column: string,
  values: Record<string, string>,
  message: string,
): string {
  if (column === 'state') {
    return 'must be person, service-account, left or unresolved';
  }
  const isMissing = values[column] === '' && column !== 'person';
  return isMissing ? 'must not be empty' : message;
}

import { Adoption, AdoptionTruth } from './adoption';
import { CostTruth, MonthCost } from './cost';
import { Facts } from './facts';
import { TeamHistory } from './organisation';
import { Line, monthsCollected, reconcile } from './reconciliation';
import { Settings } from './settings';
import { Truth, readTruth } from './truth';

/** Every figure that the portal must show. */
export interface Expected {
  /** Monday of the last complete week */
  week: string;
  teams: string[];
  adoption: Map<string, Adoption>;
  /** by month, then by team */
  cost: Map<string, Map<string, MonthCost>>;
  /** by month, also those that are not complete */
  lines: Line[];
  /** what it was worked out from */
  truth: Truth;
  history: TeamHistory;
  facts: Facts;
  /** the tool that reports seats, when it is the only one */
  seatTool: string | undefined;
}

/**
 * Reads the stand-in at an address and works out every figure. Days are UTC,
 * money is whole micro-units.
 */
export async function expected(
  url: string,
  settings: Settings,
): Promise<Expected> {
  const truth = await readTruth(url, settings);
  return workOut(truth, settings);
}

/** The same from a truth that is at hand. */
export function workOut(truth: Truth, settings: Settings): Expected {
  const history = new TeamHistory(truth, settings);
  const facts = new Facts(truth, settings);
  const adoption = new AdoptionTruth(facts, history, settings);
  const cost = new CostTruth(facts, history, settings);
  return {
    week: adoption.lastWeek(),
    teams: history.teams,
    adoption: adoption.all(),
    cost: new Map(
      cost.completeMonths().map(month => [month, cost.month(month)]),
    ),
    lines: monthsCollected(settings).flatMap(month =>
      reconcile(month, facts, cost, settings),
    ),
    truth,
    history,
    facts,
    seatTool: facts.onlySeatTool(),
  };
}

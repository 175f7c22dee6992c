import {
  ExceptionCase,
  Precedent,
  withoutPrivateReason,
} from 'backstage-plugin-ai-scorecards-common';
import { toolOf } from '../store/toolOf';

/** Earlier decisions that are shown beside a request. */
const PRECEDENTS = 3;

/** The last decisions in their public form: never another team's text. */
export function precedentsOf(
  decided: readonly ExceptionCase[],
  title: string,
): Precedent[] {
  return decided
    .flatMap(known => precedentOf(known, title) ?? [])
    .slice(0, PRECEDENTS);
}

function precedentOf(
  { request, exception }: ExceptionCase,
  title: string,
): Precedent | null {
  const { decision, wish } = request;
  if (decision?.outcome !== 'approved' && decision?.outcome !== 'rejected') {
    return null;
  }
  return {
    tool: toolOf(request) ?? '',
    toolTitle: title,
    outcome: decision.outcome,
    decidedOn: decision.at.slice(0, 10),
    seats: wish.ask.seats,
    days: exception
      ? Math.round(
          (Date.parse(exception.until) - Date.parse(exception.from)) /
            86_400_000,
        ) + 1
      : null,
    data: wish.ask.data,
    conditions: decision.conditions.map(({ sentence }) => sentence),
    reason: withoutPrivateReason(decision.reason),
  };
}

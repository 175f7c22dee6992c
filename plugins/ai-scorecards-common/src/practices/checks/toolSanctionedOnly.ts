import type { ToolPolicy } from '../../contract';
import { Check, undecided, verdict } from '../check';
import type { ToolFact } from '../facts';

const isForAll = (policy: ToolPolicy | null) =>
  policy === 'default' || policy === 'approved';

const isExcepted = ({ policy, exceptedBy }: ToolFact) =>
  !isForAll(policy) && exceptedBy.length > 0;

const isSanctioned = (tool: ToolFact) =>
  isForAll(tool.policy) || isExcepted(tool);

const namesOf = (tools: readonly ToolFact[]) =>
  tools.map(({ title }) => title).join(', ');

/** Every tool that enough people were seen to use is the default, approved, or covered by a live exception. */
export const toolSanctionedOnly: Check = {
  id: 'tool.sanctioned-only',
  title: 'No unsanctioned tool in use without a live exception',
  why: 'An exception takes three days and makes the use safe: terms are read, data are classified, somebody supports it.',
  level: 1,
  required: true,
  category: 'tools',
  evidence: 'automatic',
  howToPass: {
    text: 'Request an exception for the tool, or move to an approved one',
  },
  weight: 80,
  version: 1,
  attestationDays: null,
  evaluate({ toolsUsed, usageGaps }) {
    if (!toolsUsed.known) return undecided(toolsUsed);
    const used = toolsUsed.value;
    const others = used.filter(tool => !isSanctioned(tool));
    // What is not collected can hide no tool that everybody may use.
    const gap = usageGaps.find(
      ({ policy }) => used.length === 0 || !isForAll(policy),
    );
    if (others.length === 0 && gap) return verdict('unknown', gap.reason);
    if (used.length === 0) {
      return verdict(
        'not-applicable',
        'No tool was seen in use by enough people in 28 days.',
      );
    }
    const excepted = used.filter(isExcepted);
    const raw = {
      text: `${used.length - others.length} of ${used.length} ${
        used.length === 1 ? 'tool' : 'tools'
      }${excepted.length > 0 ? `, ${excepted.length} by exception` : ''}`,
      value: used.length - others.length,
      of: used.length,
    };
    const byException =
      excepted.length > 0 ? ` By a live exception: ${namesOf(excepted)}.` : '';
    return others.length === 0
      ? verdict(
          'pass',
          `Every tool that enough people use is sanctioned.${byException}`,
          { raw, byException: excepted.flatMap(tool => tool.exceptedBy) },
        )
      : verdict(
          'fail',
          `${namesOf(others)}: in use without an exception.${byException}`,
          { raw },
        );
  },
};

import { Report } from './reports';
import { Settings, toolsOf } from './settings';

/** A report with the person that it is about, or the account of nobody. */
export interface Held {
  report: Report;
  holder: string;
}

const counts = ({ active, amounts, credits }: Report): boolean =>
  active ||
  amounts.some(({ micros }) => micros !== 0n) ||
  credits.some(({ top }) => top !== 0n);

/**
 * Of what several doors report of one use, what is believed: by holder, day and tool all that the first door says that
 * counted anything, or the first at all where none did.
 */
export function believedOf(held: Held[], settings: Settings): Set<Report> {
  const places = new Map(toolsOf(settings).map(it => [it.tool, it.doors]));
  const uses = new Map<string, Report[]>();
  for (const { report, holder } of held) {
    const key = `${report.tool} ${report.day} ${holder}`;
    uses.set(key, [...(uses.get(key) ?? []), report]);
  }
  const believed = new Set<Report>();
  for (const reports of uses.values()) {
    const doors = (places.get(reports[0].tool) ?? []).filter(door =>
      reports.some(report => report.door === door),
    );
    const chosen =
      doors.find(door => reports.some(it => it.door === door && counts(it))) ??
      doors[0];
    reports
      .filter(({ door }) => door === chosen)
      .forEach(report => believed.add(report));
  }
  return believed;
}

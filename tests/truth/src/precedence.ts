import { Report } from './reports';
import { Key, Settings, isPushDoor, toolsOf } from './settings';

/** A report with the person that it is about, or the account of nobody. */
export interface Held {
  report: Report;
  holder: string;
  /** somebody whom the portal does not know */
  isUnknown: boolean;
}

const counts = ({ active, amounts, credits }: Report): boolean =>
  active ||
  amounts.some(({ micros }) => micros !== 0n) ||
  credits.some(({ top }) => top !== 0n);

const costs = ({ amounts, credits }: Report): boolean =>
  amounts.some(({ kind, micros }) => kind === 'usage' && micros !== 0n) ||
  credits.some(({ top }) => top !== 0n);

/**
 * Of what several doors report of one use, what is believed: by holder, day and tool all that the first door says that
 * counted anything, or the first at all where none did. What is pushed of somebody unknown whom no vendor names is not,
 * where a vendor reports the day, whatever the order; nor, unless it costs, where another push that comes before does: they
 * may have the same use under another name.
 */
export function believedOf(held: Held[], settings: Settings): Set<Report> {
  const places = new Map(toolsOf(settings).map(it => [it.tool, it.doors]));
  const reporting = new Set(
    held
      .filter(({ report }) => !report.isBill)
      .map(({ report: { tool, day, door } }) => `${tool} ${day} ${door}`),
  );
  const pushing = new Set(
    held
      .filter(({ report }) => !report.isBill && counts(report))
      .map(({ report: { tool, day, door } }) => `${tool} ${day} ${door}`),
  );
  const isReportedElsewhere = (report: Report, use: Report[]): boolean => {
    const { tool, day, door } = report;
    if (!isPushDoor(door)) return false;
    const doors = places.get(tool) ?? [];
    const before = doors.slice(0, doors.indexOf(door));
    return (
      doors.some(
        it => !isPushDoor(it) && reporting.has(`${tool} ${day} ${it}`),
      ) ||
      (!use.some(it => it.door === door && costs(it)) &&
        !use.some(it => before.includes(it.door)) &&
        before.some(
          it => isPushDoor(it) && pushing.has(`${tool} ${day} ${it}`),
        ))
    );
  };
  const uses = new Map<string, Held[]>();
  for (const one of held) {
    const { tool, day } = one.report;
    const key = `${tool} ${day} ${one.holder}`;
    uses.set(key, [...(uses.get(key) ?? []), one]);
  }
  const believed = new Set<Report>();
  for (const use of uses.values()) {
    const isComparable = use.some(
      ({ report, isUnknown }) => !isUnknown || !isPushDoor(report.door),
    );
    const reports = use.map(({ report }) => report);
    const chosen = firstDoor(reports, places.get(reports[0].tool) ?? []);
    reports
      .filter(({ door }) => door === chosen)
      .filter(report => isComparable || !isReportedElsewhere(report, reports))
      .forEach(report => believed.add(report));
  }
  return believed;
}

/** The first door that counted anything, or the first at all. */
function firstDoor(reports: Report[], order: Key[]): Key | undefined {
  const doors = order.filter(door => reports.some(it => it.door === door));
  return (
    doors.find(door => reports.some(it => it.door === door && counts(it))) ??
    doors[0]
  );
}

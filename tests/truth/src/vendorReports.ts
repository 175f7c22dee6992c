import { ownerOf } from './owners';
import { Settings, toolsOf } from './settings';
import { Truth } from './truth';

/** Pull requests that a vendor reports its tool to have opened for somebody on a UTC day. */
export interface Report {
  person: string;
  day: string;
  pullRequests: number;
}

/** What the open doors report of people's pull requests, by person; each use comes through one door here. */
export function vendorReports(
  truth: Truth,
  settings: Settings,
): Map<string, Report[]> {
  const byPerson = new Map<string, Report[]>();
  const open = toolsOf(settings)
    .filter(({ doors }) => doors.length > 0)
    .map(({ tool }) => tool);
  for (const { day, tool, revealed, ...holder } of truth.rows) {
    const pullRequests = revealed?.counters.pullRequests ?? 0;
    const { person } = ownerOf(holder, settings);
    if (person !== undefined && pullRequests > 0 && open.includes(tool)) {
      const list = byPerson.get(person) ?? [];
      byPerson.set(person, [...list, { person, day, pullRequests }]);
    }
  }
  return byPerson;
}

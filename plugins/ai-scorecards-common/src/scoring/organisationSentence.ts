import type { Coverage } from '../contract/primitives';
import type { PublishedWeek, ScoredTool } from './input';

/** Over fewer people a rate shows its ends as bounds, which counts would undo. */
const PEOPLE_OF_A_COUNT = 20;

const count = (value: number) => value.toLocaleString('en-US');

/**
 * How it stands with everybody, and how sure that is: "1,312 of 1,870 licensed developers were active in the week of
 * 2026-11-16 (4 of 5 tools, 93 % matched)." Of the last week that is known;
 * undefined where none is, or too few people stand behind it.
 */
export function organisationSentence(
  weeks: readonly PublishedWeek[],
  tools: readonly Pick<ScoredTool, 'connected'>[],
  coverage: Coverage,
): string | undefined {
  const last = weeks.filter(({ state }) => state === 'ok').pop();
  if (!last) return undefined;
  const { shown, active, people } = last.licensed;
  if (!shown || people < PEOPLE_OF_A_COUNT) return undefined;
  const connected = tools.filter(tool => tool.connected).length;
  const sure = [
    `${connected} of ${tools.length} tools`,
    ...(coverage.accounts === null
      ? []
      : // Down, so that nothing is said to be matched that is not.
        [`${Math.floor(coverage.accounts * 100)} % matched`]),
  ];
  return `${count(active)} of ${count(
    people,
  )} licensed developers were active in the week of ${last.week} (${sure.join(
    ', ',
  )}).`;
}

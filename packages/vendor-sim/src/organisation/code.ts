import {
  makeRepositories,
  PRACTICES_PATH,
  WEB_URLS,
} from '../world/code/repositories';
import { codePlanOf } from '../world/code/teamPlans';
import { Repository } from '../world/code/types';
import { Group, Organisation, userRef } from './types';

/** What the catalog says of a team's code and practices. */
export interface CatalogCode {
  repositories: Repository[];
  /** further annotations of a Group, by its name */
  annotations: Map<string, Record<string, string>>;
}

/** Every eighth lead is one of a rotation. */
const ROTATING = 8;

/** Components and Group annotations, as the example catalog has them. */
export function catalogCode(organisation: Organisation): CatalogCode {
  const repositories = makeRepositories(organisation);
  const annotations = new Map<string, Record<string, string>>();
  organisation.groups.forEach((group, index) => {
    const found = annotationsOf(group, index, organisation, repositories);
    if (Object.keys(found).length > 0) {
      annotations.set(group.name, found);
    }
  });
  return { repositories, annotations };
}

function annotationsOf(
  { name }: Group,
  index: number,
  { people }: Organisation,
  repositories: Repository[],
): Record<string, string> {
  const plan = codePlanOf(name);
  const first = repositories.find(
    it => it.team === name && it.kind === 'active',
  );
  if (!plan || !first) {
    return {};
  }
  const lacks = (check: string) => plan.lacks.some(it => it.check === check);
  const lead = people.find(
    it =>
      !it.left && it.memberOf.includes(name) && it.jobFamily === 'engineering',
  );
  const tree = first.host === 'github' ? 'blob' : '-/blob';
  return {
    ...(!lacks('practices.documented') && {
      'ai-scorecards/practices': `${WEB_URLS[first.host]}/${
        first.slug
      }/${tree}/main/${PRACTICES_PATH}`,
    }),
    ...(lead &&
      !lacks('lead.appointed') && {
        'ai-scorecards/practice-lead': userRef(lead.name),
        ...(index % ROTATING === 0 && {
          'ai-scorecards/practice-lead-rotates': 'true',
        }),
      }),
  };
}

import { Queryable, Settings } from '../database';

/** Names of what practices keep in the settings table. */
export const PRACTICE_SETTINGS = {
  /** Raised whenever something changed that results follow from. */
  version: 'practices.version',
  /** What was last evaluated: day, version, catalogue. */
  evaluated: 'practices.evaluated',
  /** When the catalog was last looked at for repositories. */
  look: 'practices.look',
  /** How often somebody asked for a code host to be read; its id follows. */
  readsAsked: 'practices.asked',
  /** How many of them the last read answered. */
  readsAnswered: 'practices.answered',
  /** Raised first by whoever writes results, so that writers come one after the other. */
  lock: 'practices.lock',
  /** Raised with each change of how a team stands. */
  standings: 'practices.standings',
} as const;

const settings = new Settings();

/** Says that results have to be worked out again. */
export async function markChanged(trx: Queryable): Promise<void> {
  await settings.raise(trx, PRACTICE_SETTINGS.version);
}

/** A number that another value of means that something changed since. */
export async function practicesVersion(trx: Queryable): Promise<number> {
  return (await settings.get<number>(trx, PRACTICE_SETTINGS.version)) ?? 0;
}

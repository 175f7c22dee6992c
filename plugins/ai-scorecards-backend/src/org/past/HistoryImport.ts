import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { AiScorecardsConfig } from '../../config';
import { Settings, StalePeriods } from '../../database';
import { ErasedNames } from '../../erasure/names';
import { ORG_SETTINGS, OrgStore } from '../OrgStore';
import { circlesOf, derivePast } from './derivePast';
import {
  Parsed,
  parsePeopleHistory,
  parseTeamsHistory,
  PastEdge,
  PastMembership,
} from './parseHistory';
import { PastWriter } from './PastWriter';
import { configFolders, readConfiguredFile } from './readFiles';

/** The files as they are now; null where a file is not configured. */
export interface HistoryFiles {
  people: string | null;
  teams: string | null;
  /** Sentences on files that cannot be read. */
  faults: string[];
}

/** What was last done about the history. */
interface ImportState {
  /** Hash of the last import that was taken over; null before the first. */
  applied: string | null;
  /** Hash of the last one that was looked at. */
  tried: string;
  faults: string[];
}

/** Reads the files that `aiScorecards.org.history` names. Never throws: what is wrong is told to operators. */
export async function readHistoryFiles(
  history: AiScorecardsConfig['org']['history'],
  folders?: readonly string[],
): Promise<HistoryFiles> {
  const files: HistoryFiles = { people: null, teams: null, faults: [] };
  const where = folders ?? (await configFolders());
  for (const name of ['people', 'teams'] as const) {
    const path = history[name];
    if (path === undefined) continue;
    try {
      files[name] = await readConfiguredFile(
        `aiScorecards.org.history.${name}`,
        path,
        where,
      );
    } catch (error) {
      files.faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  return files;
}

/**
 * Brings the days before the first look at the catalog into line with the history files. A file with a fault is not
 * taken over at all, and what was imported before stays.
 */
export class HistoryImport {
  readonly #org: OrgStore;
  readonly #writer: PastWriter;
  readonly #settings = new Settings();

  constructor(org: OrgStore, stale: StalePeriods) {
    this.#org = org;
    this.#writer = new PastWriter(org, stale);
  }

  /**
   * Does nothing when neither the files nor who counts as a developer changed, the day of the first look excepted: until
   * it ends, the assumed past follows what that day shows. Returns whether anything changed, and the faults.
   */
  async run(
    trx: Knex.Transaction,
    files: HistoryFiles,
    counting: { rule: unknown; isCounted: (person: string) => boolean },
    today: string,
  ): Promise<{ changed: boolean; faults: string[] }> {
    const firstDay = await this.#org.firstSnapshotDay(trx);
    if (firstDay === null) return { changed: false, faults: files.faults };
    const key = createHash('sha256')
      .update(JSON.stringify([files, counting.rule ?? null]))
      .digest('hex');
    const state = await this.#settings.get<ImportState>(
      trx,
      ORG_SETTINGS.history,
    );
    if (state?.tried === key && today !== firstDay) {
      return { changed: false, faults: state.faults };
    }
    const erased = await ErasedNames.load(trx);
    const people = parse(files.people, parsePeopleHistory);
    for (const row of people.rows) row.person = erased.refOf(row.person);
    if (files.people !== null && !erased.isEmpty) {
      // Whoever takes an erased person out of the file takes out their name, and not where a nameless person was.
      const inFile = new Set(people.rows.map(row => row.person));
      const known = await this.#writer.imported(trx, erased.people);
      people.rows.push(...known.filter(row => !inFile.has(row.person)));
    }
    const teams = parse(files.teams, parseTeamsHistory);
    const faults = [
      ...files.faults,
      ...people.faults.map(named('people')),
      ...teams.faults.map(named('teams')),
    ].map(fault => erased.redact(fault));
    const look = await this.#writer.firstLook(trx, firstDay);
    const derive = (known: { people: PastMembership[]; teams: PastEdge[] }) =>
      derivePast({
        firstDay,
        ...look,
        ...known,
        isCounted: counting.isCounted,
      });
    let past = derive({ people: people.rows, teams: teams.rows });
    if (teams.rows.length > 0) {
      faults.push(...circlesOf(past).map(named('teams')));
    }
    const applied = state?.applied ?? null;
    let changed = false;
    if (faults.length === 0 || applied === null) {
      if (faults.length > 0) past = derive({ people: [], teams: [] });
      changed = await this.#writer.replace(trx, past, today);
    }
    await this.#settings.set(trx, ORG_SETTINGS.history, {
      applied: faults.length === 0 ? key : applied,
      tried: key,
      faults,
    } satisfies ImportState);
    return { changed, faults };
  }
}

function parse<T>(
  text: string | null,
  read: (text: string) => Parsed<T>,
): Parsed<T> {
  return text === null ? { rows: [], faults: [] } : read(text);
}

function named(file: 'people' | 'teams') {
  return (fault: string) => `aiScorecards.org.history.${file}: ${fault}.`;
}

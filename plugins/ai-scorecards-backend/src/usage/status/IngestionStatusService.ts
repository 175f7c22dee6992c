import type {
  Coverage,
  Freshness,
  IngestionStatus,
} from 'backstage-plugin-ai-scorecards-common';
import type {
  DisabledSource,
  Source,
} from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { Clock } from '../../clock';
import { AiScorecardsConfig } from '../../config';

/** The sources that run and those that cannot. */
export interface SourceList {
  sources(): readonly Source[];
  disabled(): readonly DisabledSource[];
}

export interface IngestionStatusOptions {
  knex: Knex;
  config: AiScorecardsConfig;
  sources: SourceList;
  clock: Clock;
}

/** How collection stands. */
export interface IngestionStatusReads {
  status(): Promise<IngestionStatus>;
  freshness(): Promise<Freshness>;
  coverage(): Promise<Coverage>;
  /** Throws NotFoundError for an id that no source has. */
  testSource(id: string): Promise<{ ok: boolean; sentence: string }>;
  /** Forgets what was read a moment ago. */
  invalidate(): void;
}

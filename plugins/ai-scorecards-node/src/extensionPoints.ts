import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Check } from 'backstage-plugin-ai-scorecards-common';
import { EvidenceSource } from './sources/evidence';
import { OutcomeSource } from './sources/outcomes';
import { AccountRef } from './sources/records';
import { RowReader } from './sources/rows';
import { DisabledSource, Source } from './sources/sources';

/** Where a source module registers what it collects. */
export interface SourcesExtensionPoint {
  /** Throws if a source with the same id is there already. */
  addSource(source: Source): void;
  /** For a configuration that cannot run: the portal starts, and operators see the path and the reason. */
  addDisabledSource(source: DisabledSource): void;
}

export const sourcesExtensionPoint =
  createExtensionPoint<SourcesExtensionPoint>({ id: 'ai-scorecards.sources' });

/** Where a module registers files of rows that are read on a schedule. */
export interface RowsExtensionPoint {
  addReader(reader: RowReader): void;
}

export const rowsExtensionPoint = createExtensionPoint<RowsExtensionPoint>({
  id: 'ai-scorecards.rows',
});

/** Where a code host registers what it tells for practice checks, and what came of the work. */
export interface CodeHostsExtensionPoint {
  /** Throws if a source with the same id is there already. */
  addEvidenceSource(source: EvidenceSource): void;
  /** Throws if a source with the same id is there already. */
  addOutcomeSource(source: OutcomeSource): void;
}

export const codeHostsExtensionPoint =
  createExtensionPoint<CodeHostsExtensionPoint>({
    id: 'ai-scorecards.code-hosts',
  });

/** Where a module adds practice checks of the organisation's own. */
export interface PracticeChecksExtensionPoint {
  /** A check looks at collected facts and is pure. One that throws is unknown. */
  addCheck(check: Check): void;
}

export const practiceChecksExtensionPoint =
  createExtensionPoint<PracticeChecksExtensionPoint>({
    id: 'ai-scorecards.practice-checks',
  });

/** Turns vendor accounts that e-mail, login and annotations do not resolve into catalog users. */
export interface IdentityResolver {
  readonly id: string;
  /** Returns full user entity refs by account key; an account that is left out stays unresolved. */
  resolve(
    namespace: string,
    accounts: AccountRef[],
  ): Promise<Map<string, string>>;
}

export interface IdentityExtensionPoint {
  addResolver(resolver: IdentityResolver): void;
}

export const identityExtensionPoint =
  createExtensionPoint<IdentityExtensionPoint>({
    id: 'ai-scorecards.identity',
  });

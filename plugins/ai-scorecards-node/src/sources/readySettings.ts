import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SourcesExtensionPoint } from '../extensionPoints';
import type { SourceSettings } from '../http/sourceSettings';
import type { DisabledSource } from './sources';

/**
 * The settings of a module's sources when they are there and right. Otherwise undefined: without a block nothing is
 * collected, and a faulty one shows each of the sources that it would have started as disabled, with the path at fault.
 */
export function readySettings<T>(
  read: SourceSettings<T>,
  options: {
    /** "Cursor" */
    vendor: string;
    /** Below `aiScorecards.sources`. */
    configKey: string;
    named: readonly Pick<DisabledSource, 'id' | 'title' | 'tellsCost'>[];
    sources: Pick<SourcesExtensionPoint, 'addDisabledSource'>;
    logger: Pick<LoggerService, 'info' | 'warn'>;
  },
): T | undefined {
  const { vendor, configKey, named, sources, logger } = options;
  if (read.state === 'ready') return read.settings;
  if (read.state === 'absent') {
    logger.info(
      `Nothing is collected from ${vendor}: aiScorecards.sources.${configKey} is not configured`,
    );
    return undefined;
  }
  logger.warn(`Nothing is collected from ${vendor}: ${read.reason}`);
  for (const source of named) {
    sources.addDisabledSource({
      ...source,
      configKey,
      path: read.path,
      reason: read.reason,
    });
  }
  return undefined;
}

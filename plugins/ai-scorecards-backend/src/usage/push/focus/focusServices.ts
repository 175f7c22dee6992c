import type { Config } from '@backstage/config';
import { toolRef } from '../rows/plainRow';

/** Entity refs of tools by `ServiceName` in lower case, from `aiScorecards.sources.focus.services`. */
export function readFocusServices(config: Config): Record<string, string> {
  const services: unknown = config.getOptional(
    'aiScorecards.sources.focus.services',
  );
  if (typeof services !== 'object' || services === null) return {};
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, tool]) => {
      const ref = typeof tool === 'string' ? toolRef(tool) : undefined;
      return ref === undefined ? [] : [[name.toLocaleLowerCase('en-US'), ref]];
    }),
  );
}

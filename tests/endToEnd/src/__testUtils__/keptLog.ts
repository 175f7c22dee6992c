import {
  coreServices,
  createServiceFactory,
  RootLoggerService,
} from '@backstage/backend-plugin-api';

/** Keeps everything that is logged in a list, whatever its level. */
export function keptLog(lines: string[]) {
  const keep = (...said: unknown[]) => {
    const text = said.map(each =>
      each instanceof Error ? each.stack : JSON.stringify(each),
    );
    lines.push(text.join(' '));
  };
  const logger: RootLoggerService = {
    error: keep,
    warn: keep,
    info: keep,
    debug: keep,
    child: () => logger,
  };
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => logger,
  });
}

import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  codeHostsExtensionPoint,
  sourcesExtensionPoint,
} from '../extensionPoints';
import { SourceError } from '../sources/SourceError';
import { collectContext } from './collectContext';
import { failureWithout } from './failureWithout';
import { recordsOf } from './recordsOf';
import { startModule } from './startModule';

describe('recordsOf', () => {
  it('returns all records in order', async () => {
    async function* records() {
      yield 'first';
      yield 'second';
    }
    await expect(
      recordsOf({ state: 'data', records: records() }),
    ).resolves.toEqual(['first', 'second']);
  });

  it('throws where there is nothing', async () => {
    await expect(
      recordsOf({ state: 'empty', reason: 'a holiday' }),
    ).rejects.toThrow('There is nothing: a holiday');
  });
});

describe('failureWithout', () => {
  const failureOf = failureWithout(/key-\d+/);

  it('returns the error of a source', async () => {
    const error = new SourceError('forbidden', 'No scope');
    await expect(failureOf(Promise.reject(error))).resolves.toBe(error);
  });

  it.each([
    ['nothing fails', async () => {}, /did not fail/],
    [
      'it fails otherwise',
      async () => {
        throw new Error('x');
      },
      /something else/,
    ],
    [
      'the error tells a secret',
      async () => {
        throw new SourceError('forbidden', 'key-7 may not');
      },
      /tells a secret/,
    ],
  ])('throws where %s', async (_, collect, message) => {
    await expect(failureOf(collect())).rejects.toThrow(message);
  });
});

describe('startModule', () => {
  const disabled = (path: string) => ({
    id: 'a',
    title: 'A',
    configKey: 'vendor',
    path,
    reason: 'is missing',
  });
  const module = (withCode: boolean) =>
    createBackendModule({
      pluginId: 'ai-scorecards',
      moduleId: 'vendor',
      register(reg) {
        reg.registerInit({
          deps: {
            config: coreServices.rootConfig,
            sources: sourcesExtensionPoint,
            ...(withCode && { hosts: codeHostsExtensionPoint }),
          },
          async init({ config, sources }) {
            sources.addDisabledSource(
              disabled(config.getString('aiScorecards.sources.vendor.key')),
            );
          },
        });
      },
    });

  it.each([false, true])(
    'returns what a module registers, code host or not: %s',
    async withCode => {
      await expect(
        startModule(module(withCode), { vendor: { key: 'abc' } }),
      ).resolves.toEqual({
        sources: [],
        disabled: [disabled('abc')],
        evidence: [],
        outcomes: [],
      });
    },
  );
});

it('gives sources a context that nobody ends', () => {
  const { signal, logger } = collectContext();
  expect(signal.aborted).toBe(false);
  expect(() => logger.info('read')).not.toThrow();
});

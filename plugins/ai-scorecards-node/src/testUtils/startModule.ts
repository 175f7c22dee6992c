import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  BackendFeature,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  codeHostsExtensionPoint,
  sourcesExtensionPoint,
} from '../extensionPoints';
import { EvidenceSource } from '../sources/evidence';
import { OutcomeSource } from '../sources/outcomes';
import { DisabledSource, Source } from '../sources/sources';

/** What a module registered, in order. */
export interface Registered {
  sources: Source[];
  disabled: DisabledSource[];
  evidence: EvidenceSource[];
  outcomes: OutcomeSource[];
}

/**
 * Starts a module of sources in a backend of its own, and returns what it registered.
 *
 * @param sources - the configuration below `aiScorecards.sources`
 */
export async function startModule(
  module: BackendFeature,
  sources: Record<string, object | undefined>,
): Promise<Registered> {
  const registered: Registered = {
    sources: [],
    disabled: [],
    evidence: [],
    outcomes: [],
  };
  const backend = await startTestBackend({
    features: [
      pluginKeeping(registered),
      module,
      mockServices.rootConfig.factory({ data: { aiScorecards: { sources } } }),
    ],
  });
  await backend.stop();
  return registered;
}

/** Stands for the backend plugin: keeps what modules register. */
function pluginKeeping({ sources, disabled, evidence, outcomes }: Registered) {
  return createBackendPlugin({
    pluginId: 'ai-scorecards',
    register(reg) {
      reg.registerExtensionPoint(sourcesExtensionPoint, {
        addSource: it => sources.push(it),
        addDisabledSource: it => disabled.push(it),
      });
      reg.registerExtensionPoint(codeHostsExtensionPoint, {
        addEvidenceSource: it => evidence.push(it),
        addOutcomeSource: it => outcomes.push(it),
      });
      reg.registerInit({ deps: {}, init: async () => undefined });
    },
  });
}

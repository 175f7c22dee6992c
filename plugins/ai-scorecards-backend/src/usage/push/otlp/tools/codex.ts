import { ToolTable } from './types';

/** Codex CLI: tokens are histograms. Its metrics name nobody unless the resource does; its events name the person. */
export const codex: ToolTable = {
  id: 'codex',
  tool: 'resource:default/codex',
  owns: name => name.startsWith('codex.'),
  metrics: {
    'codex.turn.token_usage': {
      fields: {
        attribute: 'token_type',
        // Cached input is part of the input, reasoning of the output; the total is both.
        values: {
          input: ['tokensInOrCached'],
          output: ['tokensOut'],
          cached_input: ['tokensCacheRead'],
        },
      },
    },
    'codex.thread.started': { fields: ['sessions', 'feature.agent'] },
  },
  events: { 'codex.user_prompt': ['interactions', 'feature.agent'] },
  model: ['model', 'slug'],
};

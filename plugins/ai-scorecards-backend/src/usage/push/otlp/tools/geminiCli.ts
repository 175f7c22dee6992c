import { ToolTable } from './types';

/** Gemini CLI: cumulative counters by default. It sends tokens under the name of GenAI conventions too, passed over here. */
export const geminiCli: ToolTable = {
  id: 'geminiCli',
  tool: 'resource:default/gemini-cli',
  owns: (name, attributes) =>
    name.startsWith('gemini_cli.') ||
    attributes.get('service.name') === 'gemini-cli',
  metrics: {
    'gemini_cli.session.count': { fields: ['sessions', 'feature.cli'] },
    'gemini_cli.token.usage': {
      fields: {
        attribute: 'type',
        // What is cached is part of the input; what tools put in, and thoughts, are not part of the others.
        values: {
          input: ['tokensInOrCached'],
          tool: ['tokensIn'],
          output: ['tokensOut'],
          thought: ['tokensOut'],
          cache: ['tokensCacheRead'],
        },
      },
    },
    'gemini_cli.lines.changed': {
      fields: {
        attribute: 'type',
        values: { added: ['linesAdded'], removed: ['linesRemoved'] },
      },
    },
  },
  events: { 'gemini_cli.user_prompt': ['interactions', 'feature.cli'] },
  model: ['model'],
};

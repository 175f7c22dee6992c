import { ToolTable } from './types';

const SERVICES = ['copilot-chat', 'github-copilot'];

/** Copilot in VS Code and on the command line: names of GenAI conventions and its own. By default it names nobody. */
export const copilot: ToolTable = {
  id: 'copilot',
  tool: 'resource:default/github-copilot',
  owns: (name, attributes) =>
    name.startsWith('copilot_chat.') ||
    SERVICES.includes(attributes.get('service.name') ?? ''),
  metrics: {
    'gen_ai.client.token.usage': {
      fields: {
        attribute: 'gen_ai.token.type',
        values: { input: ['tokensIn'], output: ['tokensOut'] },
      },
    },
    'copilot_chat.session.count': { fields: ['sessions', 'feature.chat'] },
    'copilot_chat.agent.turn.count': {
      fields: ['interactions', 'feature.agent'],
    },
    'copilot_chat.lines_of_code.count': {
      fields: {
        attribute: 'type',
        values: { added: ['linesAdded'], removed: ['linesRemoved'] },
      },
    },
    // Counts what was decided of an edit, be it that it was rejected.
    'copilot_chat.edit.acceptance.count': {
      fields: {
        attribute: 'copilot_chat.edit.outcome',
        values: {
          accepted: ['suggestions', 'acceptances'],
          rejected: ['suggestions'],
        },
      },
    },
    'copilot_chat.pull_request.count': { fields: ['pullRequests'] },
  },
  events: {},
  model: ['gen_ai.response.model', 'gen_ai.request.model', 'model'],
};

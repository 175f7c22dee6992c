import { ToolTable } from './types';

/** Claude Code: counters, deltas by default. Its events repeat most of them, so only prompts are taken from those. */
export const claudeCode: ToolTable = {
  id: 'claudeCode',
  tool: 'resource:default/claude-code',
  owns: name => name.startsWith('claude_code.'),
  metrics: {
    'claude_code.session.count': {
      fields: ['sessions', 'feature.agent'],
      // Looking at the list of agents begins no session.
      unless: { attribute: 'start_type', value: 'agents_view' },
    },
    'claude_code.token.usage': {
      fields: {
        attribute: 'type',
        values: {
          input: ['tokensIn'],
          output: ['tokensOut'],
          cacheRead: ['tokensCacheRead'],
          cacheCreation: ['tokensCacheWrite'],
        },
      },
    },
    'claude_code.cost.usage': { fields: [], isCost: true },
    'claude_code.lines_of_code.count': {
      fields: {
        attribute: 'type',
        values: { added: ['linesAdded'], removed: ['linesRemoved'] },
      },
    },
    'claude_code.commit.count': { fields: ['commits'] },
    'claude_code.pull_request.count': { fields: ['pullRequests'] },
    'claude_code.code_edit_tool.decision': {
      fields: {
        attribute: 'decision',
        values: {
          accept: ['suggestions', 'acceptances', 'feature.agent'],
          reject: ['suggestions', 'feature.agent'],
        },
      },
    },
  },
  events: {
    'claude_code.user_prompt': ['interactions', 'feature.agent'],
  },
  namesOrganization: true,
  model: ['model'],
};

/** The AI coding tools of the example, as the catalog describes them. */
export interface ToolPlan {
  name: string;
  title: string;
  description: string;
  owner: string;
  vendor: string;
  policy:
    | 'default'
    | 'approved'
    | 'exception-required'
    | 'prohibited'
    | 'retired';
  links: { get?: string; setUp?: string; help?: string };
  security?: {
    reviewedOn: string;
    reviewAgainOn: string;
    retention: string;
    trainsOnCode: boolean;
    sso: string;
    dataAllowed: string[];
  };
}

export const COPILOT_TOOL = 'github-copilot';
export const CLAUDE_CODE_TOOL = 'claude-code';
export const CURSOR_TOOL = 'cursor';

/** `resource:default/<name>` */
export const toolRef = (name: string): string => `resource:default/${name}`;

const intranet = (page: string): string =>
  `https://intranet.acme.example/ai/${page}`;

export const TOOLS: readonly ToolPlan[] = [
  {
    name: COPILOT_TOOL,
    title: 'GitHub Copilot',
    description: 'The default: completions, chat and agents in every editor',
    owner: 'group:default/platform',
    vendor: 'GitHub',
    policy: 'default',
    links: {
      get: intranet('copilot/get'),
      setUp: intranet('copilot/set-up'),
      help: intranet('copilot/help'),
    },
    security: {
      reviewedOn: '2026-05-04',
      reviewAgainOn: '2027-05-04',
      retention: 'none',
      trainsOnCode: false,
      sso: 'enforced',
      dataAllowed: ['public', 'internal'],
    },
  },
  {
    name: CLAUDE_CODE_TOOL,
    title: 'Claude Code',
    description: 'An agent in the terminal, for larger changes and migrations',
    owner: 'group:default/developer-experience',
    vendor: 'Anthropic',
    policy: 'approved',
    links: {
      get: intranet('claude-code/get'),
      setUp: intranet('claude-code/set-up'),
      help: intranet('claude-code/help'),
    },
    security: {
      reviewedOn: '2026-02-16',
      reviewAgainOn: '2027-02-16',
      retention: '30 days',
      trainsOnCode: false,
      sso: 'enforced',
      dataAllowed: ['public', 'internal'],
    },
  },
  {
    name: CURSOR_TOOL,
    title: 'Cursor',
    description: 'An editor built around an agent; needs an exception',
    owner: 'group:default/mobile-apps',
    vendor: 'Anysphere',
    policy: 'exception-required',
    links: { get: intranet('cursor/exception'), help: intranet('cursor/help') },
    security: {
      reviewedOn: '2026-08-10',
      reviewAgainOn: '2027-02-10',
      retention: 'none in privacy mode',
      trainsOnCode: false,
      sso: 'available',
      dataAllowed: ['public'],
    },
  },
  {
    name: 'tabnine',
    title: 'Tabnine',
    description:
      'The completions of the years before; a last few people use it',
    owner: 'group:default/platform',
    vendor: 'Tabnine',
    policy: 'retired',
    links: { help: intranet('tabnine/moving-on') },
  },
  {
    name: 'pastebot',
    title: 'Pastebot',
    description: 'A free web assistant that keeps and trains on what is pasted',
    owner: 'group:default/security',
    vendor: 'Pastebot Labs',
    policy: 'prohibited',
    links: { help: intranet('pastebot/why-not') },
    security: {
      reviewedOn: '2026-03-23',
      reviewAgainOn: '2027-03-23',
      retention: 'unlimited',
      trainsOnCode: true,
      sso: 'none',
      dataAllowed: [],
    },
  },
];

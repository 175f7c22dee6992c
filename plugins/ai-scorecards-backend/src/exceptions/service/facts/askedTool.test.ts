import {
  AskedTool,
  AskInput,
  askSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { registeredAs, toolStanding } from './askedTool';

const tool = (title: string, policy: AskedTool['policy']): AskedTool => ({
  title,
  policy,
  security: null,
});
const tools = new Map([
  ['resource:default/cursor', tool('Cursor', 'exception-required')],
  ['resource:default/zed-editor', tool('Zed', 'approved')],
  ['resource:other/aider', tool('The Aider', 'approved')],
]);
const asks = (change: Partial<AskInput>) => ({
  wish: {
    ask: askSchema.parse({ team: 'group:default/atlas', ...change }),
    standing: null,
  },
});
const newTool = (name: string) =>
  asks({ newTool: { name, vendor: 'It', url: 'https://it.test' } });

describe('the tool that is asked for', () => {
  it.each([
    [
      'stands as its policy says',
      { tool: 'resource:default/cursor' },
      'exception-required',
    ],
    [
      'is removed once the registry holds it no more',
      { tool: 'resource:default/gone' },
      'removed',
    ],
    ['stands nowhere before it is chosen', {}, null],
  ])('%s', (_, change, standing) => {
    expect(toolStanding(asks(change), { tools })).toBe(standing);
  });

  it('stands nowhere while it is new, and is found by its name or its title once it is registered', () => {
    expect(toolStanding(newTool('Windsurf'), { tools })).toBeNull();
    expect(
      [' zed ', 'Aider', 'Windsurf'].map(name =>
        registeredAs(newTool(name), { tools }),
      ),
    ).toEqual(['resource:default/zed-editor', 'resource:other/aider', null]);
    expect(
      registeredAs(asks({ tool: 'resource:default/cursor' }), { tools }),
    ).toBeNull();
  });
});

import { askSchema } from 'backstage-plugin-ai-scorecards-common';
import { namedTool } from './namedTool';

const TOOL = 'resource:default/cursor';
const toolTitles = new Map([[TOOL, 'Cursor']]);
const newTool = { name: 'Zed One', vendor: 'Zed', url: 'https://zed.test' };

describe('the name of the tool that is asked for', () => {
  it.each([
    ['the registry’s', { tool: TOOL }, { ref: TOOL, title: 'Cursor' }],
    [
      'the team’s, of a new one',
      { newTool },
      { ref: 'resource:provisional/zed-one', title: 'Zed One' },
    ],
    [
      'that of its ref, where nobody ever registered it',
      { tool: 'resource:default/aider' },
      { ref: 'resource:default/aider', title: 'aider' },
    ],
    ['none before one is chosen', {}, { ref: '', title: '' }],
  ])('is %s', (_, change, named) => {
    const ask = askSchema.parse({ team: 'group:default/atlas', ...change });
    const wish = { ask, standing: null };
    expect(namedTool({ wish }, { toolTitles })).toEqual(named);
  });
});

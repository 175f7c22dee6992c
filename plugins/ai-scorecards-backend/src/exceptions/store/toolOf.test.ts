import { AskInput, askSchema } from 'backstage-plugin-ai-scorecards-common';
import { toolOf } from './toolOf';

const of = (change: Partial<AskInput>) =>
  toolOf({
    wish: {
      ask: askSchema.parse({ team: 'group:default/atlas', ...change }),
      standing: null,
    },
  });
const named = (name: string) => of({ newTool: { name, vendor: '', url: '' } });

describe('the ref of the tool that is asked for', () => {
  it('is the registry’s, or a provisional one by the name of a new tool', () => {
    expect(of({ tool: 'resource:default/cursor' })).toBe(
      'resource:default/cursor',
    );
    expect(named(' Zed – the Editor! ')).toBe(
      'resource:provisional/zed-the-editor',
    );
    expect(named('日本')).toBe('resource:provisional/tool');
    expect(of({})).toBeNull();
  });
});

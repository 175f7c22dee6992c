import type { ExceptionCase } from 'backstage-plugin-ai-scorecards-common';

/** Ref of the tool that is asked for: provisional for one that is not in the registry yet; null for none. */
export function toolOf({
  wish: {
    ask: { tool, newTool },
  },
}: Pick<ExceptionCase['request'], 'wish'>): string | null {
  if (tool !== null) return tool;
  if (!newTool) return null;
  const name = newTool.name
    .toLocaleLowerCase('en-US')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `resource:provisional/${name || 'tool'}`;
}

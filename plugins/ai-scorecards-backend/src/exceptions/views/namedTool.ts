import type { RequestCase } from 'backstage-plugin-ai-scorecards-common';
import type { Basis } from '../service/facts/Basis';
import { toolOf } from '../store/toolOf';
import type { Named } from './people';

/** The tool that is asked for as people call it, also once it left the registry; without a name before one is chosen. */
export function namedTool(
  request: Pick<RequestCase, 'wish'>,
  { toolTitles }: Pick<Basis, 'toolTitles'>,
): Named {
  const ref = toolOf(request) ?? '';
  const { newTool } = request.wish.ask;
  return {
    ref,
    title: toolTitles.get(ref) ?? newTool?.name ?? ref.split('/')[1] ?? '',
  };
}

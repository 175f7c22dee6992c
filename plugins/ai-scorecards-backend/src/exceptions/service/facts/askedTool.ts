import type {
  AskedTool,
  RequestCase,
  ToolStanding,
} from 'backstage-plugin-ai-scorecards-common';
import { toolOf } from '../../store/toolOf';
import type { Basis } from './Basis';

type Asking = Pick<RequestCase, 'wish'>;
type Registered = Pick<Basis, 'tools'>;

/** What the registry says of the tool that is asked for. */
export function askedToolIn(
  request: Asking,
  { tools }: Registered,
): AskedTool | null {
  return tools.get(toolOf(request) ?? '') ?? null;
}

/** How the tool that is asked for stands. What is named by its ref was registered when it was sent. */
export function toolStanding(request: Asking, basis: Registered): ToolStanding {
  const unknown = request.wish.ask.tool === null ? null : 'removed';
  return askedToolIn(request, basis)?.policy ?? unknown;
}

/** The tool of the registry with the name of the new one that was asked for; null for none. */
export function registeredAs(
  { wish }: Asking,
  { tools }: Registered,
): string | null {
  const { newTool } = wish.ask;
  if (!newTool) return null;
  const slug = toolOf({ wish })?.split('/')[1];
  const name = newTool.name.trim().toLocaleLowerCase('en-US');
  for (const [ref, { title }] of tools) {
    if (
      ref.split('/')[1] === slug ||
      title.toLocaleLowerCase('en-US') === name
    ) {
      return ref;
    }
  }
  return null;
}

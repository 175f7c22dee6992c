import { conflict } from '../context';
import { eventOf, Transition } from '../transition';

/** A tool that was asked for before the registry held it is there now. What was said of it stays as it was. */
export const linkTool: Transition<'link-tool'> = {
  command: 'link-tool',
  decide: ({ request }, { tool }, context) =>
    request.wish.ask.newTool
      ? [eventOf(context, 'tool-linked', { tool })]
      : conflict('Its tool is in the registry already'),
};

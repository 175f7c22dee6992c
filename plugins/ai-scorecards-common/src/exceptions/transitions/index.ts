import { accept } from './accept';
import { activate } from './activate';
import { appeal } from './appeal';
import { breakGlass } from './breakGlass';
import { cancel } from './cancel';
import { checkCondition } from './checkCondition';
import { comment } from './comment';
import { edit } from './edit';
import { endStanding } from './endStanding';
import { escalate } from './escalate';
import { escalateCondition } from './escalateCondition';
import { expire } from './expire';
import { graduate } from './graduate';
import { halt } from './halt';
import { lapse } from './lapse';
import { leaveWindDown } from './leaveWindDown';
import { linkTool } from './linkTool';
import { nameOwner } from './nameOwner';
import { ownerLeft } from './ownerLeft';
import { ownerReturned } from './ownerReturned';
import { proveWindDown } from './proveWindDown';
import { ratify } from './ratify';
import { recuse } from './recuse';
import { reinstate } from './reinstate';
import { remind } from './remind';
import { requestChanges } from './requestChanges';
import { retire } from './retire';
import { revoke } from './revoke';
import { stateCondition } from './stateCondition';
import { submit } from './submit';
import { suspend } from './suspend';
import { vote } from './vote';
import { windDown } from './windDown';
import { withdraw } from './withdraw';
import type { CaseCommandType } from '../commands';
import type { Transition } from '../transition';

/** Every way in which a case may change once it is there. A new one is a file here and a line in this table. */
export const transitions: {
  [Type in Exclude<CaseCommandType, 'draft'>]: Transition<Type>;
} = {
  edit,
  submit,
  withdraw,
  vote,
  comment,
  'request-changes': requestChanges,
  recuse,
  appeal,
  'break-glass': breakGlass,
  ratify,
  'end-standing': endStanding,
  accept,
  suspend,
  reinstate,
  revoke,
  retire,
  'name-owner': nameOwner,
  'state-condition': stateCondition,
  'wind-down': windDown,
  'link-tool': linkTool,
  escalate,
  lapse,
  activate,
  expire,
  cancel,
  remind,
  'check-condition': checkCondition,
  'escalate-condition': escalateCondition,
  halt,
  graduate,
  'owner-left': ownerLeft,
  'owner-returned': ownerReturned,
  'prove-wind-down': proveWindDown,
  'leave-wind-down': leaveWindDown,
};

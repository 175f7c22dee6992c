import type {
  IdentityRow,
  IdentityState,
} from 'backstage-plugin-ai-scorecards-common';

/** The lists that operators work through, in the order of their tabs. */
export const accountLists = [
  'suggested',
  'unknown',
  'service-account',
  'left',
  'person',
] as const;
export type AccountList = (typeof accountLists)[number];

/** Whether a text names a list. */
export function isAccountList(text: string): text is AccountList {
  return accountLists.some(list => list === text);
}

/** The state to ask the backend for. */
export function stateOfList(list: AccountList): IdentityState {
  return list === 'suggested' || list === 'unknown' ? 'unresolved' : list;
}

/** Unresolved accounts are split by whether somebody may be meant. */
export function rowsOfList(
  list: AccountList,
  rows: IdentityRow[],
): IdentityRow[] {
  switch (list) {
    case 'suggested':
      return rows.filter(row => row.suggestion !== null);
    case 'unknown':
      return rows.filter(row => row.suggestion === null);
    default:
      return rows;
  }
}

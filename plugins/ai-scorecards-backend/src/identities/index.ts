export type { Identified } from './AccountIntake';
export type { IdentityChange } from './changedAccounts';
export * from './IdentityResolution';
export * from './IdentityStore';
export type { IdentityCounts, ListedIdentity } from './listIdentities';
export { accountKey } from './rows';
export * from './types';

export * from './IdentityStore';
export * from './types';

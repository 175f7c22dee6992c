export * from './IdentityStore';
export * from './types';
export * from './IdentityResolution';

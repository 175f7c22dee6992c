export * from './OrgGraph';
export * from './OrgService';
export * from './orgTask';
export * from './OrgStore';
export * from './types';

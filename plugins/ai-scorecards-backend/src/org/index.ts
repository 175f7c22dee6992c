export * from './OrgGraph';
export * from './OrgService';
export * from './orgTask';
export * from './requireGroup';
export * from './OrgStore';
export * from './types';

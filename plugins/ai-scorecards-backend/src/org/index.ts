export * from './OrgGraph';
export * from './OrgStore';
export * from './types';

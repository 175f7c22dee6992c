export * from './guest';
export * from './teamResource';
export * from './requestResource';
export * from './conditions';
export * from './roles';
export * from './shippedPolicy';

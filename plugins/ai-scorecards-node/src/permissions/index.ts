export * from './guest';
export * from './teamResource';
export * from './conditions';
export * from './roles';
export * from './shippedPolicy';

export * from './check';
export * from './facts';

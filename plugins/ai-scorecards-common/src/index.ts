/** Contract, permissions, typed client and pure scoring of AI Scorecards; runs in the browser and in Node. */
export * from './client';
export * from './contract';
export * from './exceptions';
export * from './metrics';
export * from './money';
export * from './permissions';
export * from './practices';
export * from './privacy';
export * from './scoring';
export * from './sentence';
export * from './time';
export * from './openapi';
export * from './policy';

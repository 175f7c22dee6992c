export * from './api';
export * from './exceptions';
export * from './me';
export * from './operate';
export * from './primitives';
export * from './scorecard';
export * from './tools';
export * from './trends';

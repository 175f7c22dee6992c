export * from './primitives';
export * from './tools';
export * from './scorecard';
export * from './teams';
export * from './ingestion';
export * from './me';

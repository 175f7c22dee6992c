export * from './RetentionService';
export * from './retentionTask';

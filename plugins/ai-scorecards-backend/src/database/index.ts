export * from './Database';
export * from './StalePeriods';
export { inList, updateRows, writeRows } from './bulk';
export type { BulkColumns, BulkOptions, BulkValue, ColumnType } from './bulk';
export * from './parts';
export * from './Settings';
export * from './Versions';

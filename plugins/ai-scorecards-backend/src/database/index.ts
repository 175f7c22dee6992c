export * from './Database';
export * from './StalePeriods';
export { dayText, givenRows, inList, updateRows, writeRows } from './bulk';
export type { BulkColumns, BulkOptions, BulkValue, ColumnType } from './bulk';
export * from './columns';
export * from './PageReads';
export * from './parts';
export * from './Settings';
export * from './transactionAgain';

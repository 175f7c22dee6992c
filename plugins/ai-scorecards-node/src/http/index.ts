/** What sources that ask a vendor's HTTP API have in common. */
export * from './decimalText';
export * from './downloadLines';
export * from './jsonLines';
export * from './pace';
export {
  askForPage,
  entriesFrom,
  type ListPage,
  type PagedList,
} from './pagedList';
export * from './parseJson';
export * from './sourceSettings';
export * from './vendorClient';
export { type LinkRules } from './hosts';
export { type RetryPolicy } from './retrying';
export { type Wait, waitOnTheClock } from './wait';

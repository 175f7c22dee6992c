/**
 * A local stand-in for the vendors' admin APIs, and the example organisation
 * that it tells of.
 *
 * @packageDocumentation
 */
export { startVendorSim } from './server/startVendorSim';
export type { VendorSim, VendorSimOptions } from './server/startVendorSim';
export { FAULT_KINDS, Faults } from './server/faults';
export type { Fault, FaultKind, FaultRequest } from './server/faults';
export {
  EMPTY_ANSWERS,
  NAMED_FAULTS,
  SURVIVED_FAULTS,
} from './server/faultTables';
export { RequestLog } from './server/requestLog';
export { TOKEN_WITHOUT_PERMISSION } from './server/auth';
export { pullRequestTruth, repositoryTruth } from './server/code/truth';
export { billingTruthRows } from './server/billingTruth';
export { enterpriseTruthRows } from './server/enterpriseTruth';
export * from './push';
export { truthRows } from './server/truth';
export type { TruthAmount, TruthDay, TruthRow } from './server/truth';
export { World } from './world';
export type { Scope, Vendor, WorldOptions } from './world';
export * from './organisation';

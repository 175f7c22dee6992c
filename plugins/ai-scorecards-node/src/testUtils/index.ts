/**
 * What tests of sources need.
 *
 * @packageDocumentation
 */
export { failureWithout } from './failureWithout';
export { recordsOf } from './recordsOf';

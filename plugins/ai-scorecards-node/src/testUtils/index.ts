/**
 * What tests of sources need.
 *
 * @packageDocumentation
 */
export { collectContext } from './collectContext';
export { failureWithout } from './failureWithout';
export { recordsOf } from './recordsOf';
export { startModule } from './startModule';
export type { Registered } from './startModule';

export { World } from './world';
export type { AccountDay, Scope, Vendor, WorldOptions } from './world';

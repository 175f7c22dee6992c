export { World } from './world';
export type { AccountDay, Vendor, WorldOptions } from './world';

export { createPush } from './createPush';
export { PushedTools } from './PushedTools';
export { StandIns } from './StandIns';
export { sumAccount } from './sumRecords';
export type { PushServices } from './createPush';
export { REFUSED_KEPT_DAYS } from './RefusedRows';

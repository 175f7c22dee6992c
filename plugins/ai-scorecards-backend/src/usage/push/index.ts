export { createPush } from './createPush';
export { PushedTools } from './PushedTools';
export type { PushServices } from './createPush';

export { createRefreshWorker } from './createRefreshWorker';
export { RefreshWorker } from './RefreshWorker';

export { focusBill } from './focusBill';
export { focusPushes, otlpPushes, push, rowPushes } from './pushes';
export type { PushRequest } from './pushes';
export { ROW_FORMATS, rowFile } from './rowFile';
export type { RowFormat } from './rowFile';

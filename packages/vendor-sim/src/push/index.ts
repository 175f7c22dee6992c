export { otlpPushes, push, rowPushes } from './pushClaudeUse';
export type { PushRequest } from './pushClaudeUse';

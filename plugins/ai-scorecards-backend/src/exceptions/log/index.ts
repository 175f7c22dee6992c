export { DecisionLog, formatHead, parseHead } from './DecisionLog';
export type { DecisionLogOptions, LogPageQuery } from './DecisionLog';
export { headOf } from './headOf';
export type { Erased, Erasure } from './erase';
export type {
  LogEvent,
  LogFault,
  LogHead,
  LogItem,
  LogVerification,
} from './types';

/** Requests and exceptions: what may happen to them, as pure functions. */
export * from './apply';
export * from './case';
export * from './commands';
export * from './context';
export * from './decide';
export * from './events';
export * from './grant';
export * from './mayDecide';
export * from './tally';
export * from './ruleExports';
export * from './calendar';
export * from './conflicts';
export * from './lanes';
export * from './faults';
export * from './revisions';
export * from './schedule';
export * from './routing';

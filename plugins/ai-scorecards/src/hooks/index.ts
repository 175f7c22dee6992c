export * from './useAction';
export * from './useFormat';
export * from './useLoad';
export * from './usePagePath';
export * from './useRepeat';
export * from './useUrlState';
export * from './useWords';
export * from './useExceptionChanges';

/** The rules of the exceptions workflow: pure functions over plain values. */
export * from './rules';

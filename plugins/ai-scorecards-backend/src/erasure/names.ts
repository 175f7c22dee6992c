export * from './ErasedNames';
export * from './eraseAccount';

export * from './readTool';
export * from './ToolStore';
export * from './types';

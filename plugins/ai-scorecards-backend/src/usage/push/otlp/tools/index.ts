import { claudeCode } from './claudeCode';
import { codex } from './codex';
import { copilot } from './copilot';
import { geminiCli } from './geminiCli';
import { ToolTable } from './types';

export * from './types';

/** Every tool whose telemetry is understood. */
export const toolTables: readonly ToolTable[] = [
  claudeCode,
  codex,
  geminiCli,
  copilot,
];

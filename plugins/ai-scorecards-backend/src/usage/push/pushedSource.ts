import type { RegisteredSource } from '../SourceStore';

/** Full UTC days that a pushed day stays open; then it closes as *observed*. */
export const PUSH_SETTLE_DAYS = 2;

/** A way by which rows arrive by themselves. */
export interface PushDoor {
  /** The key by which configuration speaks of it, as in `aiScorecards.precedence`. */
  configKey: string;
  /** What operators read: "Pushed rows". */
  title: string;
  kind: 'usage' | 'cost';
}

export const ROWS_DOOR: PushDoor = {
  configKey: 'push',
  title: 'Pushed rows',
  kind: 'usage',
};

export const OTLP_DOOR: PushDoor = {
  configKey: 'otlp',
  title: 'OpenTelemetry',
  kind: 'usage',
};

export const FOCUS_DOOR: PushDoor = {
  configKey: 'focus',
  title: 'FOCUS bill',
  kind: 'cost',
};

/** A name of a tool that fits into the key of its source. */
export const TOOL_CHARACTERS = 80;

/** A door and a tool are a source, so that days of each are known on their own. */
export function pushedSource(door: PushDoor, tool: string): RegisteredSource {
  return {
    id: `${door.configKey}:${tool}`,
    configKey: door.configKey,
    kind: door.kind,
    tool,
    title: `${door.title} of ${tool.slice(tool.indexOf('/') + 1)}`,
    pushed: true,
  };
}

import { SourceErrorKind } from 'backstage-plugin-ai-scorecards-node';
import { TemporaryFolderError } from './TemporaryFile';

/** Why a source gave nothing, in words that operators may read. */
export interface SourceFault {
  kind: SourceErrorKind;
  sentence: string;
  retryAfterSeconds: number | undefined;
  /** It is this machine's and no vendor's: every other day would meet it too. */
  isOurs?: boolean;
}

const KINDS: readonly string[] = [
  'unauthorised',
  'forbidden',
  'rate-limited',
  'expired',
  'unavailable',
  'unexpected',
];

/**
 * Reads what a source threw. Only the sentences of source errors are passed on: any other error may carry a credential
 * or a signed link in its text.
 */
export function readFault(error: unknown): SourceFault {
  if (isSourceError(error)) {
    return {
      kind: error.kind,
      sentence: error.message,
      retryAfterSeconds: error.retryAfterSeconds,
    };
  }
  if (error instanceof TemporaryFolderError) {
    return { ...unexpected(error.message), isOurs: true };
  }
  const name = error instanceof Error ? error.name : typeof error;
  return {
    kind: 'unexpected',
    sentence: `The source module stopped with an unforeseen ${name}`,
    retryAfterSeconds: undefined,
  };
}

/** By name and kind: a module may carry its own copy of the class. */
function isSourceError(error: unknown): error is {
  kind: SourceErrorKind;
  message: string;
  retryAfterSeconds?: number;
} {
  return (
    error instanceof Error &&
    error.name === 'SourceError' &&
    'kind' in error &&
    typeof error.kind === 'string' &&
    KINDS.includes(error.kind)
  );
}

/** A fault that ingestion found itself in what a source handed over. */
export function unexpected(sentence: string): SourceFault {
  return { kind: 'unexpected', sentence, retryAfterSeconds: undefined };
}

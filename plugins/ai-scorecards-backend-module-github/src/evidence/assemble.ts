import {
  RepositoryFacts,
  Told,
  told,
  untold,
} from 'backstage-plugin-ai-scorecards-node';
import { Files, Security, Settings } from './facts';
import { Token } from './token';

/** What was read of a repository before its files. */
export interface Reading {
  settings: Settings;
  token: Token | null;
  security: Security;
  openFindings: Told<number>;
  print: string;
  same: boolean;
}

/** What nobody can know without a licence. */
export const UNLICENSED = untold(
  'GitHub analyses nothing here: code scanning of a private repository needs a licence of GitHub Code Security',
);

/** Whether code scanning is known not to be licensed. */
export const isUnlicensed = ({ codeSecurity }: Security): boolean =>
  codeSecurity.known && !codeSecurity.value;

/** GitHub's own analysis matters where nothing else analyses, in what is worked on. */
export const asksForSetup = (settings: Settings, files: Files): boolean =>
  !settings.archived &&
  !settings.fork &&
  !settings.analysisRequired &&
  !(files.analysisInWorkflow.known && files.analysisInWorkflow.value);

/** Puts together what was read. */
export function factsOf(
  { settings, security, openFindings }: Reading,
  files: Files,
  setup: Token['setup'],
  organisationsTemplate: string | null,
): RepositoryFacts {
  const { pullRequestTemplate: own } = files;
  return {
    archived: settings.archived,
    fork: settings.fork,
    pushedOn: settings.pushedOn,
    defaultBranch: settings.defaultBranch,
    requiredApprovals: settings.requiredApprovals,
    botsCanBypassReview: settings.botsCanBypassReview,
    requiredStatusChecks: settings.requiredStatusChecks,
    codeOwnerPaths: files.codeOwnerPaths,
    codeOwnerReviewRequired: settings.codeOwnerReviewRequired,
    secretScanning: security.secretScanning,
    pushProtection: security.pushProtection,
    staticAnalysisOnPullRequests: analysisOf(settings, files, setup),
    openFindings: isUnlicensed(security) ? UNLICENSED : openFindings,
    pullRequestTemplate:
      own.known && own.value === null ? told(organisationsTemplate) : own,
    instructionFiles: files.instructionFiles,
    agentPermissionsAsCode: files.agentPermissionsAsCode,
    agentsMayDoAnything: files.agentsMayDoAnything,
    evaluationsInCi: files.evaluationsInCi,
  };
}

function analysisOf(
  settings: Settings,
  files: Files,
  setup: Token['setup'],
): Told<boolean> {
  if (settings.analysisRequired) {
    return told(true);
  }
  const { analysisInWorkflow: workflow } = files;
  if (workflow.known && workflow.value) {
    return workflow;
  }
  if (setup?.on.known && setup.on.value) {
    return setup.on;
  }
  if (!workflow.known) {
    return workflow;
  }
  return setup?.on ?? untold('Not asked for archived and forked repositories');
}

import { hashText } from '../../random/hash';
import { addDays } from '../../time/days';
import {
  documentChangedOn,
  PRACTICES_PATH,
} from '../../world/code/repositories';
import { Repository, RepositoryState } from '../../world/code/types';

/** A file of a repository at the head of its default branch. */
export interface SimFile {
  text: string;
  /** UTC day of its last change */
  changedOn: string;
}

const OWNERS = { github: '.github/CODEOWNERS', gitlab: '.gitlab/CODEOWNERS' };
const TEMPLATES = {
  github: '.github/pull_request_template.md',
  gitlab: '.gitlab/merge_request_templates/Default.md',
};

/** A file that each repository once had: its history goes on to tell of it. */
export const REMOVED_PATH = 'docs/ai-usage.md';

/** UTC day of the last commit on a file or below a folder, the one that removed it included; none where there never was one. */
export function lastCommitOn(
  files: Map<string, SimFile>,
  path: string,
  today: string,
): string | undefined {
  const days = [...files].map(
    ([name, { changedOn }]) => [name, changedOn] as const,
  );
  return [...days, [REMOVED_PATH, addDays(today, -20)] as const]
    .filter(([name]) => name === path || name.startsWith(`${path}/`))
    .map(([, day]) => day)
    .sort()
    .at(-1);
}

/** All files that matter here, by their path. */
export function filesOf(
  repository: Repository,
  state: RepositoryState,
  today: string,
): Map<string, SimFile> {
  const { host, team, slug } = repository;
  const files = new Map<string, SimFile>();
  const put = (path: string, text: string, changedOn = addDays(today, -120)) =>
    files.set(path, { text, changedOn });
  if (state.codeOwnerPaths.length > 0) {
    const lines = state.codeOwnerPaths.map(path => `${path} @acme/${team}`);
    put(OWNERS[host], `# Who reviews what\n${lines.join('\n')}\n`);
  }
  if (state.pullRequestTemplate !== null) {
    put(TEMPLATES[host], state.pullRequestTemplate);
  }
  for (const { path, bytes, changedOn } of state.instructionFiles) {
    put(
      path,
      'Run the tests before you commit.\n'
        .repeat(bytes / 33 + 1)
        .slice(0, bytes),
      changedOn,
    );
  }
  if (state.agentPermissionsAsCode || state.agentsMayDoAnything) {
    put('.claude/settings.json', agentSettings(state));
  }
  if (slug.endsWith('-api')) {
    put(
      PRACTICES_PATH,
      '# How we work with AI\n',
      documentChangedOn(repository, today),
    );
  }
  if (host === 'github') {
    githubWorkflows(repository, state).forEach((text, path) => put(path, text));
  } else {
    put('.gitlab-ci.yml', gitlabPipeline(state));
  }
  return files;
}

function agentSettings({ agentsMayDoAnything }: RepositoryState): string {
  return JSON.stringify({
    permissions: { allow: ['Bash(npm test)'], deny: ['WebFetch'] },
    ...(agentsMayDoAnything && { enableAllProjectMcpServers: true }),
  });
}

const workflow = (name: string, on: string, step: string): string =>
  `name: ${name}\non: ${on}\njobs:\n  ${name}:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`;

function githubWorkflows(
  { analysis }: Repository,
  state: RepositoryState,
): Map<string, string> {
  const found = new Map<string, string>();
  const put = (name: string, on: string, step: string) =>
    found.set(`.github/workflows/${name}.yml`, workflow(name, on, step));
  put('test', '[push, pull_request]', 'run: npm test');
  if (state.staticAnalysisOnPullRequests && analysis === 'workflow') {
    put('codeql', '[pull_request]', 'uses: github/codeql-action/analyze@v4');
  }
  if (state.evaluationsInCi) {
    put('evals', '[pull_request]', 'run: npx promptfoo eval');
  }
  return found;
}

function gitlabPipeline(state: RepositoryState): string {
  return [
    'include:',
    '  - template: Workflows/MergeRequest-Pipelines.gitlab-ci.yml',
    ...(state.staticAnalysisOnPullRequests
      ? ['  - template: Jobs/SAST.gitlab-ci.yml']
      : []),
    ...(state.secretScanning
      ? ['  - template: Jobs/Secret-Detection.gitlab-ci.yml']
      : []),
    'test:',
    '  script: [npm test]',
    ...(state.evaluationsInCi
      ? ['evals:', '  script: [npx promptfoo eval]']
      : []),
    '',
  ].join('\n');
}

/** What stands for the head commit: it changes with the files. */
export function headOf(files: Map<string, SimFile>): string {
  const all = [...files]
    .map(([path, it]) => `${path}\n${it.changedOn}\n${it.text}`)
    .join('\n');
  return hashText(all).toString(16).padStart(8, '0').repeat(5);
}

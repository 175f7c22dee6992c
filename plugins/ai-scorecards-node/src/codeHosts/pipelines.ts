/** Static analysis, as pipelines name it: actions, images, templates and commands. */
const ANALYSIS =
  /github\/codeql-action\/(analyze|init)|semgrep|sonar(cloud|qube|source|-scanner)|snyk(\/actions|\s+code)|\bbandit\b|\bgosec\b|brakeman|\bspotbugs\b|checkmarx|veracode|fortify|SAST\.gitlab-ci|components\/sast|codeql\s+database\s+analyze/i;

/** Evaluations of prompts and instructions, as pipelines name them. */
const EVALUATION =
  /promptfoo|deepeval|braintrust|\binspect eval\b|langsmith|\bgh models eval\b|openai-?evals|\b(prompt|agent|instruction)s?[-_ ]evals?\b/i;

/** Whether a pipeline's definition runs some static analysis. */
export const runsAnalysis = (text: string): boolean =>
  ANALYSIS.test(withoutComments(text));

/** Whether a pipeline's definition evaluates instructions or prompts. */
export const runsEvaluation = (text: string): boolean =>
  EVALUATION.test(withoutComments(text));

function withoutComments(text: string): string {
  return text.replace(/(^|\s)#.*$/gm, '$1');
}

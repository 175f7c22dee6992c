import { Check, repositoriesText } from '../check';
import {
  allOf,
  fails,
  judge,
  overRepositories,
  passes,
} from '../overRepositories';

const turnOnScanning = (repositories: number) =>
  `Turn on secret scanning in ${repositoriesText(repositories)}`;
const turnOnProtection = (repositories: number) =>
  `Turn on push protection in ${repositoriesText(repositories)}`;

/** Secret scanning and push protection are on in every active repository. */
export const secretsScanning: Check = {
  id: 'secrets.scanning',
  title: 'Secret scanning with push protection is on',
  why: 'Agents copy what they see into code, keys included. Push protection stops them before anybody else reads them.',
  level: 1,
  required: true,
  category: 'security',
  evidence: 'automatic',
  howToPass: {
    text: 'Turn on secret scanning and push protection',
  },
  onHosts: {
    'github.com': {
      text: 'Settings › Advanced Security: turn on secret protection and push protection.',
      href: 'https://docs.github.com/code-security/secret-scanning/introduction/about-push-protection',
    },
    'gitlab.com': {
      text: 'Secure › Security configuration: turn on secret push protection. Include the template Jobs/Secret-Detection.gitlab-ci.yml in the pipeline.',
      href: 'https://docs.gitlab.com/user/application_security/secret_detection/secret_push_protection/',
    },
  },
  weight: 85,
  version: 1,
  attestationDays: null,
  evaluate: facts =>
    overRepositories(facts, repository =>
      allOf(
        judge(repository.secretScanning, on =>
          on
            ? passes('Secret scanning is on.')
            : fails('Secret scanning is off.', turnOnScanning),
        ),
        judge(repository.pushProtection, on =>
          on
            ? passes('Secret scanning with push protection is on.')
            : fails('Push protection is off.', turnOnProtection),
        ),
      ),
    ),
};

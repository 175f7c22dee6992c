/** People with fixed names, whom the example portal offers for signing in. */
export interface Persona {
  /** entity name of the User */
  name: string;
  display: string;
  /** what they are, in words for the sign-in page */
  role: string;
  jobFamily: string;
  /** the Group they chiefly belong to, if any */
  group?: string;
  /** further Groups */
  also?: string[];
}

export const PERSONAS: readonly Persona[] = [
  {
    name: 'persona-developer',
    display: 'Noor Haddad',
    role: 'Developer',
    jobFamily: 'engineering',
    group: 'checkout',
  },
  {
    name: 'persona-lead',
    display: 'Mateo Rojas',
    role: 'Team lead',
    jobFamily: 'engineering',
    group: 'checkout',
  },
  {
    name: 'persona-division-lead',
    display: 'Ingrid Solberg',
    role: 'Division lead',
    jobFamily: 'management',
    group: 'commerce',
  },
  {
    name: 'persona-board',
    display: 'Kwame Asante',
    role: 'Board member',
    jobFamily: 'engineering',
    group: 'storefront',
    also: ['ai-board'],
  },
  {
    name: 'persona-finance',
    display: 'Meera Iyer',
    role: 'Finance',
    jobFamily: 'finance',
    group: 'finance',
  },
  {
    name: 'persona-operator',
    display: 'Jakub Nowak',
    role: 'Operator',
    jobFamily: 'engineering',
    group: 'platform',
  },
  {
    name: 'persona-auditor',
    display: 'Helena Prado',
    role: 'Auditor',
    jobFamily: 'audit',
    group: 'internal-audit',
  },
  {
    name: 'persona-outsider',
    display: 'Owen Fletcher',
    role: 'Outsider with no team',
    jobFamily: 'consulting',
  },
];

import { createConditionExports } from '@backstage/plugin-permission-node';
import { isTeamLead } from './isTeamLead';
import { isTeamMember } from './isTeamMember';
import { teamResourceRef } from './teamResource';

export const teamRules = { isTeamMember, isTeamLead };

/** Conditions for policies of one's own. */
export const {
  conditions: teamConditions,
  createConditionalDecision: createTeamConditionalDecision,
} = createConditionExports({ resourceRef: teamResourceRef, rules: teamRules });

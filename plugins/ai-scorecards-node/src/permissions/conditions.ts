import { createConditionExports } from '@backstage/plugin-permission-node';
import { isRequestAsker } from './isRequestAsker';
import { isRequestDecider } from './isRequestDecider';
import { isRequestTeamLead } from './isRequestTeamLead';
import { isRequestTeamMember } from './isRequestTeamMember';
import { isTeamLead } from './isTeamLead';
import { isTeamMember } from './isTeamMember';
import { requestResourceRef } from './requestResource';
import { teamResourceRef } from './teamResource';

export const teamRules = { isTeamMember, isTeamLead };

/** Conditions for policies of one's own. */
export const {
  conditions: teamConditions,
  createConditionalDecision: createTeamConditionalDecision,
} = createConditionExports({ resourceRef: teamResourceRef, rules: teamRules });

export const requestRules = {
  isRequestAsker,
  isRequestDecider,
  isRequestTeamLead,
  isRequestTeamMember,
};

/** The same for requests and exceptions. */
export const {
  conditions: requestConditions,
  createConditionalDecision: createRequestConditionalDecision,
} = createConditionExports({
  resourceRef: requestResourceRef,
  rules: requestRules,
});

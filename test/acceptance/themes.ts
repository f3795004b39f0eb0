import { disclosure } from './explanations/disclosure.js';
import { remediesAsData } from './explanations/remedies-as-data.js';
import { workedExample } from './explanations/worked-example.js';
import { administrators } from './first-model/administrators.js';
import { delegation } from './first-model/delegation.js';
import { emailForEveryone } from './first-model/email.js';
import { enterprisePlan } from './first-model/enterprise-plan.js';
import { grants } from './first-model/grants.js';
import { listOfTheManagementPage } from './first-model/management-list.js';
import { rightsOfPeople } from './first-model/people.js';
import { permissionsTab } from './first-model/permissions-tab.js';
import { pickerOfTheAlertingUi } from './first-model/picker.js';
import { creators } from './second-model/creators.js';
import { effectiveRights } from './second-model/effective-rights.js';
import { flagOfTheAccount } from './second-model/flag.js';
import { invisible } from './second-model/invisible.js';
import { permissionLayer } from './second-model/permission-layer.js';
import { permissionSets } from './second-model/permission-sets.js';
import { principalsAndPolicies } from './second-model/principals.js';
import { rbacIds } from './second-model/rbac-ids.js';
import { roles } from './second-model/roles.js';
import { teamScope } from './second-model/team-scope.js';
import { viewerRights } from './second-model/viewer-rights.js';
import { warnings } from './second-model/warnings.js';
import type { Theme } from './stage/proof.js';

/** Everything that is proved, in the order of the two models. */
export const THEMES: readonly Theme[] = [
  enterprisePlan,
  administrators,
  pickerOfTheAlertingUi,
  listOfTheManagementPage,
  emailForEveryone,
  rightsOfPeople,
  delegation,
  grants,
  permissionsTab,
  flagOfTheAccount,
  rbacIds,
  permissionSets,
  principalsAndPolicies,
  creators,
  roles,
  teamScope,
  invisible,
  permissionLayer,
  effectiveRights,
  viewerRights,
  warnings,
  workedExample,
  disclosure,
  remediesAsData,
];

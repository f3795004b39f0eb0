import { Option } from 'commander';
import { ACCESS_MODELS, PERMISSION_SETS_MODES, PLANS } from '../../decision/facts.js';

/** The options that name an account's settings, for `create` and `set`. */
export const planOption = (): Option => new Option('--plan <plan>', 'the plan').choices(PLANS);
export const modelOption = (): Option =>
  new Option('--model <model>', 'the access model').choices(ACCESS_MODELS);
export const permissionSetsOption = (): Option =>
  new Option('--permission-sets <mode>', 'whether permission sets count').choices(PERMISSION_SETS_MODES);

import "server-only";
import { confirmManuallyAction } from "./confirm-manually";
import { deleteUserAction } from "./delete-user";
import { endSessionsAction } from "./end-sessions";
import { exportListAction } from "./export-list";
import { keepFactorsAction } from "./keep-factors";
import { liftSuppressionsAction } from "./lift-suppressions";
import { lockUserAction } from "./lock-user";
import type { OperatorAction, PersonAction } from "./operator-action";
import { removeFactorsAction } from "./remove-factors";
import { replayAllAction } from "./replay-all";
import { replayEmailAction } from "./replay-email";
import { resendEmailAction } from "./resend-email";
import { setRoleAction } from "./set-role";
import { suppressAddressAction } from "./suppress-address";
import { syncInngestAction } from "./sync-inngest";
import { unlockUserAction } from "./unlock-user";
import type { Person } from "../timeline/person";

const actions = [
  resendEmailAction,
  liftSuppressionsAction,
  confirmManuallyAction,
  unlockUserAction,
  endSessionsAction,
  keepFactorsAction,
  removeFactorsAction,
  suppressAddressAction,
  lockUserAction,
  deleteUserAction,
  replayEmailAction,
  replayAllAction,
  setRoleAction,
  exportListAction,
  syncInngestAction,
] as const;

/** Everything that operators do. On a person's page it is offered in this order. */
export const operatorActions: readonly OperatorAction[] = actions;

type NameOf<Action> = Action extends { trail: infer Trail } ? keyof Trail : never;

/** What an action is called in the trail. */
export type OperatorActionName = NameOf<(typeof actions)[number]>;

/** Every action of the trail, in words. */
export const actionTrail: Readonly<Record<string, string>> = Object.assign(
  {},
  ...operatorActions.map(({ trail }) => trail),
);

/** The actions of a person's page. */
export const personActions: readonly PersonAction[] = operatorActions.flatMap(
  ({ page }) => page ?? [],
);

/** The commands of the command line that do something. */
export const actionCommands = operatorActions.flatMap(({ commands }) => commands ?? []);

/** What makes sense for a person now. */
export function offeredActions(person: Person, now: Date): PersonAction[] {
  return personActions.filter(({ isOffered }) => isOffered?.(person, now));
}

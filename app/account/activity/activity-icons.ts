import type { AuditEventName } from "@/lib/audit/audit-events";
import { warning } from "@/components/ui/icon-shapes";
import { bin, download, envelope, key, person, shield, signIn, signOut } from "../account-icons";

/** The drawing beside each entry. */
export const activityIcons: Record<AuditEventName, string> = {
  registered: person,
  registration_cancelled: person,
  confirmed: envelope,
  signed_in: signIn,
  sign_in_failed: warning,
  signed_out: signOut,
  identity_confirmed: shield,
  session_ended: signOut,
  other_sessions_ended: signOut,
  password_reset_requested: key,
  password_reset: key,
  password_reset_cancelled: key,
  password_changed: key,
  password_disowned: shield,
  address_change_requested: envelope,
  address_change_cancelled: envelope,
  address_changed: envelope,
  address_change_undone: envelope,
  mail_suppressed: envelope,
  data_downloaded: download,
  deletion_requested: bin,
  deletion_undone: bin,
  erased: bin,
  confirmed_by_operator: envelope,
  locked: shield,
  unlocked: shield,
  signed_out_by_operator: signOut,
};

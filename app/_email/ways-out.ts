import type { WayOut } from "@/lib/email/failure-table";

/** Where an email to the address of one's own account does not arrive. */
export const OWN_ADDRESS: WayOut = {
  address:
    "You still get in with your password, but not back in without it: please move your account to an address that works.",
  later: "You need not do anything; if it happens again, move your account to another address.",
};

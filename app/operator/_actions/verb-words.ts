import { type PersonVerb, personVerbs } from "@/lib/operator/timeline/offered-verbs";

/** Everything that can be done from a person's page. */
export const verbs = [...personVerbs, "replay"] as const;

/** One of them. */
export type Verb = PersonVerb | "replay";

type Words = {
  /** The link that leads there, the page's title, and its button. */
  title: string;
  pending: string;
  /** What will happen, and what to think of first. */
  meaning: string;
  isDangerous?: boolean;
};

/** What each action is called and means. */
export const verbWords: Record<Verb, Words> = {
  resend: {
    title: "Resend the mail",
    pending: "Sending…",
    meaning:
      "The mail of this registration goes out once more, whatever the limits say: with the same link and code while they live, else with new ones.",
  },
  replay: {
    title: "Replay this mail",
    pending: "Replaying…",
    meaning:
      "The mail that failed is tried once more, with the same link and code and all its attempts before it. If it has lost its point meanwhile, it is not sent.",
  },
  lift: {
    title: "Lift suppressions",
    pending: "Lifting…",
    meaning:
      "Mails to this address are let through again, and it is taken off SES’s own list. If it bounces or complains once more, that counts against our sending.",
  },
  confirm: {
    title: "Confirm by hand",
    pending: "Confirming…",
    meaning:
      "You vouch that whoever made this registration reads mail at this address: its password becomes the account’s, and all links sent so far are void. Do this only for somebody whom you know by another way than this address. A stranger could have registered it.",
    isDangerous: true,
  },
  unlock: {
    title: "Unlock the account",
    pending: "Unlocking…",
    meaning: "The person can sign in again, by the password they had.",
  },
  "end-sessions": {
    title: "End all sessions",
    pending: "Signing out…",
    meaning:
      "Every browser is signed out at its next click, and links for a new password or address are void. The password stays as it is.",
  },
  suppress: {
    title: "Stop mails",
    pending: "Stopping…",
    meaning:
      "No mail of any kind goes to this address until somebody lifts it: the person can neither confirm nor get a new password.",
    isDangerous: true,
  },
  lock: {
    title: "Lock the account",
    pending: "Locking…",
    meaning:
      "Everybody is signed out, and nobody gets in by whatever way until it is unlocked. Nothing is lost.",
    isDangerous: true,
  },
  delete: {
    title: "Delete the account",
    pending: "Deleting…",
    meaning:
      "Everybody is signed out. A confirmed account is erased in a week, and its owner gets a mail whose link keeps it; one that was never confirmed is erased within the hour.",
    isDangerous: true,
  },
};

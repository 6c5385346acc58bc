type Told = { tone: "success" | "info" | "warning"; title: string; text: string };

const atSes = (text: string): Told => ({
  tone: "success",
  title: "Mails to this address go through again",
  text: `${text} Mails that were stopped meanwhile can be replayed below.`,
});

/** What an action came to, by the word that the page's address carries. */
export const outcomeWords: Readonly<Record<string, Told>> = {
  requested: {
    tone: "success",
    title: "The mail goes out once more",
    text: "It is tried within a minute; the history below shows how far it has come.",
  },
  replayed: {
    tone: "success",
    title: "The mail is tried once more",
    text: "It is tried within a minute; the history below shows how far it has come.",
  },
  not_dead: {
    tone: "info",
    title: "This mail has not failed",
    text: "It was sent, is on its way or was replayed by somebody else a moment ago.",
  },
  not_found: {
    tone: "warning",
    title: "There is no such mail",
    text: "It may be forgotten by now.",
  },
  no_registration: {
    tone: "warning",
    title: "There is no registration for this",
    text: "It was cancelled, or it is forgotten. The person can register again.",
  },
  newer_registration: {
    tone: "warning",
    title: "Nothing was changed",
    text: "This address was registered once more since you opened that page. Look at the newest registration first: a stranger may have made it.",
  },
  other_address: {
    tone: "warning",
    title: "Nothing was changed",
    text: "The account has another address than on the page you came from.",
  },
  "lifted-removed": atSes("It was on SES’s own list too, and is off it now."),
  "lifted-not_listed": atSes("SES’s own list does not have it."),
  "lifted-no_list": atSes("Mails do not go through SES, so there is no other list."),
  "lifted-refused": {
    tone: "warning",
    title: "Our own suppressions are lifted",
    text: "SES’s own list could not be looked at: see the AWS console, SES, “Suppression list”.",
  },
  suppressed: {
    tone: "success",
    title: "No mail goes to this address any more",
    text: "Until somebody lifts it.",
  },
  ended: {
    tone: "success",
    title: "All sessions are ended",
    text: "Each browser’s next click leads to the page where one signs in.",
  },
  confirmed: {
    tone: "success",
    title: "The address is confirmed",
    text: "The password of the registration that you saw is the account’s now.",
  },
  locked: { tone: "success", title: "The account is locked", text: "Everybody is signed out." },
  unlocked: {
    tone: "success",
    title: "The account is unlocked",
    text: "Its password works again.",
  },
  closed: {
    tone: "success",
    title: "The account is closed",
    text: "Everybody is signed out, and it will be erased.",
  },
  unchanged: {
    tone: "info",
    title: "Nothing was changed",
    text: "It was so already, or this cannot be done here.",
  },
  repeated: {
    tone: "info",
    title: "Nothing was done twice",
    text: "This form had been sent before. What it did stands in the history below.",
  },
};

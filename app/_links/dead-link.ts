import "server-only";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import type { LinkUse } from "@/lib/verification/links";
import type { Messages } from "@/messages/en";
import type { EndMark } from "../_pages/end-heading";
import type { End } from "../_pages/end-page";

type Text = keyof Messages["deadLinks"];

type Step = { href: string; label: Text };

/** An end by the keys of its texts. */
type DeadLink = Step & { title: Text; text: Text };

const REGISTER: Step = { href: paths.register, label: "signUpAgain" };
const SIGN_IN: Step = { href: paths.signIn, label: "signIn" };
const ACCOUNT: Step = { href: paths.account, label: "goToAccount" };
const FORGOT: Step = { href: paths.forgotPassword, label: "newLink" };
const NEW_PASSWORD: Step = { href: paths.forgotPassword, label: "newPassword" };
const ADDRESS: Step = { href: paths.accountAddress, label: "goToAddress" };
const HOME: Step = { href: paths.home, label: "goHome" };

/** What may be wrong with a link whichever page it is for. */
function broken(step: Step) {
  return {
    tampered: { title: "tamperedTitle", text: "tamperedText", ...step },
    foreign: { title: "foreignTitle", text: "foreignText", ...step },
    unknown: { title: "unknownTitle", text: "unknownText", ...step },
    other: { title: "otherTitle", text: "otherText", ...step },
    missing: { title: "missingTitle", text: "missingText", ...step },
  } satisfies Record<string, DeadLink>;
}

const deadLinks = {
  "confirm-link": {
    ...broken(REGISTER),
    used: { title: "confirmUsedTitle", text: "confirmUsedText", ...ACCOUNT },
    void: { title: "confirmVoidTitle", text: "confirmVoidText", ...SIGN_IN },
    expired: { title: "expiredTitle", text: "confirmExpiredText", ...REGISTER },
  },
  "reset-link": {
    ...broken(FORGOT),
    used: { title: "usedTitle", text: "resetUsedText", ...SIGN_IN },
    void: { title: "voidTitle", text: "resetVoidText", ...FORGOT },
    expired: { title: "expiredTitle", text: "resetExpiredText", ...FORGOT },
  },
  "change-link": {
    ...broken(ADDRESS),
    used: { title: "changeUsedTitle", text: "changeUsedText", ...SIGN_IN },
    void: { title: "voidTitle", text: "changeVoidText", ...ADDRESS },
    expired: { title: "expiredTitle", text: "changeExpiredText", ...ADDRESS },
  },
  "undo-link": {
    ...broken(HOME),
    used: { title: "usedTitle", text: "undoUsedText", ...NEW_PASSWORD },
    void: { title: "undoVoidTitle", text: "undoVoidText", ...NEW_PASSWORD },
    expired: { title: "expiredTitle", text: "undoExpiredText", ...HOME },
  },
  "not-me-link": broken(HOME),
} satisfies Record<LinkUse, Record<string, DeadLink>>;

const marks: Partial<Record<string, EndMark>> = {
  used: "done",
  expired: "expired",
  missing: "info",
  other: "info",
};

type Links = typeof deadLinks;

/** What a link that does nothing (any more) says on its page, and the step that helps. */
export async function deadLink<Use extends LinkUse>(
  use: Use,
  problem: keyof Links[Use],
): Promise<End> {
  const t = await getTranslations("deadLinks");
  const { title, text, href, label } = deadLinks[use][problem] as DeadLink;
  const mark = marks[problem as string] ?? "broken";
  return { title: t(title), text: t(text), href, label: t(label), mark };
}

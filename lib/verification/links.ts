import type { Verification } from "../db";
import { paths } from "../paths";
import { CONFIRMATION_CODE_LIFE_MS, RESET_CODE_LIFE_MS } from "./lifetimes";

/** A code beside a link. NIST SP 800-63B asks for at least 6 digits; recovery gets more. */
export type CodeKind = { use: "confirm-code" | "reset-code"; digits: number; lifeMs: number };

type Link = {
  /** The purposes of the verifications behind it. None for a link that names an email itself. */
  purposes: readonly Verification["purpose"][];
  /** The page on which it is put to use, and how the cookie is named that keeps its token. */
  path: string;
  page: string;
  code: CodeKind | null;
  /** Whether its openings are remembered: of those by which somebody waits to get in. */
  isOpeningRecorded: boolean;
};

const TABLE = {
  /** Confirms a registration. */
  "confirm-link": {
    purposes: ["confirm_registration"],
    path: paths.confirm,
    page: "confirm",
    code: { use: "confirm-code", digits: 6, lifeMs: CONFIRMATION_CODE_LIFE_MS },
    isOpeningRecorded: true,
  },
  /** Lets a new password be chosen. */
  "reset-link": {
    purposes: ["reset_password"],
    path: paths.resetPassword,
    page: "reset-password",
    code: { use: "reset-code", digits: 8, lifeMs: RESET_CODE_LIFE_MS },
    isOpeningRecorded: true,
  },
  /** Proves a new address. */
  "change-link": {
    purposes: ["change_address"],
    path: paths.confirmAddress,
    page: "confirm-address",
    code: null,
    isOpeningRecorded: false,
  },
  /** Takes an email change or a deletion back, or stops that second factors are removed. */
  "undo-link": {
    purposes: ["undo_address_change", "undo_deletion", "cancel_factor_removal"],
    path: paths.undo,
    page: "undo",
    code: null,
    isOpeningRecorded: false,
  },
  /** Says "this was not me". */
  "not-me-link": {
    purposes: [],
    path: paths.notMe,
    page: "not-me",
    code: null,
    isOpeningRecorded: false,
  },
} satisfies Record<string, Link>;

/** What a link is for: the name of the key that signs its token, which is never renamed. */
export type LinkUse = keyof typeof TABLE;

/** Every link of an email. */
export const LINKS: Readonly<Record<LinkUse, Link>> = TABLE;

export const LINK_USES = Object.keys(LINKS) as LinkUse[];

/** The link of a verification, by its purpose. */
export function toLinkUse({ purpose }: Pick<Verification, "purpose">): LinkUse {
  const use = LINK_USES.find((each) => LINKS[each].purposes.includes(purpose));
  if (!use) throw new Error(`there is no link for ${purpose}`);
  return use;
}

/** The code beside the link of a verification; null where there is none. */
export function findCodeKind(verification: Pick<Verification, "purpose">): CodeKind | null {
  return LINKS[toLinkUse(verification)].code;
}

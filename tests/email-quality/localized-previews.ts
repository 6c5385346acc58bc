// The previews of the emails in each language, worded by what words the real ones.
import { after, DAY } from "@/lib/clock";
import type { FactorRemovalEnd } from "@/lib/db";
import { localizedOrigin } from "@/lib/email/content/localized-origin";
import {
  deletionWords,
  factorRemovalWords,
  type RemovalStage,
  type SecondFactorChange,
  secondFactorWords,
} from "@/lib/email/content/notice-words";
import { maskAddress } from "@/lib/email/mask-address";
import { type EmailProps, type EmailTemplate, sources } from "@/lib/email/render/sources";
import { formatDate } from "@/lib/i18n/format-date";
import { expiresIn } from "@/lib/i18n/from-now";
import type { OfferedLocale } from "@/lib/i18n/locales";
import {
  ADDRESS_CHANGE_LINK_LIFE_MS,
  CONFIRMATION_CODE_LIFE_MS,
  CONFIRMATION_LINK_LIFE_MS,
  RESET_CODE_LIFE_MS,
  RESET_LINK_LIFE_MS,
  UNDO_LIFE_MS,
} from "@/lib/verification/lifetimes";

const NOW = new Date("2026-11-22T14:30:00Z");

const ORIGIN = {
  ip: "203.0.113.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
};
const BY_OWNER = { actor: "owner", ...ORIGIN } as const;
const BY_OPERATOR = { actor: "operator", ip: "", userAgent: "" } as const;
const BY_SYSTEM = { actor: "system", ip: "", userAgent: "" } as const;

/** Those of an email, by the name of the variant. The first one is that of `PreviewProps`. */
type Variants<Props> = Record<string, Partial<Props>>;

/** The name of an email that has no others beside it. */
const ONLY = "";

// A record, so that a new change or a new end does not compile without its preview.
const changes = Object.keys({
  app_added: true,
  app_removed: true,
  passkey_added: true,
  passkey_removed: true,
  passkey_clone_suspected: true,
  phone_added: true,
  phone_removed: true,
  recovery_codes_renewed: true,
  recovery_code_used: true,
  second_factor_locked: true,
} satisfies Record<SecondFactorChange, true>) as SecondFactorChange[];

/** Who each end is by, in the trail. */
const ends = {
  link: BY_OWNER,
  proved: BY_OWNER,
  owner: BY_OWNER,
  operator: BY_OPERATOR,
  account: BY_SYSTEM,
  unreachable: BY_SYSTEM,
} satisfies Record<FactorRemovalEnd, unknown>;

function removals(locale: OfferedLocale): Variants<EmailProps["factor_removal"]> {
  const words = (removal: RemovalStage, by: Parameters<typeof factorRemovalWords>[1]) => ({
    ...factorRemovalWords(removal, by, locale),
    changedAt: formatDate(NOW, locale),
  });
  const stopped = Object.entries(ends).map(([end, by]) => {
    const removal = { stage: "stopped", reason: end as FactorRemovalEnd } as const;
    const actionUrl = "https://latchkey.example/forgot-password";
    return [`stopped_${end}`, { ...words(removal, by), actionUrl }];
  });
  const { notMeUrl } = sources.second_factor_changed.template.default.PreviewProps;
  return {
    waiting: words({ stage: "waiting", dueAt: after(NOW, 3 * DAY) }, BY_OPERATOR),
    removed: { ...words({ stage: "removed" }, BY_SYSTEM), actionUrl: notMeUrl },
    ...Object.fromEntries(stopped),
  };
}

function variantsOf(locale: OfferedLocale): {
  [Name in EmailTemplate]: Variants<EmailProps[Name]>;
} {
  const at = formatDate(NOW, locale);
  const from = localizedOrigin(ORIGIN, locale);
  const unknown = localizedOrigin({ ...ORIGIN, userAgent: "" }, locale);
  const within = (milliseconds: number) => expiresIn(after(NOW, milliseconds), locale, NOW);
  const registered = { registeredAt: at, registeredFrom: from };
  const requested = { requestedAt: at, requestedFrom: from };
  const changed = { changedAt: at, changedFrom: from };
  const confirmation = {
    ...registered,
    linkExpires: within(CONFIRMATION_LINK_LIFE_MS),
    codeExpires: within(CONFIRMATION_CODE_LIFE_MS),
  };
  const move = { newAddress: maskAddress("ann@archer.example"), linkExpires: within(UNDO_LIFE_MS) };
  const deletion = { requestedAt: at, linkExpires: within(UNDO_LIFE_MS) };
  return {
    confirm_email: {
      [ONLY]: confirmation,
      unknown_browser: { ...confirmation, registeredFrom: unknown },
    },
    already_registered: { [ONLY]: registered },
    reset_password: {
      [ONLY]: {
        ...requested,
        linkExpires: within(RESET_LINK_LIFE_MS),
        codeExpires: within(RESET_CODE_LIFE_MS),
      },
    },
    no_account: { [ONLY]: requested },
    password_changed: { [ONLY]: changed },
    second_factor_changed: Object.fromEntries(
      changes.map((change) => [change, { ...changed, ...secondFactorWords(change, locale) }]),
    ),
    confirm_new_address: {
      [ONLY]: { ...requested, linkExpires: within(ADDRESS_CHANGE_LINK_LIFE_MS) },
    },
    address_change_notice: { [ONLY]: { ...requested, ...move } },
    address_changed: { [ONLY]: { ...changed, ...move } },
    account_deletion: {
      by_owner: { ...deletion, ...deletionWords(BY_OWNER, locale) },
      by_operator: { ...deletion, ...deletionWords(BY_OPERATOR, locale) },
      by_unknown: { ...deletion, ...deletionWords(null, locale) },
    },
    factor_removal: removals(locale),
  };
}

/** An email's previews, by the name of the variant: those of `PreviewProps`, in a language. */
export function localizedPreviews<Name extends EmailTemplate>(
  template: Name,
  locale: OfferedLocale,
): [variant: string, props: EmailProps[Name]][] {
  const { PreviewProps } = sources[template].template.default;
  return Object.entries(variantsOf(locale)[template]).map(([variant, words]) => [
    variant,
    { ...PreviewProps, ...words, locale },
  ]);
}

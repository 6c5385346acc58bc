import type { ComponentProps, ReactNode } from "react";
import * as accountDeletion from "@/emails/account-deletion";
import * as addressChangeNotice from "@/emails/address-change-notice";
import * as addressChanged from "@/emails/address-changed";
import * as alreadyRegistered from "@/emails/already-registered";
import * as confirmEmail from "@/emails/confirm-email";
import * as confirmNewAddress from "@/emails/confirm-new-address";
import * as factorRemoval from "@/emails/factor-removal";
import * as noAccount from "@/emails/no-account";
import * as passwordChanged from "@/emails/password-changed";
import * as resetPassword from "@/emails/reset-password";
import * as secondFactorChanged from "@/emails/second-factor-changed";
import type { DeliveryTemplate } from "@/lib/db";
import type { Locale } from "@/lib/i18n/locales";
import type { ValueKind } from "./clean-value";

/** The templates of emails; the other one is of texts. */
export type EmailTemplate = Exclude<DeliveryTemplate, "sms_code">;

/** The values each template wants, by the name of the template in the database. */
export type EmailProps = {
  confirm_email: ComponentProps<typeof confirmEmail.default>;
  already_registered: ComponentProps<typeof alreadyRegistered.default>;
  reset_password: ComponentProps<typeof resetPassword.default>;
  no_account: ComponentProps<typeof noAccount.default>;
  password_changed: ComponentProps<typeof passwordChanged.default>;
  second_factor_changed: ComponentProps<typeof secondFactorChanged.default>;
  confirm_new_address: ComponentProps<typeof confirmNewAddress.default>;
  address_change_notice: ComponentProps<typeof addressChangeNotice.default>;
  address_changed: ComponentProps<typeof addressChanged.default>;
  account_deletion: ComponentProps<typeof accountDeletion.default>;
  factor_removal: ComponentProps<typeof factorRemoval.default>;
};

export type Source<Props> = {
  template: {
    default: ((props: Props) => ReactNode) & { PreviewProps: Props };
    /** Without props: what a stranger typed cannot reach it. */
    subject: (locale: Locale) => string;
  };
  /** Of every prop but the language: a template with a new one does not compile without it. */
  kinds: Record<Exclude<keyof Props & string, "locale">, ValueKind>;
};

const requested = { address: "address", requestedAt: "text", requestedFrom: "text" } as const;
const registered = { address: "address", registeredAt: "text", registeredFrom: "text" } as const;
const changed = { address: "address", changedAt: "text", changedFrom: "text" } as const;

/** Every email there is: a template in the database that is not here does not compile. */
export const sources: { [Name in EmailTemplate]: Source<EmailProps[Name]> } = {
  confirm_email: {
    template: confirmEmail,
    kinds: {
      ...registered,
      confirmUrl: "url",
      code: "code",
      linkExpires: "text",
      codeExpires: "text",
      notMeUrl: "url",
    },
  },
  already_registered: {
    template: alreadyRegistered,
    kinds: { ...registered, signInUrl: "url", forgotUrl: "url", notMeUrl: "url" },
  },
  reset_password: {
    template: resetPassword,
    kinds: {
      ...requested,
      resetUrl: "url",
      code: "code",
      linkExpires: "text",
      codeExpires: "text",
      notMeUrl: "url",
    },
  },
  no_account: {
    template: noAccount,
    kinds: { ...requested, registerUrl: "url", notMeUrl: "url" },
  },
  password_changed: {
    template: passwordChanged,
    kinds: { ...changed, notMeUrl: "url" },
  },
  second_factor_changed: {
    template: secondFactorChanged,
    kinds: { ...changed, what: "text", meaning: "text", notMeUrl: "url" },
  },
  confirm_new_address: {
    template: confirmNewAddress,
    kinds: { ...requested, confirmUrl: "url", linkExpires: "text", notMeUrl: "url" },
  },
  address_change_notice: {
    template: addressChangeNotice,
    kinds: { ...requested, newAddress: "address", undoUrl: "url", linkExpires: "text" },
  },
  address_changed: {
    template: addressChanged,
    kinds: { ...changed, newAddress: "address", undoUrl: "url", linkExpires: "text" },
  },
  account_deletion: {
    template: accountDeletion,
    kinds: { ...requested, undoUrl: "url", linkExpires: "text", because: "text", advice: "text" },
  },
  factor_removal: {
    template: factorRemoval,
    kinds: {
      ...changed,
      title: "text",
      text: "text",
      advice: "text",
      actionUrl: "url",
      button: "text",
      note: "text",
    },
  },
};

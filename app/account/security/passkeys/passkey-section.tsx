import { ButtonLink } from "@/components/ui/button-link";
import { TextLink } from "@/components/ui/text-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import type { FactorSummary } from "@/lib/second-factor/factors";
import { FactorDates } from "../factor-dates";
import { FactorSection } from "../factor-section";
import { PasskeyNameForm } from "./passkey-name-form";

type PasskeyProps = { passkey: FactorSummary; userId: string };

async function Passkey({ passkey, userId }: PasskeyProps) {
  const [t, security] = [
    await getTranslations("passkeys"),
    await getTranslations("accountSecurity"),
  ];
  const { id, isSynced } = passkey;
  const name = passkey.name ?? t("title");
  const more = <span className="sr-only">: {name}</span>;
  return (
    <li className="flex flex-col gap-1 py-4 first:pt-0 last:pb-0">
      <p className="font-medium wrap-anywhere">{name}</p>
      <FactorDates factor={passkey} />
      <p className="text-sm text-ink-soft">{isSynced ? t("synced") : t("oneDevice")}</p>
      <div className="flex flex-wrap items-start gap-x-5">
        <PasskeyNameForm userId={userId} passkeyId={id} name={name} />
        <TextLink href={`${paths.accountSecurity}?remove=${id}`} isAlone>
          {security("remove")}
          {more}
        </TextLink>
      </div>
    </li>
  );
}

type Props = { passkeys: FactorSummary[]; userId: string };

/** The passkeys of an account, each with its name, and the way to add one. */
export async function PasskeySection({ passkeys, userId }: Props) {
  const [t, security] = [
    await getTranslations("passkeys"),
    await getTranslations("accountSecurity"),
  ];
  const isOn = passkeys.length > 0;
  return (
    <FactorSection
      id="passkeys"
      title={t("title")}
      text={t("text")}
      mark={isOn ? security("on") : undefined}
    >
      {isOn && (
        <ul className="divide-y divide-line">
          {passkeys.map((passkey) => (
            <Passkey key={passkey.id} passkey={passkey} userId={userId} />
          ))}
        </ul>
      )}
      <ButtonLink
        variant={isOn ? "secondary" : "primary"}
        href={paths.accountSecurityPasskeys}
        className="self-start"
      >
        {t("add")}
      </ButtonLink>
    </FactorSection>
  );
}

import { ButtonLink } from "@/components/ui/button-link";
import { PageHeading } from "@/components/ui/page-heading";
import { SubmitButton } from "@/components/ui/submit-button";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { AboutField } from "../_forms/about-field";
import { PageFrame } from "../_pages/page-frame";
import { strong } from "../_pages/strong";
import { leave } from "../account/actions";

type Props = {
  title: string;
  /** Whom it was done for; null when that is not known any more. */
  doneFor: string | null;
  signedIn: { userId: string; address: string };
};

/** Something was done for one account in a browser that is signed in to another. */
export async function DoneForAnother({ title, doneFor, signedIn }: Props) {
  const t = await getTranslations("signIn");
  return (
    <PageFrame>
      <PageHeading title={title}>
        {doneFor && t.rich("doneFor", { address: doneFor, strong })}{" "}
        {t.rich("stillSignedIn", { address: signedIn.address, strong })}
      </PageHeading>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={paths.account}>{t("goToAccount")}</ButtonLink>
        <form action={leave}>
          <AboutField id={signedIn.userId} />
          <SubmitButton variant="secondary" pendingLabel={t("signingOut")}>
            {t("signOut")}
          </SubmitButton>
        </form>
      </div>
    </PageFrame>
  );
}

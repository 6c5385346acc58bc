import { SubmitButton } from "@/components/ui/submit-button";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { AboutField } from "../_forms/about-field";
import { EndPage } from "../_pages/end-page";
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
  const text = (
    <>
      {doneFor && t.rich("doneFor", { address: doneFor, strong })}{" "}
      {t.rich("stillSignedIn", { address: signedIn.address, strong })}
    </>
  );
  return (
    <EndPage title={title} text={text} mark="done" href={paths.account} label={t("goToAccount")}>
      <form action={leave} className="flex flex-col">
        <AboutField id={signedIn.userId} />
        <SubmitButton variant="secondary" pendingLabel={t("signingOut")}>
          {t("signOut")}
        </SubmitButton>
      </form>
    </EndPage>
  );
}

import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Card } from "@/components/ui/card";
import { PageHeading } from "@/components/ui/page-heading";
import { TextLink } from "@/components/ui/text-link";
import { brand } from "@/lib/brand";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { listFactors } from "@/lib/second-factor/factors";
import { PageFrame } from "../../_pages/page-frame";
import { PageTitle } from "../../_pages/page-title";
import { strong } from "../../_pages/strong";
import { AppCodeForm } from "./app-code-form";
import { pendingShown } from "./pending-shown";
import { RecoveryCodeForm } from "./recovery-code-form";

export const metadata: Metadata = { title: null };

/** The ways to take the second step, the strongest first; each has its form. */
const forms = {
  app: AppCodeForm,
  recovery_code: RecoveryCodeForm,
} as const;

type Way = keyof typeof forms;

/** The ways that an account has, recovery codes last. None when all were removed meanwhile. */
async function waysOf(userId: string): Promise<Way[]> {
  const kinds = (await listFactors(userId)).map(({ kind }) => kind);
  const held = [...new Set(kinds)].filter((kind): kind is "app" => kind in forms);
  return held.length > 0 ? [...held, "recovery_code"] : [];
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SecondFactorPage({ searchParams }: Props) {
  const query = await searchParams;
  const pending = await pendingShown(typeof query.id === "string" ? query.id : null, {});
  const { id, userId, user } = pending;
  const [t, ways] = [await getTranslations("secondFactor"), await waysOf(userId)];
  const way = ways.find((each) => each === query.way) ?? ways[0];
  // The password alone is enough then.
  if (!way) redirect(`${paths.signIn}?over`);
  const Form = forms[way];
  const others = ways.filter((each) => each !== way);
  const support = brand.supportEmail;
  return (
    <PageFrame texts={["secondFactorForm"]}>
      <PageTitle>{t("title")}</PageTitle>
      <PageHeading title={t("title")}>
        {t.rich(`text_${way}`, { address: user.originalAddress, strong })}
      </PageHeading>
      <Card>
        <Form pendingId={id} />
      </Card>
      {others.length > 0 && (
        <section aria-labelledby="other-ways" className="flex flex-col gap-2">
          <h2 id="other-ways" className="font-medium">
            {t("otherWays")}
          </h2>
          <ul>
            {others.map((each) => (
              <li key={each}>
                <TextLink href={`${paths.secondFactor}?id=${id}&way=${each}`} isAlone>
                  {t(`way_${each}`)}
                </TextLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="text-ink-soft">
        {support &&
          t.rich("lost", {
            link: (chunks) => <TextLink href={`mailto:${support}`}>{chunks}</TextLink>,
          })}{" "}
        {t.rich("startOver", {
          link: (chunks) => <TextLink href={paths.signIn}>{chunks}</TextLink>,
        })}
      </p>
    </PageFrame>
  );
}

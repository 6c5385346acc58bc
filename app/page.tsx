import { WaitingPreview } from "@/components/waiting-preview";
import { TextLink } from "@/components/ui/text-link";
import { ButtonLink } from "@/components/ui/button-link";
import { getTranslations } from "@/lib/i18n/request-locale";
import { paths } from "@/lib/paths";
import { currentAccount } from "@/lib/session/current-account";
import { PageFrame } from "./_pages/page-frame";

// Kept for everybody who brings no query and no cookie: lib/next-internals/keep-pages.ts.
export default async function HomePage() {
  const [t, account] = [await getTranslations("home"), await currentAccount()];
  const [waiting, status] = [
    await getTranslations("waitingForm"),
    await getTranslations("emailStatus"),
  ];
  const steps = [
    { title: t("step1Title"), text: t("step1Text") },
    { title: t("step2Title"), text: t("step2Text") },
    { title: t("step3Title"), text: t("step3Text") },
    { title: t("step4Title"), text: t("step4Text") },
  ];
  const promises = [
    { title: t("promise1Title"), text: t("promise1Text") },
    { title: t("promise2Title"), text: t("promise2Text") },
    { title: t("promise3Title"), text: t("promise3Text") },
  ];
  return (
    <PageFrame width="wide">
      <section className="grid items-center gap-10 pb-6 sm:pb-12 lg:grid-cols-[1.15fr_1fr] lg:gap-16">
        <div className="flex flex-col items-start gap-6">
          <h1 className="text-3xl font-semibold tracking-tight text-balance">{t("title")}</h1>
          <p className="max-w-prose text-lg text-ink-soft">{t("text")}</p>
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            {account ? (
              <ButtonLink href={paths.account}>{t("goToAccount")}</ButtonLink>
            ) : (
              <>
                <ButtonLink href={paths.register}>{t("createAccount")}</ButtonLink>
                <TextLink href={paths.signIn} isAlone>
                  {t("signIn")}
                </TextLink>
              </>
            )}
          </div>
        </div>
        <WaitingPreview
          texts={{
            title: waiting("title"),
            delivered: status("labelDelivered"),
            code: waiting("code"),
            confirmed: waiting("confirmed"),
          }}
        />
      </section>

      <section aria-labelledby="how" className="flex flex-col gap-6 border-t border-line pt-10">
        <h2 id="how" className="text-xl font-semibold tracking-tight">
          {t("how")}
        </h2>
        <ol className="grid gap-x-8 gap-y-6 sm:grid-cols-2 lg:grid-cols-4">
          {steps.map(({ title, text }, at) => (
            <li key={title} className="flex flex-col gap-2">
              <span
                aria-hidden="true"
                className="grid size-8 place-items-center rounded-full bg-accent-tint text-sm font-semibold text-accent tabular-nums"
              >
                {at + 1}
              </span>
              <h3 className="font-semibold">{title}</h3>
              <p className="text-ink-soft">{text}</p>
            </li>
          ))}
        </ol>
      </section>

      <section aria-labelledby="promises" className="flex flex-col gap-6 pt-8">
        <h2 id="promises" className="text-xl font-semibold tracking-tight">
          {t("promises")}
        </h2>
        <dl className="grid gap-x-8 gap-y-6 rounded-lg border border-line bg-surface p-5 shadow-card sm:p-8 lg:grid-cols-3">
          {promises.map(({ title, text }) => (
            <div key={title} className="flex flex-col gap-1">
              <dt className="font-semibold">{title}</dt>
              <dd className="text-ink-soft">{text}</dd>
            </div>
          ))}
        </dl>
      </section>
    </PageFrame>
  );
}

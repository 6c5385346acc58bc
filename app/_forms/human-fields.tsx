import { turnstileWidget } from "@/lib/bot-protection/turnstile";
import { getTranslations } from "@/lib/i18n/request-locale";
import { Honeypot } from "./honeypot";
import { Captcha } from "./captcha";

/**
 * What `humanCheck` looks at. A page hands it to its form as a child, above the button: made
 * on the server, it costs no JavaScript where no captcha is set up.
 */
export async function HumanFields() {
  const t = await getTranslations("botProtection");
  const widget = turnstileWidget();
  return (
    <>
      <Honeypot />
      {widget && <Captcha {...widget} />}
      {widget && <noscript>{t("needsScripts")}</noscript>}
    </>
  );
}

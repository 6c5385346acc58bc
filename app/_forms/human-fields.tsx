import { turnstileWidget } from "@/lib/bot-protection/turnstile";
import { Honeypot } from "./honeypot";
import { Captcha } from "./captcha";

/**
 * What `humanCheck` looks at. A page hands it to its form as a child, above the button: made
 * on the server, it costs no JavaScript where no captcha is set up.
 */
export function HumanFields() {
  const widget = turnstileWidget();
  return (
    <>
      <Honeypot />
      {widget && <Captcha {...widget} />}
      {widget && (
        <noscript>
          This form needs JavaScript: a check that keeps programs out runs in your browser.
        </noscript>
      )}
    </>
  );
}

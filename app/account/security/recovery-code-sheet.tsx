"use client";

import { useEffect, useRef, useState } from "react";
import { useText } from "@/components/text";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle } from "@/components/ui/button-style";
import { paths } from "@/lib/paths";

type Props = {
  codes: string[];
  /** Whose they are, for the file. */
  address: string;
  /** Where to go on to. */
  next?: string;
};

/**
 * Recovery codes, shown this once, with the ways to save them. Copying and printing need
 * JavaScript; selecting and downloading do not.
 */
export function RecoveryCodeSheet({ codes, address, next = paths.accountSecurity }: Props) {
  const t = useText("securityForms");
  const [copied, setCopied] = useState<"copied" | "copyFailed" | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const text = `${t("fileTitle", { address })}\n\n${codes.join("\n")}\n`;

  async function copy() {
    setCopied(
      await navigator.clipboard.writeText(text).then(
        () => "copied",
        () => "copyFailed",
      ),
    );
  }

  return (
    <section aria-labelledby="recovery-codes" className="flex flex-col gap-5">
      <h2
        id="recovery-codes"
        ref={heading}
        tabIndex={-1}
        className="text-lg font-semibold outline-none"
      >
        {t("saveTitle")}
      </h2>
      <p>{t("saveText")}</p>
      <ol
        className="grid gap-x-8 gap-y-1 rounded-md bg-sunken p-4 font-mono sm:grid-cols-2"
        dir="ltr"
      >
        {codes.map((code) => (
          <li key={code} className="whitespace-nowrap select-all">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-3">
        <button
          type="button"
          onClick={() => void copy()}
          className={buttonStyle("secondary", "noscript:hidden")}
        >
          {t("copy")}
        </button>
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download={t("fileName")}
          className={buttonStyle("secondary")}
        >
          {t("download")}
        </a>
        <button
          type="button"
          onClick={() => window.print()}
          className={buttonStyle("secondary", "noscript:hidden")}
        >
          {t("print")}
        </button>
      </div>
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {copied && t(copied)}
      </p>
      <ButtonLink href={next} className="sm:self-start">
        {t("saved")}
      </ButtonLink>
    </section>
  );
}

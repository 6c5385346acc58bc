import type { ReactNode } from "react";
import { TextProvider } from "@/components/text";
import { FORMATS_OF } from "@/lib/i18n/locales";
import { rawMessages } from "@/lib/i18n/translations";
import { currentAccount } from "@/lib/session/current-account";
import { OperatorFrame } from "./_frame/operator-frame";

type Props = { children: ReactNode };

/**
 * The frame of the operator's pages, for operators only. Each page checks the role itself: Next.js
 * does not render a layout again on the way from page to page, and a layout does not know its page.
 */
export default async function OperatorLayout({ children }: Props) {
  const account = await currentAccount();
  if (!account?.isOperator) return children;
  // The console is English, whatever language the operator reads other pages in.
  return (
    <div lang="en" dir="ltr">
      <TextProvider locale={FORMATS_OF.en} texts={{ form: rawMessages("en", "form") }}>
        <OperatorFrame>{children}</OperatorFrame>
      </TextProvider>
    </div>
  );
}

import { Alert } from "@/components/ui/alert";
import { getTranslations } from "@/lib/i18n/request-locale";
import { textState } from "@/lib/text/text-state";

type Props = { phoneCodeId: string };

/** Why a text message waits or did not come, where there is something to say. */
export async function TextNotice({ phoneCodeId }: Props) {
  const state = await textState(phoneCodeId);
  if (!state?.reason) return null;
  const t = await getTranslations("textMessage");
  return <Alert tone="warning">{t(state.reason)}</Alert>;
}

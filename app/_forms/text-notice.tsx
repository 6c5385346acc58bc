import { Alert } from "@/components/ui/alert";
import { getTranslations } from "@/lib/i18n/request-locale";
import { textState } from "@/lib/text/text-state";
import { KeepLooking } from "../_email/look-again";

type Props = { phoneCodeId: string };

const MOVING = ["queued", "sending", "deferred"];

/** Why a text message waits or did not come, where there is something to say, as soon as there is. */
export async function TextNotice({ phoneCodeId }: Props) {
  const state = await textState(phoneCodeId);
  if (!state) return null;
  const t = await getTranslations("textMessage");
  return (
    <>
      <KeepLooking isMoving={MOVING.includes(state.status)} />
      {state.reason && <Alert tone="warning">{t(state.reason)}</Alert>}
    </>
  );
}

import { Icon } from "@/components/ui/icon";
import type { Device } from "@/lib/i18n/device-name";
import { laptop, phone } from "./account-icons";

const MOBILE = new Set<string | null>(["iOS", "Android"]);

/** A phone or a computer, by what the browser says of itself. */
export function DeviceIcon({ device }: { device: Device }) {
  return (
    <span className="grid size-11 shrink-0 place-items-center rounded-full bg-sunken text-ink-soft">
      <Icon shape={MOBILE.has(device.os) ? phone : laptop} />
    </span>
  );
}

import type { ReactNode } from "react";
import { cx } from "./cx";
import { Icon } from "./icon";
import { check, info, warning } from "./icon-shapes";

type AlertTone = "info" | "success" | "warning" | "danger";

type Props = { tone?: AlertTone; title?: ReactNode; children?: ReactNode; className?: string };

const looks: Record<
  AlertTone,
  { role: "status" | "alert"; icon: string; box: string; mark: string }
> = {
  info: { role: "status", icon: info, box: "bg-accent-tint", mark: "text-accent" },
  success: { role: "status", icon: check, box: "bg-success-tint", mark: "text-success" },
  warning: { role: "alert", icon: warning, box: "bg-warning-tint", mark: "text-warning" },
  danger: { role: "alert", icon: warning, box: "bg-danger-tint", mark: "text-danger" },
};

/** A message about the whole page or form. What concerns one field stands at that field. */
export function Alert({ tone = "info", title, children, className }: Props) {
  const look = looks[tone];
  return (
    <div
      role={look.role}
      className={cx(
        "flex gap-3 rounded-md border border-transparent px-4 py-3",
        look.box,
        className,
      )}
    >
      <Icon shape={look.icon} className={cx("mt-0.5", look.mark)} />
      <div className="min-w-0 flex-1 space-y-1">
        {title && <p className={cx("font-medium", look.mark)}>{title}</p>}
        {children}
      </div>
    </div>
  );
}

import { auditEventList } from "@/lib/operator/lists/audit-event-list";
import { exportHead, exportRoute } from "../../_lists/export-route";

export const GET = exportRoute(auditEventList);

export const HEAD = exportHead;

import { auditEventList } from "@/lib/operator/lists/audit-event-list";
import { exportRoute } from "../../_lists/export-route";

export const GET = exportRoute(auditEventList);

import { registrationList } from "@/lib/operator/lists/registration-list";
import { exportHead, exportRoute } from "../../_lists/export-route";

export const GET = exportRoute(registrationList);

export const HEAD = exportHead;

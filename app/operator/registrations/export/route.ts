import { registrationList } from "@/lib/operator/lists/registration-list";
import { exportRoute } from "../../_lists/export-route";

export const GET = exportRoute(registrationList);

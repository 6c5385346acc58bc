import { suppressionList } from "@/lib/operator/lists/suppression-list";
import { exportRoute } from "../../_lists/export-route";

export const GET = exportRoute(suppressionList);

import { suppressionList } from "@/lib/operator/lists/suppression-list";
import { exportHead, exportRoute } from "../../_lists/export-route";

export const GET = exportRoute(suppressionList);

export const HEAD = exportHead;

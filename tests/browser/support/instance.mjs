// A real instance from nothing: invited administrator, a school, its coordinator, three imported files.

import path from "node:path";
import { visitor } from "./browser.mjs";
import { schoolFiles } from "./school.mjs";
import { start } from "./service.mjs";
import { foundSchool, importFile, setPassword, signIn } from "./steps.mjs";

export const ADMINISTRATOR = "admin@instance.example";
export const COORDINATOR = "irene@school.example";

/** Starts it; with the coordinator signed in, in a browser of her own. `change(kind, text)` may alter a file first. */
export async function startInstance(
  browser,
  { javascript = true, language = "en", settings = [], kinds = ["companies", "placements", "students"], change = undefined } = {},
) {
  const service = await start("serve", ...settings);
  const link = await service.also("invite", ADMINISTRATOR, "--name", "Ada Amministra");
  const administrator = await visitor(browser, service, { language, javascript });
  await setPassword(administrator.page, link);
  await signIn(administrator.page, ADMINISTRATOR);
  const invitation = await foundSchool(administrator.page, "Scuola di Prova", COORDINATOR);
  const coordinator = await visitor(browser, service, { language, javascript });
  await setPassword(coordinator.page, invitation);
  await signIn(coordinator.page, COORDINATOR);
  const files = await schoolFiles(path.join(service.folder, "files"), change);
  for (const kind of kinds) await importFile(coordinator.page, kind, files[kind]);
  return { service, administrator, coordinator, files };
}

declare module "cronstrue/locales/de";
declare module "cronstrue/locales/tr";

import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { onExpired, signInWithLink, signInWithPassword } from "@/api/session";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { Field } from "@/kit/Field";

/** Asks for a new session above the page when the old one has ended; what is on the page stays, what was asked for goes on. */
export function SignInAgain() {
  const { t } = useTranslation();
  const [waiting, setWaiting] = useState<(() => void) | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    onExpired(() => new Promise<void>((resolve) => setWaiting(() => resolve)));
  }, []);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const link = String(form.get("link")).trim();
    try {
      if (link) await signInWithLink(new URL(link, location.origin).searchParams.get("token") ?? link);
      else await signInWithPassword(String(form.get("email")), String(form.get("password")));
      setProblem(null);
      setWaiting(null);
      waiting?.();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }

  if (waiting === null) return null;
  return (
    <Dialog title={t("signIn.again")} onClose={() => {}} firm>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-sm text-soft">{t("signIn.againWhy")}</p>
        <Field label={t("signIn.email")} name="email" type="email" autoComplete="username" />
        <Field label={t("signIn.password")} name="password" type="password" autoComplete="current-password" />
        <Field label={t("signIn.orLink")} name="link" autoComplete="off" />
        {problem && (
          <p role="alert" className="text-sm text-bad">
            {problem}
          </p>
        )}
        <Button tone="accent" type="submit">
          {t("signIn.submit")}
        </Button>
      </form>
    </Dialog>
  );
}

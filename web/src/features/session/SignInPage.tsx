import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { signInWithLink, signInWithPassword, signUp } from "@/api/session";
import { Button } from "@/kit/Button";
import { Field } from "@/kit/Field";

// Strict mode runs effects twice, and a link can be spent once.
const spent = new Map<string, Promise<unknown>>();

export function SignInPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { token, to } = useSearch({ from: "/sign-in" });
  const [mode, setMode] = useState<"in" | "up">("in");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(token !== undefined);

  useEffect(() => {
    if (token === undefined) return;
    const attempt = spent.get(token) ?? signInWithLink(token);
    spent.set(token, attempt);
    attempt.then(
      () => navigate({ to: to ?? "/", replace: true }),
      () => {
        setProblem(t("signIn.linkSpent"));
        setBusy(false);
      },
    );
  }, [token, to, navigate, t]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get("email"));
    const password = String(form.get("password"));
    setBusy(true);
    setProblem(null);
    try {
      await (mode === "in" ? signInWithPassword(email, password) : signUp(email, password));
      await navigate({ to: to ?? "/" });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  }

  return (
    <main className="mx-auto flex min-h-screen max-w-sm flex-col justify-center gap-6 px-4">
      <header className="flex items-center gap-3">
        <img src="/icon.svg" alt="" width="36" height="36" />
        <span className="text-xl font-semibold">ConnectedLenses</span>
      </header>
      <form onSubmit={submit} className="flex flex-col gap-4 rounded-xl border border-line bg-panel p-6">
        <h1 className="text-lg font-semibold">{t(mode === "in" ? "signIn.title" : "signIn.titleUp")}</h1>
        {token !== undefined && busy && <p role="status">{t("signIn.link")}</p>}
        <Field label={t("signIn.email")} name="email" type="email" autoComplete="username" required />
        <Field
          label={t("signIn.password")}
          name="password"
          type="password"
          minLength={mode === "up" ? 8 : undefined}
          autoComplete={mode === "in" ? "current-password" : "new-password"}
          required
        />
        {problem && (
          <p role="alert" className="text-sm text-bad">
            {problem}
          </p>
        )}
        <Button tone="accent" type="submit" disabled={busy}>
          {t(mode === "in" ? "signIn.submit" : "signIn.submitUp")}
        </Button>
      </form>
      <button
        type="button"
        className="self-start text-sm text-accent underline"
        onClick={() => setMode(mode === "in" ? "up" : "in")}
      >
        {t(mode === "in" ? "signIn.toUp" : "signIn.toIn")}
      </button>
    </main>
  );
}

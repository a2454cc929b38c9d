// A program written with supabase-js, against the running server: what it may expect, in one walk.
import assert from "node:assert/strict";
import test from "node:test";
import { createClient } from "@supabase/supabase-js";

const url = process.env.SERVER_URL;
const publishable = process.env.PUBLISHABLE_KEY;
const service = process.env.SERVICE_KEY;
// this server has no realtime; supabase-js wants a WebSocket class all the same, which Node 20 lacks
const quiet = {
  auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  realtime: { transport: class {} },
};

const client = (key = publishable) => createClient(url, key, quiet);
const unique = () => `${process.hrtime.bigint()}`;
const email = () => `js-${unique()}@example.org`;

async function signedUp() {
  const supabase = client();
  const address = email();
  const { data, error } = await supabase.auth.signUp({
    email: address,
    password: "correct horse",
    options: { data: { full_name: "Ada" } },
  });
  assert.equal(error, null);
  return { supabase, address, user: data.user, session: data.session };
}

test("signing up gives a session and a user", async () => {
  const { supabase, address, user, session } = await signedUp();
  assert.equal(user.email, address);
  assert.equal(user.user_metadata.full_name, "Ada");
  assert.equal(session.token_type, "bearer");
  const { data } = await supabase.auth.getUser();
  assert.equal(data.user.id, user.id);
});

test("claims are verified with the published keys", async () => {
  const { supabase, user } = await signedUp();
  const { data, error } = await supabase.auth.getClaims();
  assert.equal(error, null);
  assert.equal(data.claims.sub, user.id);
  assert.equal(data.claims.role, "authenticated");
  assert.equal(data.header.alg, "ES256");
});

test("errors of accounts have the codes that programs look at", async () => {
  const { address } = await signedUp();
  const wrong = await client().auth.signInWithPassword({ email: address, password: "battery staple" });
  assert.equal(wrong.error.code, "invalid_credentials");
  assert.equal(wrong.error.status, 400);
  const twice = await client().auth.signUp({ email: address, password: "correct horse" });
  assert.equal(twice.error.code, "user_already_exists");
  const weak = await client().auth.signUp({ email: email(), password: "short" });
  assert.equal(weak.error.name, "AuthWeakPasswordError");
  assert.deepEqual(weak.error.reasons, ["length"]);
  const anonymous = await client().auth.signInAnonymously();
  assert.equal(anonymous.error.code, "anonymous_provider_disabled");
});

test("rows belong to whoever inserts them", async () => {
  const ada = await signedUp();
  const eve = await signedUp();
  const { data: note, error } = await ada.supabase.from("notes").insert({ body: "mine" }).select().single();
  assert.equal(error, null);
  assert.equal(note.owner, ada.user.id);
  assert.deepEqual((await eve.supabase.from("notes").select().eq("id", note.id)).data, []);
  const forged = await eve.supabase.from("notes").insert({ body: "x", owner: ada.user.id });
  assert.equal(forged.status, 403);
  assert.equal(forged.error.code, "42501");
  const nobody = await client().from("notes").select();
  assert.equal(nobody.status, 401);
});

test("embedding, filters, order and ranges", async () => {
  const { supabase } = await signedUp();
  const { data: notes } = await supabase.from("notes").insert([{ body: "a" }, { body: "bb" }, { body: "ccc" }]).select();
  const tagged = await supabase.from("tags").insert([
    { note_id: notes[0].id, name: "x" },
    { note_id: notes[0].id, name: "y" },
  ]);
  assert.equal(tagged.status, 201);
  const { data, error } = await supabase
    .from("notes")
    .select("body, tags(name)")
    .in("body", ["a", "bb"])
    .order("body")
    .order("name", { referencedTable: "tags", ascending: false });
  assert.equal(error, null);
  assert.deepEqual(data, [
    { body: "a", tags: [{ name: "y" }, { name: "x" }] },
    { body: "bb", tags: [] },
  ]);
  const inner = await supabase.from("tags").select("name, notes!inner(body)").eq("notes.body", "a").order("name");
  assert.deepEqual(inner.data[0], { name: "x", notes: { body: "a" } });
  const { data: page } = await supabase.from("notes").select("body").order("body").range(1, 2);
  assert.deepEqual(page, [{ body: "bb" }, { body: "ccc" }]);
});

test("counts with and without rows", async () => {
  const { supabase } = await signedUp();
  await supabase.from("notes").insert([{ body: "1" }, { body: "2" }, { body: "3" }]);
  const head = await supabase.from("notes").select("*", { count: "exact", head: true });
  assert.equal(head.error, null);
  assert.equal(head.count, 3);
  const some = await supabase.from("notes").select("*", { count: "exact" }).limit(1);
  assert.equal(some.count, 3);
  assert.equal(some.data.length, 1);
});

test("upsert, update and delete", async () => {
  const { supabase } = await signedUp();
  const slug = unique();
  const first = await supabase.from("notes").upsert({ slug, body: "one" }, { onConflict: "slug" }).select();
  assert.equal(first.status, 201);
  const second = await supabase.from("notes").upsert({ slug, body: "two" }, { onConflict: "slug" }).select();
  assert.equal(second.status, 200);
  assert.equal(second.data[0].id, first.data[0].id);
  assert.equal(second.data[0].body, "two");
  const kept = await supabase.from("notes").upsert({ slug, body: "three" }, { onConflict: "slug", ignoreDuplicates: true }).select();
  assert.deepEqual(kept.data, []);
  const changed = await supabase.from("notes").update({ body: "four" }).eq("slug", slug).select("body").single();
  assert.equal(changed.data.body, "four");
  assert.equal((await supabase.from("notes").delete().eq("slug", slug)).status, 204);
  assert.equal((await supabase.from("notes").select().eq("slug", slug).maybeSingle()).data, null);
});

test("functions by POST and by GET", async () => {
  const { supabase } = await signedUp();
  await supabase.from("notes").insert([{ body: "ab" }, { body: "abc" }]);
  assert.equal((await client().rpc("add_up", { a: 2, b: 3 })).data, 5);
  assert.equal((await client().rpc("add_up", { a: 2, b: 3 }, { get: true })).data, 5);
  const { data } = await supabase.rpc("longest_note", { p_prefix: "a" }).select("body").single();
  assert.equal(data.body, "abc");
  const profile = await supabase.rpc("fn_lensers_get_active_profile");
  assert.equal(profile.error, null);
});

test("errors of the data API have PostgREST's shape", async () => {
  const { supabase } = await signedUp();
  const table = await supabase.from("nodes_").select();
  assert.equal(table.error.code, "PGRST205");
  assert.equal(table.status, 404);
  const column = await supabase.from("notes").select("bodi");
  assert.equal(column.error.code, "42703");
  const none = await supabase.from("notes").select().eq("id", -1).single();
  assert.equal(none.error.code, "PGRST116");
  assert.equal(none.status, 406);
  const check = await supabase.from("notes").insert({ body: "" });
  assert.equal(check.error.code, "23514");
  assert.deepEqual(Object.keys(check.error).sort(), ["code", "details", "hint", "message"]);
  const fn = await supabase.rpc("add_up", { a: 1 });
  assert.equal(fn.error.code, "PGRST202");
});

test("a session is renewed, and one stolen token ends it", async () => {
  const { supabase, session } = await signedUp();
  const renewed = await supabase.auth.refreshSession();
  assert.equal(renewed.error, null);
  assert.notEqual(renewed.data.session.refresh_token, session.refresh_token);
  const both = await Promise.all([client(), client()].map((c) => c.auth.refreshSession({ refresh_token: renewed.data.session.refresh_token })));
  assert.equal(both[0].error, null);
  assert.equal(both[1].data.session.refresh_token, both[0].data.session.refresh_token);
  const unknown = await client().auth.refreshSession({ refresh_token: "nonsense" });
  assert.equal(unknown.error.code, "refresh_token_not_found");
});

test("the user is changed", async () => {
  const { supabase, address } = await signedUp();
  const same = await supabase.auth.updateUser({ password: "correct horse" });
  assert.equal(same.error.code, "same_password");
  const changed = await supabase.auth.updateUser({ password: "battery staple", data: { theme: "dark" } });
  assert.equal(changed.error, null);
  assert.equal(changed.data.user.user_metadata.theme, "dark");
  const again = await client().auth.signInWithPassword({ email: address, password: "battery staple" });
  assert.equal(again.error, null);
});

test("signing out ends the session on the server", async () => {
  const { supabase, address, session } = await signedUp();
  const other = client();
  await other.auth.signInWithPassword({ email: address, password: "correct horse" });
  assert.equal((await supabase.auth.signOut({ scope: "others" })).error, null);
  assert.equal((await other.auth.getUser()).error.name, "AuthSessionMissingError");
  assert.equal((await supabase.auth.signOut()).error, null);
  const late = await client().auth.refreshSession({ refresh_token: session.refresh_token });
  assert.equal(late.error.code, "refresh_token_not_found");
});

test("a letter is asked for without saying whether there is an account", async () => {
  const { address } = await signedUp();
  for (const to of [address, email()]) {
    const { error } = await client().auth.resetPasswordForEmail(to);
    assert.equal(error, null);
    const otp = await client().auth.signInWithOtp({ email: to, options: { shouldCreateUser: false } });
    assert.equal(otp.error, null);
  }
  const bad = await client().auth.verifyOtp({ email: address, token: "000000", type: "email" });
  assert.equal(bad.error.code, "otp_expired");
});

test("a back end with the service key manages accounts and sees all rows", async () => {
  const admin = client(service);
  const address = email();
  const { data, error } = await admin.auth.admin.createUser({ email: address, password: "correct horse", email_confirm: true });
  assert.equal(error, null);
  const user = client();
  assert.equal((await user.auth.signInWithPassword({ email: address, password: "correct horse" })).error, null);
  const { data: note } = await user.from("notes").insert({ body: "seen by the back end" }).select().single();
  const seen = await admin.from("notes").select("body").eq("id", note.id).single();
  assert.equal(seen.data.body, "seen by the back end");
  assert.equal((await admin.auth.admin.getUserById(data.user.id)).data.user.email, address);
  const renamed = await admin.auth.admin.updateUserById(data.user.id, { user_metadata: { plan: "x" } });
  assert.equal(renamed.data.user.user_metadata.plan, "x");
  const list = await admin.auth.admin.listUsers({ page: 1, perPage: 1000 });
  assert.ok(list.data.users.some((u) => u.id === data.user.id));
  assert.ok(list.data.total >= 1);
  const stranger = await user.auth.admin.listUsers();
  assert.equal(stranger.error.code, "no_authorization");
  const gone = await admin.auth.admin.deleteUser(data.user.id);
  assert.equal(gone.error, null);
  assert.equal((await admin.auth.admin.getUserById(data.user.id)).error.code, "user_not_found");
});

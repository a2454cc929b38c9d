package dev.connectedlenses.server.accounts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sign-ins under way, as they lie in the database. */
final class FlowStore {

  private final AuthDatabase database;

  FlowStore(AuthDatabase database) {
    this.database = database;
  }

  /** A sign-in that begins: where it leads back to, and what must be shown at its end. */
  @SuppressWarnings("ArrayRecordComponent") // a hash is handed over, never compared
  record Fresh(
      String provider,
      byte @Nullable [] stateHash,
      @Nullable String nonce,
      @Nullable String verifier,
      Flows.Return back,
      Instant expires) {}

  /** What a provider's answer is checked against. */
  record Waiting(UUID id, String provider, String nonce, String verifier, Flows.Return back) {}

  /** A sign-in that only needs its code to be handed in. */
  record Done(UUID user, String method, @Nullable String challenge, @Nullable String kind) {}

  /** Keeps it, and forgets those whose time is over. */
  UUID add(Fresh flow) {
    return database.ask(
        """
        with old as (
          delete from auth.flow_states where expires_at < now() - interval '1 hour'
        )
        insert into auth.flow_states (provider, state_hash, nonce, code_verifier, redirect_to,
          code_challenge, code_challenge_method, expires_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        returning id
        """,
        (s, i) -> {
          s.setString(i, flow.provider());
          s.setBytes(i + 1, flow.stateHash());
          s.setString(i + 2, flow.nonce());
          s.setString(i + 3, flow.verifier());
          s.setString(i + 4, flow.back().redirectTo());
          s.setString(i + 5, flow.back().challenge());
          s.setString(i + 6, flow.back().method());
          s.setObject(i + 7, AuthDatabase.instant(flow.expires()));
        },
        rows -> {
          rows.next();
          return rows.getObject(1, UUID.class);
        });
  }

  /** The sign-in that this state belongs to, once. */
  Optional<Waiting> claim(byte[] stateHash) {
    return database.ask(
        """
        update auth.flow_states
        set state_hash = null
        where state_hash = ? and expires_at > now()
        returning id, provider, nonce, code_verifier, redirect_to, code_challenge,
          code_challenge_method
        """,
        (s, i) -> s.setBytes(i, stateHash),
        rows ->
            rows.next()
                ? Optional.of(
                    new Waiting(
                        rows.getObject(1, UUID.class),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        new Flows.Return(rows.getString(5), rows.getString(6), rows.getString(7))))
                : Optional.empty());
  }

  /** Where the sign-in leads back to. */
  Optional<Flows.Return> back(UUID id) {
    return database.ask(
        """
        select redirect_to, code_challenge, code_challenge_method
        from auth.flow_states
        where id = ? and expires_at > now()
        """,
        (s, i) -> s.setObject(i, id),
        rows ->
            rows.next()
                ? Optional.of(
                    new Flows.Return(rows.getString(1), rows.getString(2), rows.getString(3)))
                : Optional.empty());
  }

  /** Notes who signed in, and the code for which they get their session. */
  void complete(UUID id, UUID user, String method, byte[] codeHash, Instant expires) {
    database.ask(
        """
        update auth.flow_states
        set user_id = ?, amr_method = ?, auth_code_hash = ?, expires_at = ?
        where id = ?
        returning id
        """,
        (s, i) -> {
          s.setObject(i, user);
          s.setString(i + 1, method);
          s.setBytes(i + 2, codeHash);
          s.setObject(i + 3, AuthDatabase.instant(expires));
          s.setObject(i + 4, id);
        },
        rows -> rows.next());
  }

  /** The sign-in of this code, which is used up by asking. */
  Optional<Done> spend(byte[] codeHash) {
    return database.ask(
        """
        delete from auth.flow_states
        where auth_code_hash = ? and expires_at > now()
        returning user_id, amr_method, code_challenge, code_challenge_method
        """,
        (s, i) -> s.setBytes(i, codeHash),
        rows ->
            rows.next()
                ? Optional.of(
                    new Done(
                        rows.getObject(1, UUID.class),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4)))
                : Optional.empty());
  }
}

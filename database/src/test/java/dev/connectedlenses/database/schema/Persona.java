package dev.connectedlenses.database.schema;

import dev.connectedlenses.database.Identity;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks the database: a role and, for people, an account of the fixture.
 *
 * @param userId null for a persona that is no person
 */
record Persona(String name, String role, @Nullable UUID userId) {

  static final Persona ANON = new Persona("anon", "anon", null);
  static final Persona OWNER = person("owner", 1);
  static final Persona CO_OWNER = person("co_owner", 2);
  static final Persona OPERATOR = person("operator", 3);
  static final Persona REVOKED = person("revoked", 4);
  static final Persona STRANGER = person("stranger", 5);
  static final Persona SUSPENDED = person("suspended", 6);

  static final List<Persona> ALL =
      List.of(
          ANON,
          STRANGER,
          SUSPENDED,
          OPERATOR,
          CO_OWNER,
          OWNER,
          REVOKED,
          process("service_role"),
          process("gateway_auth"),
          process("engine_worker"),
          process("engine_scheduler"),
          process("maintenance"),
          process("authenticator"));

  private static Persona person(String name, int number) {
    UUID id = UUID.fromString("a0000000-0000-7000-8000-" + "%012d".formatted(number));
    return new Persona(name, "authenticated", id);
  }

  private static Persona process(String role) {
    return new Persona(role, role, null);
  }

  Identity identity() {
    return userId == null ? new Identity(role, claims(), null) : Identity.of(userId);
  }

  String claims() {
    return userId == null ? "{\"role\":\"" + role + "\"}" : Identity.of(userId).claimsJson();
  }
}

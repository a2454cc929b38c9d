package dev.connectedlenses.cli.api;

import dev.connectedlenses.cli.out.CliError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sessions of this user, one per server, in a file that only its owner can read. */
final class Credentials {
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;

  Credentials(Path file) {
    this.file = file;
  }

  Optional<Session> find(String url) {
    JsonNode entry = all().path(url);
    return entry.isObject() ? Optional.of(Session.of(entry)) : Optional.empty();
  }

  void put(String url, Session session) {
    ObjectNode all = all();
    all.set(url, session.json());
    write(all);
  }

  void remove(String url) {
    ObjectNode all = all();
    if (all.remove(url) != null) {
      write(all);
    }
  }

  private ObjectNode all() {
    try {
      if (Files.isReadable(file)
          && JsonMapper.shared().readTree(file.toFile()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw CliError.usage(file + " is no JSON", "delete it and run: clens login");
    }
    return JsonMapper.shared().createObjectNode();
  }

  private void write(ObjectNode all) {
    try {
      TextFile.replace(file, JsonMapper.shared().writeValueAsString(all), OWNERS);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Tokens of one sign-in; the expiry is in seconds since 1970. */
  record Session(String accessToken, String refreshToken, long expiresAt, String email) {
    static Session of(JsonNode json) {
      return new Session(
          json.path("access_token").asString(""),
          json.path("refresh_token").asString(""),
          json.path("expires_at").asLong(0),
          json.path("user").path("email").asString(""));
    }

    ObjectNode json() {
      ObjectNode json = JsonMapper.shared().createObjectNode();
      json.put("access_token", accessToken);
      json.put("refresh_token", refreshToken);
      json.put("expires_at", expiresAt);
      json.putObject("user").put("email", email);
      return json;
    }
  }
}

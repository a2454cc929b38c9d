package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /auth/v1/admin}: accounts in the hands of a back end that has the service key. */
final class AdminRoutes {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m|h)");
  private static final Instant NEVER_BANNED = Instant.EPOCH;

  private final AdminStore store;
  private final Accounts accounts;
  private final AccountParts parts;
  private final Runnable rotateKeys;

  AdminRoutes(AdminStore store, Accounts accounts, AccountParts parts, Runnable rotateKeys) {
    this.store = store;
    this.accounts = accounts;
    this.parts = parts;
    this.rotateKeys = rotateKeys;
  }

  void addTo(Router router) {
    router
        .on("GET", "/auth/v1/admin/users", Doors.service(this::list))
        .on("POST", "/auth/v1/admin/users", Doors.service(this::create))
        .on("GET", "/auth/v1/admin/users/{id}", Doors.service(r -> shown(id(r))))
        .on("PUT", "/auth/v1/admin/users/{id}", Doors.service(this::update))
        .on("DELETE", "/auth/v1/admin/users/{id}", Doors.service(this::remove))
        .on("POST", "/auth/v1/admin/keys/rotate", Doors.service(this::rotate));
  }

  private Response list(Request request) {
    int size = number(request, "per_page", 50, 1000);
    int page = number(request, "page", 1, 1_000_000);
    AdminStore.Page found = store.page(size, page);
    ObjectNode body = JsonMapper.shared().createObjectNode();
    ArrayNode users = body.putArray("users");
    found.users().forEach(users::add);
    body.put("aud", AccessTokens.AUDIENCE);
    long last = Math.max(1, (found.total() + size - 1) / size);
    String form = "</admin/users?page=%d&per_page=%d>; rel=\"%s\"";
    String links = form.formatted(last, size, "last");
    return Doors.fresh(Response.json(200, body))
        .with("X-Total-Count", String.valueOf(found.total()))
        .with("Link", page < last ? form.formatted(page + 1, size, "next") + ", " + links : links);
  }

  private static int number(Request request, String name, int usual, int most) {
    String text = request.query(name);
    try {
      int number = text == null || text.isEmpty() ? usual : Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as for a number out of range
    }
    throw AuthError.VALIDATION_FAILED.refuse(name + " must be from 1 to " + most);
  }

  private Response create(Request request) {
    ObjectNode body = AuthAnswers.body(request);
    String email = Addresses.email(AuthAnswers.text(body, "email"));
    @Nullable String password = AuthAnswers.optional(body, "password");
    UUID user =
        parts
            .store()
            .signUp(
                email,
                password == null ? null : hash(password),
                AuthAnswers.object(body, "user_metadata"),
                body.path("email_confirm").asBoolean(false))
            .map(made -> UUID.fromString(made.path("id").asString()))
            .orElseThrow(AuthError.EMAIL_EXISTS::refuse);
    ObjectNode rest = body.deepCopy();
    rest.remove("email");
    rest.remove("password");
    change(user, rest);
    return shown(user);
  }

  private Response update(Request request) {
    UUID user = id(request);
    change(user, AuthAnswers.body(request));
    return shown(user);
  }

  private void change(UUID user, ObjectNode body) {
    String email = AuthAnswers.optional(body, "email");
    String password = AuthAnswers.optional(body, "password");
    AdminStore.Change change =
        new AdminStore.Change(
            email == null ? null : Addresses.email(email),
            password == null ? null : hash(password),
            body.path("email_confirm").asBoolean(false),
            body.get("user_metadata") instanceof ObjectNode data ? data : null,
            body.get("app_metadata") instanceof ObjectNode data ? data : null,
            bannedUntil(body.path("ban_duration")));
    try {
      if (!store.change(user, change)) {
        throw AuthError.USER_UNKNOWN.refuse();
      }
    } catch (AuthDatabase.TakenException e) {
      throw AuthError.EMAIL_EXISTS.refuse();
    }
  }

  private String hash(String password) {
    parts.passwords().requireStrong(password);
    return parts.passwords().hash(password);
  }

  private @Nullable Instant bannedUntil(JsonNode duration) {
    String text = duration.asString("");
    if (text.isEmpty()) {
      return null;
    }
    Matcher parsed = DURATION.matcher(text);
    if (text.equals("none")) {
      return NEVER_BANNED;
    }
    if (!parsed.matches()) {
      throw AuthError.VALIDATION_FAILED.refuse("\"ban_duration\" must be none or like 24h");
    }
    long number = Long.parseLong(parsed.group(1));
    Duration time =
        switch (parsed.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        };
    return parts.clock().instant().plus(time);
  }

  private Response remove(Request request) {
    ObjectNode body = AuthAnswers.body(request);
    if (!store.remove(id(request), body.path("should_soft_delete").asBoolean(false))) {
      throw AuthError.USER_UNKNOWN.refuse();
    }
    return Doors.nothing();
  }

  private Response rotate(Request request) {
    rotateKeys.run();
    return Response.empty(204);
  }

  private Response shown(UUID user) {
    try {
      return Doors.fresh(Response.json(200, accounts.user(user)));
    } catch (AuthError.Refused e) {
      throw AuthError.USER_UNKNOWN.refuse();
    }
  }

  private static UUID id(Request request) {
    try {
      return UUID.fromString(request.variable("id"));
    } catch (IllegalArgumentException e) {
      throw AuthError.USER_UNKNOWN.refuse();
    }
  }
}

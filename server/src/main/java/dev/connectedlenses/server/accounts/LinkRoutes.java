package dev.connectedlenses.server.accounts;

import dev.connectedlenses.server.http.Request;
import dev.connectedlenses.server.http.Response;
import dev.connectedlenses.server.http.Router;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The addresses below {@code /auth/v1} that send letters and take their links and codes. */
final class LinkRoutes {

  private final Links links;
  private final AccountParts parts;

  LinkRoutes(Links links, AccountParts parts) {
    this.links = links;
    this.parts = parts;
  }

  void addTo(Router router) {
    router
        .on("POST", "/auth/v1/recover", Doors.open(this::recover))
        .on("POST", "/auth/v1/otp", Doors.open(this::magic))
        .on("POST", "/auth/v1/magiclink", Doors.open(this::magic))
        .on("POST", "/auth/v1/resend", Doors.open(this::resend))
        .on("POST", "/auth/v1/verify", Doors.open(this::verify))
        .on("GET", "/auth/v1/verify", Doors.open(this::follow));
  }

  private Response recover(Request request) {
    ObjectNode body = AuthAnswers.body(request);
    links.recover(
        AuthAnswers.text(body, "email"), Doors.back(parts.site(), request), Client.of(request));
    return Doors.nothing();
  }

  private Response magic(Request request) {
    ObjectNode body = AuthAnswers.body(request);
    boolean create = body.path("create_user").asBoolean(true);
    links.magic(
        AuthAnswers.text(body, "email"),
        create ? AuthAnswers.object(body, "data") : null,
        Doors.back(parts.site(), request),
        Client.of(request));
    return Doors.nothing();
  }

  private Response resend(Request request) {
    ObjectNode body = AuthAnswers.body(request);
    String type = AuthAnswers.text(body, "type");
    if (!type.equals("signup") && !type.equals("email_change")) {
      throw AuthError.VALIDATION_FAILED.refuse("\"type\" must be signup or email_change");
    }
    links.again(
        type,
        AuthAnswers.text(body, "email"),
        Doors.back(parts.site(), request),
        Client.of(request));
    return Doors.nothing();
  }

  private Response verify(Request request) {
    ObjectNode body = AuthAnswers.body(request);
    List<String> kinds = Accounts.kindsOf(AuthAnswers.text(body, "type"));
    Client client = Client.of(request);
    String hash = AuthAnswers.optional(body, "token_hash");
    String email = AuthAnswers.optional(body, "email");
    AccountStore.Spent spent;
    if (hash == null && email != null) {
      spent = links.spendCode(email, AuthAnswers.text(body, "token"), kinds, client);
    } else {
      String token = hash == null ? AuthAnswers.text(body, "token") : hash;
      spent = links.spend(token, kinds, client);
    }
    return Doors.granted(links.open(spent, client));
  }

  /** A link of a letter that leads back to another site: it is spent here and now. */
  private Response follow(Request request) {
    String back = parts.site().back(request.query("redirect_to"));
    String type = required(request, "type");
    try {
      Client client = Client.of(request);
      AccountStore.Spent spent =
          links.spend(required(request, "token"), Accounts.kindsOf(type), client);
      return Doors.redirect(
          spent.flow() == null
              ? Returns.implicit(back, links.open(spent, client), type)
              : Returns.withCode(back, completed(spent, spent.flow())));
    } catch (AuthError.Refused refused) {
      return Doors.redirect(Returns.refused(back, refused));
    }
  }

  private String completed(AccountStore.Spent spent, UUID flow) {
    return parts.flows().complete(flow, spent.user(), Links.method(spent.kind()));
  }

  private static String required(Request request, String name) {
    @Nullable String value = request.query(name);
    if (value == null || value.isEmpty()) {
      throw AuthError.VALIDATION_FAILED.refuse("the link lacks \"" + name + "\"");
    }
    return value;
  }
}

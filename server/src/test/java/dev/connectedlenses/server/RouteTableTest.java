package dev.connectedlenses.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.TestDatabase;
import dev.connectedlenses.server.accounts.AccountSettings;
import dev.connectedlenses.server.http.Router;
import dev.connectedlenses.server.http.Wire;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every address of the running server, and that none of them opens without its key. */
class RouteTableTest {

  /** Rules under which an address belongs to somebody. */
  private static final Set<String> GUARDED = Set.of("User", "Session", "Service");

  @TempDir static Path folder;

  static TestDatabase database;
  static Serve server;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    ServerUrl url = database.url();
    String text =
        "postgresql://%s:%s@%s:%d/%s"
            .formatted(
                url.user(),
                URLEncoder.encode(url.password(), StandardCharsets.UTF_8),
                url.host(),
                url.port(),
                url.database());
    Config config = new Config(text, 0, folder.resolve("data"), List.of());
    server = Serve.start(config.with(Reach.DEFAULTS, patient()), line -> {});
  }

  /** So many tries that none of them is refused for being one too many. */
  private static AccountSettings patient() {
    AccountSettings usual = AccountSettings.DEFAULTS;
    AccountSettings.Limits l = usual.limits();
    return new AccountSettings(
        usual.issuer(),
        true,
        false,
        List.of(),
        new AccountSettings.Limits(
            10_000, 100_000, 100, 50, l.accessLife(), l.refreshLife(), l.sessionLife()),
        usual.keys(),
        null,
        List.of());
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
  }

  private static List<Router.Entry> guarded() {
    return server.routes().stream().filter(e -> GUARDED.contains(e.rule())).toList();
  }

  /** The status of a request without credentials; more headers end with a line break each. */
  private static int ask(String method, String target, String headers) throws Exception {
    return Wire.ask(
            server.url().getPort(),
            "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n%s\r\n"
                .formatted(method, target, headers))
        .status();
  }

  private static String concrete(Router.Entry entry) {
    return entry.pattern().replaceAll("\\{[^}]*}", "00000000-0000-0000-0000-000000000001");
  }

  @Test
  void theTableIsTheReviewedOne() throws Exception {
    try (InputStream in = RouteTableTest.class.getResourceAsStream("/routes.txt")) {
      String reviewed =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(
              server.routes().stream()
                  .map(e -> "%s %s %s".formatted(e.rule(), e.method(), e.pattern()))
                  .sorted())
          .as(
              "src/test/resources/routes.txt; a new address is put there when its rule was thought about")
          .containsExactlyElementsOf(reviewed.lines().toList());
    }
    assertThat(guarded()).hasSizeGreaterThan(10);
  }

  @Test
  void noGuardedAddressOpensWithoutAToken() throws Exception {
    for (Router.Entry entry : guarded()) {
      assertThat(ask(entry.method(), concrete(entry), "")).as("%s", entry).isEqualTo(401);
      int forged = ask(entry.method(), concrete(entry), "Authorization: Bearer a.b.c\r\n");
      assertThat(forged).as("%s", entry).isIn(401, 403);
    }
  }

  private static List<String> variants(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    String before = path.substring(0, path.length() - last.length());
    List<String> variants = new ArrayList<>();
    variants.add(path + "/");
    variants.add(path + "/x");
    variants.add("/x" + path);
    variants.add("/" + path);
    variants.add(path.replaceFirst("/v1/", "//v1/").replaceFirst("^/v1", "/v1/"));
    variants.add(before + "%2F" + last);
    variants.add(before + "%2f" + last);
    variants.add(before + "./" + last);
    variants.add(before + "x/../" + last);
    variants.add(before + "%2e%2e/" + last);
    variants.add(path + ";a=b");
    variants.add(path + ";jsessionid=1");
    variants.add(path + ".");
    variants.add(path + "%20");
    variants.add(path + "%00");
    variants.add(path + ".json");
    variants.add(path.toUpperCase(Locale.ROOT));
    variants.add(path.replace('/', '\\'));
    variants.add("http://localhost" + path);
    variants.add(path + "?access_token=x&token=x");
    return variants;
  }

  @Test
  void noSpellingOfAGuardedAddressOpensIt() throws Exception {
    for (Router.Entry entry : guarded()) {
      for (String target : variants(concrete(entry))) {
        int status = ask(entry.method(), target, "");
        assertThat(status).as("%s %s", entry.method(), target).isIn(400, 401, 404, 405);
      }
    }
  }

  @Test
  void noHeaderTalksADoorOpen() throws Exception {
    for (Router.Entry entry : guarded()) {
      for (String header :
          List.of(
              "X-HTTP-Method-Override: GET",
              "X-Original-URL: /health",
              "X-Rewrite-URL: /health",
              "X-Forwarded-For: 127.0.0.1",
              "X-User: owner",
              "Authorization: Basic b3duZXI6b3duZXI=",
              "Authorization: Bearer",
              "Authorization: Bearer null",
              "apikey: sb_publishable_connectedlenses",
              "Cookie: clens_session=x")) {
        int status = ask(entry.method(), concrete(entry), header + "\r\n");
        assertThat(status).as("%s %s", entry, header).isIn(401, 403);
      }
    }
  }

  @Test
  void otherMethodsOfAGuardedAddressDoNothing() throws Exception {
    for (Router.Entry entry : guarded()) {
      for (String method : List.of("HEAD", "OPTIONS", "TRACE", "PATCH", "CONNECTED")) {
        int status = ask(method, concrete(entry), "");
        assertThat(status).as("%s %s", method, entry).isIn(204, 400, 401, 404, 405);
      }
    }
  }

  @Test
  void whatIsNotInTheTableIsNotThere() throws Exception {
    for (String path :
        List.of("/v1", "/v1/", "/auth", "/auth/v1", "/auth/v1/admin", "/rest", "/v1/tokens/a/b")) {
      assertThat(ask("POST", path, "")).as(path).isIn(404, 405);
    }
  }
}

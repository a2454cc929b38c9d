package dev.connectedlenses.cli.api;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The server as the signed-in user sees it: procedures, tables, accounts and run streams. */
public final class Api {
  private static final long SPARE_SECONDS = 30;

  private final Settings settings;
  private final Clock clock;
  private final Http http;
  private final Credentials credentials;

  public Api(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.http = new Http(settings.url());
    this.credentials = new Credentials(settings.credentialsFile());
  }

  public Settings settings() {
    return settings;
  }

  /** Calls {@code public.<name>} with named arguments. */
  public JsonNode rpc(String name, Map<String, ?> arguments) {
    JsonNode body = JsonMapper.shared().valueToTree(arguments);
    return authorized("POST", "/rest/v1/rpc/" + name, new Http.Body(body, null));
  }

  /** Any other route that gives JSON. */
  public JsonNode call(String method, String path) {
    return authorized(method, path, Http.Body.NONE);
  }

  /** Any other route that takes and gives JSON. */
  public JsonNode call(String method, String path, JsonNode body) {
    return authorized(method, path, new Http.Body(body, null));
  }

  /**
   * Reads rows of a table of the {@code lenses} or another exposed schema, PostgREST's query
   * language.
   */
  public JsonNode rows(String schema, String table, Map<String, String> query) {
    return authorized(
        "GET", "/rest/v1/" + table + "?" + encoded(query), new Http.Body(null, schema));
  }

  /** Changes the rows of a table that the query selects. */
  public void change(String schema, String table, Map<String, String> query, JsonNode values) {
    authorized("PATCH", "/rest/v1/" + table + "?" + encoded(query), new Http.Body(values, schema));
  }

  /** Deletes the rows of a table that the query selects. */
  public void remove(String schema, String table, Map<String, String> query) {
    authorized("DELETE", "/rest/v1/" + table + "?" + encoded(query), new Http.Body(null, schema));
  }

  /** Calls another address of the server as the signed-in user; GET and DELETE send no body. */
  public JsonNode call(String method, String path, Map<String, ?> body) {
    boolean sends = !body.isEmpty();
    JsonNode json = sends ? JsonMapper.shared().valueToTree(body) : null;
    return authorized(method, path, new Http.Body(json, null));
  }

  /** A text as one segment of a path. */
  public String segment(String text) {
    return encode(text).replace("+", "%20");
  }

  /** True when the server is up and ready. */
  public boolean healthy() {
    try {
      health();
      return true;
    } catch (Unreachable | CliError e) {
      return false;
    }
  }

  /** Throws what keeps the server from being up and ready. */
  public void health() {
    http.json("GET", "/health", Http.Body.NONE, null);
  }

  /** Adds a row to a table. */
  public void add(String schema, String table, JsonNode values) {
    authorized("POST", "/rest/v1/" + table, new Http.Body(values, schema));
  }

  /**
   * The events of a run or of a team run.
   *
   * @param kind {@code runs} or {@code team-runs}
   */
  public RunStream events(String kind, String id, long after) {
    String path = "/v1/" + kind + "/" + encode(id) + "/events?after=" + after;
    return new RunStream(http.stream(path, bearer()));
  }

  public void signIn(ObjectNode credentialsBody) {
    keep(
        http.json(
            "POST",
            "/auth/v1/token?grant_type=password",
            new Http.Body(credentialsBody, null),
            null));
  }

  public void signUp(ObjectNode credentialsBody) {
    keep(http.json("POST", "/auth/v1/signup", new Http.Body(credentialsBody, null), null));
  }

  public void signInWithLink(String token) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("type", "magiclink").put("token", token);
    keep(http.json("POST", "/auth/v1/verify", new Http.Body(body, null), null));
  }

  /**
   * Ends the session at this server and forgets it here, or only forgets it where the server does
   * not answer.
   *
   * @param everywhere also ends the account's sessions on other machines; without the server's word
   *     that they are, the session stays, for nothing else could end them
   */
  public SignedOut signOut(boolean everywhere) {
    Optional<Credentials.Session> session = credentials.find(url());
    if (session.isEmpty()) {
      return SignedOut.NOBODY;
    }
    SignedOut how = SignedOut.ENDED;
    try {
      end(session.get(), everywhere ? "global" : "local");
    } catch (Unreachable e) {
      if (everywhere) {
        throw e;
      }
      how = SignedOut.FORGOTTEN;
    } catch (CliError e) {
      if (everywhere) {
        throw e;
      }
      if (!isOver(e)) {
        credentials.remove(url());
        throw e;
      }
    }
    credentials.remove(url());
    return how;
  }

  private void end(Credentials.Session session, String scope) {
    String token = fresh(session) ? session.accessToken() : refreshed(session).accessToken();
    http.json("POST", "/auth/v1/logout?scope=" + scope, Http.Body.NONE, token);
  }

  /** Whether a server refuses because it knows the session no more. */
  private static boolean isOver(CliError e) {
    return e.exit() == Exit.NOT_SIGNED_IN
        || e.code().startsWith("refresh_token_")
        || e.code().equals("session_not_found");
  }

  private boolean fresh(Credentials.Session session) {
    return session.expiresAt() - SPARE_SECONDS > clock.instant().getEpochSecond();
  }

  private JsonNode authorized(String method, String path, Http.Body body) {
    try {
      return http.json(method, path, body, bearer());
    } catch (CliError e) {
      if (e.exit() != Exit.NOT_SIGNED_IN || settings.token() != null) {
        throw e;
      }
      return http.json(method, path, body, renewed().accessToken());
    }
  }

  private String bearer() {
    String given = settings.token();
    if (given != null) {
      return given;
    }
    Optional<Credentials.Session> session = credentials.find(url());
    boolean good = session.filter(this::fresh).isPresent();
    return good ? session.orElseThrow().accessToken() : renewed().accessToken();
  }

  private Credentials.Session renewed() {
    Optional<Credentials.Session> old = credentials.find(url());
    if (old.isPresent()) {
      try {
        return refreshed(old.get());
      } catch (CliError e) {
        credentials.remove(url());
      }
    }
    return signInLocally();
  }

  private Credentials.Session refreshed(Credentials.Session old) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("refresh_token", old.refreshToken());
    String path = "/auth/v1/token?grant_type=refresh_token";
    return keep(http.json("POST", path, new Http.Body(body, null), null));
  }

  /** Spends the token that {@code clens up} left for this user, when this is that server. */
  private Credentials.Session signInLocally() {
    Optional<LocalServer> local =
        LocalServer.read(settings.localServerFile()).filter(l -> l.url().equals(url()));
    String token = local.map(LocalServer::token).orElse(null);
    if (token == null) {
      throw notSignedIn();
    }
    try {
      signInWithLink(token);
    } catch (CliError e) {
      throw notSignedIn();
    }
    return credentials.find(url()).orElseThrow(this::notSignedIn);
  }

  private CliError notSignedIn() {
    return new CliError(
        Exit.NOT_SIGNED_IN,
        "not_signed_in",
        "you are not signed in at " + url(),
        "run: clens login");
  }

  private Credentials.Session keep(JsonNode answer) {
    Credentials.Session session = Credentials.Session.of(answer);
    if (session.accessToken().isEmpty()) {
      throw notSignedIn();
    }
    credentials.put(url(), session);
    return session;
  }

  private String url() {
    String url = settings.url().toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static String encoded(Map<String, String> query) {
    return query.entrySet().stream()
        .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

package dev.connectedlenses.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a PostgreSQL database is and as whom to enter it. */
public record ServerUrl(
    String host,
    int port,
    String database,
    String user,
    String password,
    Map<String, String> parameters) {

  private static final int DEFAULT_PORT = 5432;

  public ServerUrl {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads {@code postgresql://user:password@host:port/database?sslmode=…}, with or without {@code
   * jdbc:} in front; user and password may also be given as parameters.
   */
  public static ServerUrl parse(String text) {
    URI uri = uri(text);
    Map<String, String> parameters = query(uri.getRawQuery());
    String[] login = split(uri.getRawUserInfo());
    String user = or(parameters.remove("user"), login[0]);
    String password = or(parameters.remove("password"), login[1]);
    String path = uri.getPath() == null ? "" : uri.getPath();
    String database = path.startsWith("/") ? path.substring(1) : path;
    if (uri.getHost() == null || user.isEmpty() || database.isEmpty()) {
      throw refused();
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return new ServerUrl(uri.getHost(), port, database, user, password, parameters);
  }

  private static URI uri(String text) {
    String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    if (!plain.startsWith("postgresql://") && !plain.startsWith("postgres://")) {
      throw refused();
    }
    try {
      return new URI(plain);
    } catch (URISyntaxException e) {
      throw refused();
    }
  }

  /** Never repeats what was typed: it may hold a password. */
  private static StartRefusedException refused() {
    return new StartRefusedException(
        "the database address is not understood; write it as"
            + " postgresql://user:password@host:5432/database (percent-encode special characters)");
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (raw == null) {
      return parameters;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String[] split(@Nullable String userInfo) {
    if (userInfo == null) {
      return new String[] {"", ""};
    }
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new String[] {decode(userInfo), ""}
        : new String[] {
          decode(userInfo.substring(0, colon)), decode(userInfo.substring(colon + 1))
        };
  }

  private static String or(@Nullable String first, String second) {
    return first == null ? second : first;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The same database entered as somebody else. */
  public ServerUrl as(String otherUser, String otherPassword) {
    return new ServerUrl(host, port, database, otherUser, otherPassword, parameters);
  }

  /** Another database of the same server. */
  public ServerUrl to(String otherDatabase) {
    return new ServerUrl(host, port, otherDatabase, user, password, parameters);
  }

  /** The address for pgjdbc, without user and password. */
  public String jdbc() {
    StringBuilder url = new StringBuilder("jdbc:postgresql://").append(host).append(':');
    url.append(port).append('/').append(encode(database));
    char separator = '?';
    for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
      url.append(separator).append(encode(parameter.getKey())).append('=');
      url.append(encode(parameter.getValue()));
      separator = '&';
    }
    return url.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** User and password as pgjdbc takes them. */
  public Properties login() {
    Properties login = new Properties();
    login.setProperty("user", user);
    login.setProperty("password", password);
    return login;
  }

  /** All of it in one line, the password too, as {@link #parse} reads it: not to be shown. */
  public String secretText() {
    String start = "postgresql://" + encode(user) + ":" + encode(password) + "@";
    return start + jdbc().substring("jdbc:postgresql://".length());
  }

  /** Names the database but never the password. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}

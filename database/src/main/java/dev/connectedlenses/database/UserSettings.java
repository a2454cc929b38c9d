package dev.connectedlenses.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The server settings that hold for exactly one statement or transaction of a user, in the order in
 * which they are set; {@code role} comes first. {@code transaction_isolation} is how the
 * transaction begins, because nothing can change it later.
 */
public record UserSettings(Map<String, String> values) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_0-9]+)*");

  private static final String ISOLATION = "transaction_isolation";

  private static final Set<String> LEVELS =
      Set.of("read uncommitted", "read committed", "repeatable read", "serializable");

  /** Names that were found good; each is checked once, there are few. */
  private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();

  private static final int MOST_CHECKED = 1000;

  public UserSettings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    for (String name : values.keySet()) {
      if (!CHECKED.contains(name) && !check(name)) {
        throw new IllegalArgumentException("\"" + name + "\" is no name of a server setting");
      }
    }
    String level = values.get(ISOLATION);
    if (level != null && !LEVELS.contains(level)) {
      throw new IllegalArgumentException("\"" + level + "\" is no level of isolation");
    }
    if (!values.containsKey("role")) {
      throw new IllegalArgumentException("settings of a user must name the role");
    }
  }

  private static boolean check(String name) {
    boolean good = NAME.matcher(name).matches();
    if (good && CHECKED.size() < MOST_CHECKED) {
      CHECKED.add(name);
    }
    return good;
  }

  /** Role and claims of a caller. */
  public static UserSettings of(Identity identity) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("role", identity.role());
    values.put("request.jwt.claims", identity.claimsJson());
    return new UserSettings(values);
  }

  /** These settings and one more, or one of them with another value. */
  public UserSettings with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new UserSettings(more);
  }

  /** The statement that begins the transaction. */
  String begin() {
    String level = values.get(ISOLATION);
    return level == null ? "begin" : "begin isolation level " + level;
  }

  /** The names in their order, which with the level of isolation make the statement's text. */
  List<String> names() {
    return List.copyOf(values.keySet());
  }

  /** The values that {@link #sql} sets, in the order of its parameters. */
  List<String> assigned() {
    List<String> assigned = new ArrayList<>();
    values.forEach((name, value) -> {
      if (!name.equals(ISOLATION)) {
        assigned.add(value);
      }
    });
    return assigned;
  }

  /** The statement that sets them until the transaction ends, one parameter for each. */
  String sql() {
    StringBuilder sql = new StringBuilder("select ");
    for (String name : values.keySet()) {
      if (!name.equals(ISOLATION)) {
        sql.append(sql.length() > 7 ? ", " : "");
        sql.append("pg_catalog.set_config('").append(name).append("', ?, true)");
      }
    }
    return sql.toString();
  }
}

package dev.connectedlenses.database;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The server settings that hold for exactly one statement or transaction of a user, in the order in
 * which they are set; {@code role} comes first.
 */
public record UserSettings(Map<String, String> values) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_0-9]+)*");

  public UserSettings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    for (String name : values.keySet()) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("\"" + name + "\" is no name of a server setting");
      }
    }
    if (!values.containsKey("role")) {
      throw new IllegalArgumentException("settings of a user must name the role");
    }
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

  /** The statement that sets them until the transaction ends, one parameter for each. */
  String sql() {
    StringBuilder sql = new StringBuilder("select ");
    for (String name : values.keySet()) {
      sql.append(sql.length() > 7 ? ", " : "");
      sql.append("pg_catalog.set_config('").append(name).append("', ?, true)");
    }
    return sql.toString();
  }
}

package dev.connectedlenses.rest;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.database.UserSettings;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.UtcOffset;
import dev.connectedlenses.rest.schemacache.Routine;
import dev.connectedlenses.rest.schemacache.Routine.Volatility;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings under which a request's statement runs. */
final class SettingsOf {

  private SettingsOf() {}

  static UserSettings request(
      RestConfig config, SchemaCache cache, ApiRequest request, Plan plan, Identity identity) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("search_path", searchPath(config.db(), request.schema()));
    values.putAll(cache.roleSettings().getOrDefault(identity.role(), Map.of()));
    values.put("role", identity.role());
    values.put("request.jwt.claims", identity.claimsJson());
    values.put("request.method", request.method().name());
    values.put("request.path", request.path());
    values.put("request.headers", headers(request.headers()));
    values.put("request.cookies", cookies(request.headers()));
    config.db().appSettings().forEach((k, v) -> values.put("app.settings." + k, v));
    String timezone = request.preferences().timezone();
    if (timezone != null) {
      values.put("timezone", UtcOffset.isOne(timezone) ? UtcOffset.zone(timezone) : timezone);
    }
    if (plan instanceof Plan.Call call) {
      values.putAll(hoisted(config.db().hoistedTxSettings(), call.routine()));
    }
    String isolation = values.remove("default_transaction_isolation");
    if (isolation != null) {
      values.put("transaction_isolation", isolation.toLowerCase(Locale.ROOT));
    }
    values.put("transaction_read_only", readOnly(request, plan) ? "on" : "off");
    return new UserSettings(values);
  }

  private static Map<String, String> hoisted(List<String> names, Routine routine) {
    Map<String, String> hoisted = new LinkedHashMap<>(routine.settings());
    hoisted.keySet().retainAll(names);
    return hoisted;
  }

  /** Whether the statement can change nothing. */
  static boolean readOnly(ApiRequest request, Plan plan) {
    return switch (plan) {
      case Plan.Call call ->
          request.method().reads() || call.routine().volatility() != Volatility.VOLATILE;
      case Plan.Write write -> false;
      default -> true;
    };
  }

  private static String searchPath(DbSettings db, String schema) {
    List<String> path = new ArrayList<>(List.of(schema));
    path.addAll(db.extraSearchPath());
    return path.stream()
        .map(s -> "\"" + s.replace("\"", "\"\"") + "\"")
        .collect(Collectors.joining(", "));
  }

  private static String headers(Headers headers) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (Headers.Header h : headers.all()) {
      String name = Headers.lower(h);
      if (!name.equals("cookie")) {
        byName.put(name, h.value());
      }
    }
    return FlatJson.object(byName);
  }

  private static String cookies(Headers headers) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String header : headers.every("Cookie")) {
      for (String cookie : header.split(";", -1)) {
        int equals = cookie.indexOf('=');
        if (equals > 0) {
          byName.put(cookie.substring(0, equals).strip(), cookie.substring(equals + 1).strip());
        }
      }
    }
    return FlatJson.object(byName);
  }
}

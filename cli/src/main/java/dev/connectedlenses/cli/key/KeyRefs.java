package dev.connectedlenses.cli.key;

import dev.connectedlenses.cli.Context;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Column;
import dev.connectedlenses.cli.out.Exit;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Finds a key by what people call it: its id, the start of its id, its label or its provider. */
final class KeyRefs {
  static final List<Column> COLUMNS =
      List.of(
          Column.of("provider", "provider_key"),
          Column.of("label", "label"),
          Column.of("ends in", "key_suffix"),
          Column.of("status", "status"),
          Column.of("spent", "spent_credits"),
          Column.of("cap", "spending_cap_credits"),
          Column.time("expires", "expires_at"),
          Column.wide("used", "last_used_at"),
          Column.of("id", "id"));

  private KeyRefs() {}

  static JsonNode all(Context context) {
    return context.api().rpc("fn_get_my_api_keys", Map.of());
  }

  /** The id of the one key in use that this text names. */
  static String find(Context context, String ref) {
    List<JsonNode> found =
        all(context).valueStream().filter(key -> key.path("id").asString("").equals(ref)).toList();
    if (found.isEmpty()) {
      found = all(context).valueStream().filter(key -> names(key, ref)).toList();
    }
    if (found.isEmpty()) {
      throw new CliError(
          Exit.NOT_FOUND, "key_not_found", "no key \"" + ref + "\"", "clens key list");
    }
    if (found.size() > 1) {
      throw CliError.usage("\"" + ref + "\" names several keys", "give the id: clens key list");
    }
    return found.getFirst().path("id").asString();
  }

  private static boolean names(JsonNode key, String ref) {
    boolean active = key.path("status").asString("").equals("active");
    boolean startOfId = ref.length() >= 8 && key.path("id").asString("").startsWith(ref);
    return active
        && (startOfId
            || key.path("label").asString("").equals(ref)
            || key.path("provider_key").asString("").equals(ref));
  }
}

package dev.connectedlenses.cli.api;

import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Finds things by what people call them: an id, a slug, or {@code handle/slug}. */
public final class Refs {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Api api;

  public Refs(Api api) {
    this.api = api;
  }

  public static boolean isId(String ref) {
    return UUID.matcher(ref).matches();
  }

  public String lens(String ref) {
    return find("lens", "lenses", ref);
  }

  public String workflow(String ref) {
    return find("workflow", "workflows", ref);
  }

  /** The id of an agent, by that id or by its handle. */
  public String agent(String ref) {
    if (isId(ref)) {
      return ref;
    }
    Map<String, String> arguments = Map.of("p_profile_id", profile(ref));
    JsonNode agent = api.rpc("fn_get_agent_profile_by_profile_id", arguments);
    if (!agent.hasNonNull("ai_lenser_id")) {
      throw none("agent", ref);
    }
    return agent.path("ai_lenser_id").asString();
  }

  /** The profile of a person, by its id or handle. */
  public String person(String ref) {
    return isId(ref) ? ref : profile(ref);
  }

  public String team(String ref) {
    return only("team", "teams", "name", ref);
  }

  public String tool(String ref) {
    return only("tool", "tools_registry", "key", ref);
  }

  /** The id of the one row that the caller may see under this name. */
  private String only(String what, String table, String column, String ref) {
    if (isId(ref)) {
      return ref;
    }
    Map<String, String> query = Map.of("select", "id", column, "eq." + ref, "limit", "2");
    JsonNode rows = api.rows("agents", table, query);
    if (rows.isEmpty()) {
      throw none(what, ref);
    }
    if (rows.size() > 1) {
      throw CliError.usage(
          "\"" + ref + "\" names several " + what + "s", "give the id: clens " + what + " list");
    }
    return rows.get(0).path("id").asString();
  }

  private String find(String what, String table, String ref) {
    if (isId(ref)) {
      return ref;
    }
    int slash = ref.indexOf('/');
    Map<String, String> query = new LinkedHashMap<>();
    query.put("select", "id");
    query.put("slug", "eq." + ref.substring(slash + 1));
    query.put("lenser_id", "eq." + (slash < 0 ? myProfile() : profile(ref.substring(0, slash))));
    JsonNode rows = api.rows("lenses", table, query);
    if (rows.isEmpty()) {
      throw none(what, ref);
    }
    return rows.get(0).path("id").asString();
  }

  private static CliError none(String what, String ref) {
    return new CliError(
        Exit.NOT_FOUND,
        what + "_not_found",
        "no " + what + " \"" + ref + "\"",
        "list yours with: clens " + what + " list");
  }

  /** The caller's own human profile. */
  public String myProfile() {
    JsonNode rows = api.rpc("fn_lensers_get_active_profile", Map.of());
    JsonNode profile = rows.isArray() ? rows.path(0) : rows;
    if (!profile.hasNonNull("id")) {
      throw new CliError(Exit.NOT_FOUND, "no_profile", "this account has no profile", null);
    }
    return profile.path("id").asString();
  }

  private String profile(String handle) {
    JsonNode rows =
        api.rows("lensers", "profiles", Map.of("select", "id", "handle", "eq." + handle));
    if (rows.isEmpty()) {
      throw new CliError(
          Exit.NOT_FOUND, "profile_not_found", "no profile \"" + handle + "\"", null);
    }
    return rows.get(0).path("id").asString();
  }
}

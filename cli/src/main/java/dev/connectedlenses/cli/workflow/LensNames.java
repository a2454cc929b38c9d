package dev.connectedlenses.cli.workflow;

import dev.connectedlenses.cli.api.Api;
import dev.connectedlenses.cli.api.Refs;
import dev.connectedlenses.cli.out.CliError;
import dev.connectedlenses.cli.out.Exit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What lenses and their versions are called in files, and what these names mean. */
final class LensNames {
  /** So many ids fit into an address. */
  private static final int AT_ONCE = 100;

  private final Api api;
  private final Map<String, Map<String, Integer>> versions = new HashMap<>();

  LensNames(Api api) {
    this.api = api;
  }

  /** Names as people write them: a lens by slug, handle/slug or id, a version by its number. */
  static Finder finder(Api api) {
    LensNames names = new LensNames(api);
    return new Finder(new Refs(api)::lens, names::version);
  }

  /** A lens of one's own by its slug, another's by handle/slug, one that cannot be seen by id. */
  Map<String, String> of(Set<String> lenses) {
    String me = lenses.isEmpty() ? "" : new Refs(api).myProfile();
    Map<String, String> names = new LinkedHashMap<>();
    lenses.forEach(id -> names.put(id, id));
    List<JsonNode> foreign = new ArrayList<>();
    for (JsonNode lens : found("lenses", "lenses", "id,slug,lenser_id", lenses)) {
      if (lens.path("lenser_id").asString().equals(me)) {
        names.put(lens.path("id").asString(), lens.path("slug").asString());
      } else {
        foreign.add(lens);
      }
    }
    Map<String, String> handles = handles(foreign);
    for (JsonNode lens : foreign) {
      String handle = handles.get(lens.path("lenser_id").asString());
      if (handle != null) {
        names.put(lens.path("id").asString(), handle + "/" + lens.path("slug").asString());
      }
    }
    return names;
  }

  private Map<String, String> handles(List<JsonNode> lenses) {
    Set<String> owners =
        Set.copyOf(lenses.stream().map(l -> l.path("lenser_id").asString()).toList());
    Map<String, String> handles = new HashMap<>();
    found("lensers", "profiles", "id,handle", owners)
        .forEach(p -> handles.put(p.path("id").asString(), p.path("handle").asString()));
    return handles;
  }

  private List<JsonNode> found(String schema, String table, String columns, Set<String> ids) {
    List<JsonNode> rows = new ArrayList<>();
    List<String> all = ids.stream().sorted().toList();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      String wanted = "in.(" + String.join(",", some) + ")";
      api.rows(schema, table, Map.of("select", columns, "id", wanted)).forEach(rows::add);
    }
    return rows;
  }

  /** The number of a version, or its id where it is not among those that can be seen. */
  JsonNode version(String lens, String version) {
    Integer number = versions(lens).get(version);
    return number == null
        ? JsonMapper.shared().getNodeFactory().stringNode(version)
        : JsonMapper.shared().getNodeFactory().numberNode(number.intValue());
  }

  private String version(String lens, Integer number) {
    return versions(lens).entrySet().stream()
        .filter(v -> v.getValue().equals(number))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> none(lens, number.toString()));
  }

  private static CliError none(String lens, String version) {
    return new CliError(
        Exit.NOT_FOUND,
        "version_not_found",
        "lens %s has no version %s that you can see".formatted(lens, version),
        "list them with: clens lens versions " + lens);
  }

  private Map<String, Integer> versions(String lens) {
    return versions.computeIfAbsent(
        lens,
        id -> {
          Map<String, Integer> numbers = new LinkedHashMap<>();
          api.rpc("fn_list_lens_versions", Map.of("p_lens_id", id, "p_include_archived", true))
              .forEach(v -> numbers.put(v.path("id").asString(), v.path("version_number").asInt()));
          return numbers;
        });
  }
}

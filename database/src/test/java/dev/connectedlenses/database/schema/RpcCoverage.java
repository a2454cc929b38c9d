package dev.connectedlenses.database.schema;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of cases each function of the API has, read from the reviewed answers and from {@code
 * rpc/*.sql}, and why one has none: from what the function and all that it calls can refuse, or
 * from {@code rpc-reasons.txt}.
 */
final class RpcCoverage {
  private static final Pattern CALL = Pattern.compile("public\\.(fn_\\w+)\\(");
  private static final Pattern CALLED =
      Pattern.compile("\\b((?:public|agents|lenses|lensers|ai|audit|engine|auth)\\.\\w+)\\(");
  private static final Pattern RAISED = Pattern.compile("errcode = '(\\w{5})'");

  /** What every function is tried with. */
  enum Kind {
    HAPPY,
    DENIED,
    INVISIBLE,
    STATE,
    BAD,
    LIMIT;

    /** The refusals that show it in a case of a file. */
    Set<String> states() {
      return switch (this) {
        case HAPPY, DENIED, INVISIBLE -> Set.of();
        case STATE -> Set.of("55000", "40001");
        case BAD -> Set.of("22023", "23514", "23505");
        case LIMIT -> Set.of("54000");
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<String, String> code = new HashMap<>();
  private final Map<String, Map<String, String>> answers = new TreeMap<>();
  private final Map<String, List<String>> met = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  RpcCoverage() {
    for (var file : Resources.below("db/code")) {
      code.put(
          Resources.name(file).replaceAll("^R__function\\.|\\.sql$", ""), Resources.text(file));
    }
    readAnswers();
    readCases();
    for (String line : Resources.text("rpc-reasons.txt").lines().toList()) {
      int colon = line.indexOf(": ");
      reasons.put(line.substring(0, colon), line.substring(colon + 2));
    }
  }

  private void readAnswers() {
    Map<String, String> told = Map.of();
    for (String line : Resources.text("rights/answers/public.txt").lines().toList()) {
      int colon = line.indexOf(": ");
      if (line.startsWith("fn_")) {
        told = new HashMap<>(Map.of("call", line));
        answers.put(line.substring(0, line.indexOf(' ')), told);
      } else {
        told.put(line.substring(2, colon), line.substring(colon + 2));
      }
    }
  }

  private void readCases() {
    for (var file : Resources.below("rpc")) {
      for (RpcCase one : RpcCase.read(Resources.name(file), Resources.text(file))) {
        boolean refused = one.expected().startsWith("! ");
        Matcher calls = CALL.matcher(one.steps().getLast().sql());
        if (refused && calls.find()) {
          met.computeIfAbsent(calls.group(1), _ -> new ArrayList<>())
              .add(one.expected().substring(2, 7));
        } else if (!refused) {
          one.steps()
              .forEach(step ->
                  CALL.matcher(step.sql())
                      .results()
                      .forEach(
                          m -> met.computeIfAbsent(m.group(1), _ -> new ArrayList<>()).add("yes")));
        }
      }
    }
  }

  Set<String> functions() {
    return answers.keySet();
  }

  /** Everything that a function, and what it calls, refuses in words of ours. */
  private Set<String> refusals(String function) {
    Set<String> seen = new HashSet<>();
    follow("public." + function, seen);
    return seen.stream()
        .flatMap(name -> RAISED.matcher(code.getOrDefault(name, "")).results())
        .map(m -> m.group(1))
        .collect(Collectors.toSet());
  }

  private void follow(String name, Set<String> seen) {
    String text = code.get(name);
    if (text != null && seen.add(name)) {
      CALLED.matcher(text).results().forEach(m -> follow(m.group(1), seen));
    }
  }

  /** What the table says of one function and kind; null when there is neither case nor reason. */
  @Nullable String cell(String function, Kind kind) {
    long cases = cases(function, kind);
    String reason = reasons.get(function + " " + kind.word());
    if (cases > 0) {
      return String.valueOf(cases);
    }
    if (reason != null) {
      used.add(function + " " + kind.word());
      return reason;
    }
    return derived(function, kind);
  }

  private long cases(String function, Kind kind) {
    Map<String, String> told = answers.getOrDefault(function, Map.of());
    List<String> cases = met.getOrDefault(function, List.of());
    return switch (kind) {
      case HAPPY ->
          people(told.get("yes")) + cases.stream().filter(state -> state.equals("yes")).count();
      case DENIED ->
          people(told.get("42501"))
              + people(told.get("28000"))
              + cases.stream().filter(Set.of("42501", "28000")::contains).count();
      case INVISIBLE ->
          people(told.get("P0002"))
              + (names(told) ? people(told.get("nothing")) : 0)
              + cases.stream().filter(state -> state.equals("P0002")).count();
      case STATE, BAD, LIMIT -> cases.stream().filter(kind.states()::contains).count();
    };
  }

  private static long people(@Nullable String personas) {
    return personas == null ? 0 : personas.split(", ", -1).length;
  }

  private static boolean names(Map<String, String> told) {
    return told.getOrDefault("call", "").contains("/");
  }

  private @Nullable String derived(String function, Kind kind) {
    Map<String, String> told = answers.getOrDefault(function, Map.of());
    Set<String> refusals = refusals(function);
    boolean refuses = kind.states().stream().anyMatch(refusals::contains);
    boolean bare = told.getOrDefault("call", "").endsWith(" {}");
    return switch (kind) {
      case HAPPY -> null;
      case DENIED -> told.getOrDefault("yes", "").contains("anon") ? "open to everybody" : null;
      case INVISIBLE -> names(told) ? null : "names nothing of anybody's";
      case STATE -> refuses ? null : "depends on no state";
      case BAD ->
          refuses
              ? null
              : bare ? "takes nothing that can be wrong" : "every value is answered or not found";
      case LIMIT -> refuses ? null : limit(function);
    };
  }

  private String limit(String function) {
    String text = code.getOrDefault("public." + function, "");
    boolean cut = text.contains("p_limit");
    return cut ? "a list, cut at its limit" : "makes nothing that adds up";
  }

  /** Reasons for what has cases, or is no function. */
  Set<String> idleReasons() {
    Set<String> idle = new HashSet<>(reasons.keySet());
    idle.removeAll(used);
    return idle;
  }

  /** A line of the table. */
  Map<Kind, @Nullable String> row(String function) {
    Map<Kind, @Nullable String> row = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      row.put(kind, cell(function, kind));
    }
    return row;
  }
}

package dev.connectedlenses.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.database.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every function of the API with every hostile value in every argument: an answer, or one of our
 * own refusals, never a fault of the database; and what one may not see is as if it were not there.
 */
class RpcHostileTest {
  private static final Set<String> OURS =
      Set.of(
          "28000", "42501", "P0002", "22023", "23514", "23505", "55000", "40001", "54000", "0A000");

  /** Things of the owner that a stranger cannot see, by words in the names of arguments. */
  private static final List<Map.Entry<String, String>> THINGS =
      List.of(
          Map.entry("team_run", "c5000000-0000-7000-8000-0000000000a1"),
          Map.entry("ai_lenser", "c0000000-0000-7000-8000-0000000000a1"),
          Map.entry("agent", "c0000000-0000-7000-8000-0000000000a1"),
          Map.entry("workflow", "f0000000-0000-7000-8000-000000000001"),
          Map.entry("schedule", "f6000000-0000-7000-8000-000000000001"),
          Map.entry("version", "e0000000-0000-7000-8000-000000000001"),
          Map.entry("memory", "c8000000-0000-7000-8000-0000000000a1"),
          Map.entry("profile", "cb000000-0000-7000-8000-0000000000a1"),
          Map.entry("team", "c1000000-0000-7000-8000-0000000000a1"),
          Map.entry("tool", "c9000000-0000-7000-8000-0000000000a1"),
          Map.entry("lenser", "b0000000-0000-7000-8000-000000000001"),
          Map.entry("lens", "d0000000-0000-7000-8000-000000000001"),
          Map.entry("key", "cf000000-0000-7000-8000-000000000001"),
          Map.entry("run", "f3000000-0000-7000-8000-000000000001"));

  private static final Map<String, List<String>> HOSTILE =
      Map.of(
          "uuid",
          List.of("null", "uuidv7()"),
          "text",
          List.of("null", "''", "' '", "repeat('x', 300000)", "U&'\\202e'", "'%'", "'\\'", "'{}'"),
          "integer",
          List.of("null", "-1", "0", "2147483647", "(-2147483648)"),
          "bigint",
          List.of("null", "-1", "9223372036854775807"),
          "boolean",
          List.of("null"),
          "numeric",
          List.of("null", "-1", "'NaN'", "1e100"),
          "timestamp with time zone",
          List.of("null", "'infinity'", "'-infinity'", "'0001-01-01'"),
          "jsonb",
          List.of(
              "null",
              "'null'",
              "'[]'",
              "'{}'",
              "'\"x\"'",
              "'7'",
              "'[null]'",
              "'[[]]'",
              "'[{}]'",
              "'[{\"id\": 7}]'",
              "'[{\"id\": \"x\"}]'",
              "'{\"a\": {\"b\": [1]}}'",
              "'{\"id\": 7, \"label\": 7, \"title\": []}'",
              "'[{\"label\": null, \"ordinal\": \"x\", \"position_x\": \"x\"}]'",
              "'[{\"agent_id\": \"x\", \"lane\": \"y\"}]'",
              "'[{\"request_id\": \"x\", \"decision\": []}]'",
              "'{\"spending_limit_credits\": \"x\", \"retention_days\": \"x\", \"max_parallel_runs\": 1e99}'",
              "(repeat('[', 60) || repeat(']', 60))"));

  private static TestDatabase database;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    RightsMatrix.loadFixture(database);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  /** A function with the names and types of its arguments, those without a default first. */
  private record Function(String name, List<String> names, List<String> types, int required) {
    String call(int changed, String value, boolean visible) {
      List<String> arguments = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        if (i < required || i == changed) {
          String given = i == changed ? value : usual(i, visible);
          arguments.add("%s => (%s)::%s".formatted(names.get(i), given, types.get(i)));
        }
      }
      return "select count(*) from public.%s(%s)".formatted(name, String.join(", ", arguments));
    }

    String usual(int i, boolean visible) {
      return switch (types.get(i)) {
        case "uuid" -> visible ? "'" + thing(names.get(i)) + "'" : "uuidv7()";
        case "text" -> "'x'";
        case "jsonb" -> "'{}'";
        case "integer", "bigint" -> "1";
        case "boolean" -> "true";
        case "numeric" -> "0.5";
        case "timestamp with time zone" -> "now()";
        default -> "null";
      };
    }
  }

  private static String thing(String argument) {
    return THINGS.stream()
        .filter(thing -> argument.contains(thing.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("00000000-0000-7000-8000-000000000001");
  }

  private static List<Function> functions(Handle handle) {
    return handle
        .createQuery(
            """
            select p.proname as name, coalesce(array_to_string(p.proargnames[1 : p.pronargs], ','), '') as names,
              coalesce((select string_agg(format_type(t, null), ',' order by n) from unnest(p.proargtypes) with ordinality u (t, n)), '') as types,
              p.pronargs - p.pronargdefaults as required
            from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'fn\\_%' order by 1
            """)
        .map((row, _) ->
            new Function(
                row.getString("name"),
                words(row.getString("names")),
                words(row.getString("types")),
                row.getInt("required")))
        .list();
  }

  private static List<String> words(String list) {
    return list.isEmpty() ? List.of() : List.of(list.split(",", -1));
  }

  private static void become(Handle handle, Persona persona) {
    handle
        .createQuery(
            "select set_config('role', ?, true) || set_config('request.jwt.claims', ?, true)")
        .bind(0, persona.role())
        .bind(1, persona.claims())
        .mapTo(String.class)
        .one();
  }

  /** The answer as a count, or {@code ! SQLSTATE code}; undone in either case. */
  private static String ask(Handle handle, String sql) {
    handle.savepoint("before");
    try {
      return handle.createQuery(sql).mapTo(String.class).one();
    } catch (JdbiException e) {
      return "! " + (e.getCause() instanceof SQLException cause ? cause.getSQLState() : "" + e);
    } finally {
      handle.rollbackToSavepoint("before");
    }
  }

  private interface Work {
    void with(Handle handle);
  }

  private static void as(Persona persona, Work work) {
    database
        .admin()
        .useTransaction(handle -> {
          handle.execute("set local statement_timeout = '20s'");
          become(handle, persona);
          work.with(handle);
          handle.rollback();
        });
  }

  @Test
  void noValueOfAnyArgumentMakesAFault() {
    Map<String, String> faults = new TreeMap<>();
    int[] calls = {0};
    List<Function> all = database.admin().withHandle(RpcHostileTest::functions);
    as(
        Persona.OWNER,
        handle -> {
          for (Function function : all) {
            for (int i = 0; i < function.names().size(); i++) {
              for (String value :
                  HOSTILE.getOrDefault(function.types().get(i), List.of("null", "'{}'"))) {
                calls[0]++;
                String answer = ask(handle, function.call(i, value, true));
                if (answer.startsWith("! ") && !OURS.contains(answer.substring(2))) {
                  faults.put(function.name() + " " + function.names().get(i) + " " + value, answer);
                }
              }
            }
          }
        });
    assertThat(calls[0]).as("calls").isGreaterThan(2_000);
    assertThat(faults).isEmpty();
  }

  @Test
  void nobodyWithoutAnAccountCallsWhatIsNotForEverybody() {
    List<Function> all = database.admin().withHandle(RpcHostileTest::functions);
    Set<String> open =
        new HashSet<>(
            database
                .admin()
                .withHandle(h ->
                    h.createQuery(
                            "select proname from pg_proc where pronamespace = 'public'::regnamespace and has_function_privilege('anon', oid, 'execute')")
                        .mapTo(String.class)
                        .list()));
    as(
        Persona.ANON,
        handle ->
            assertThat(all)
                .allSatisfy(function -> {
                  if (!open.contains(function.name())) {
                    assertThat(ask(handle, function.call(-1, "", true)))
                        .as(function.name())
                        .isEqualTo("! 42501");
                  }
                }));
  }

  @Test
  void whatIsInvisibleIsAsIfItWereNotThere() {
    List<Function> all = database.admin().withHandle(RpcHostileTest::functions);
    Map<String, String> told = new TreeMap<>();
    as(
        Persona.STRANGER,
        handle -> {
          for (Function function : all) {
            if (function.types().subList(0, function.required()).contains("uuid")) {
              String hidden = ask(handle, function.call(-1, "", true));
              String missing = ask(handle, function.call(-1, "", false));
              if (!hidden.equals(missing)) {
                told.put(function.name(), "hidden: " + hidden + ", missing: " + missing);
              }
            }
          }
        });
    assertThat(told).isEmpty();
  }

  private static final Pattern RAISED = Pattern.compile("errcode = '(\\w{5})'");

  @Test
  void everyRefusalThatAFunctionWordsIsMetByACase() {
    Map<String, Set<String>> met = new TreeMap<>();
    for (var file : Resources.below("rpc")) {
      for (RpcCase one : RpcCase.read(Resources.name(file), Resources.text(file))) {
        if (one.expected().startsWith("! ")) {
          String state = one.expected().substring(2, 7);
          Pattern.compile("public\\.(fn_\\w+)\\(")
              .matcher(one.steps().getLast().sql())
              .results()
              .forEach(m -> met.computeIfAbsent(m.group(1), _ -> new TreeSet<>()).add(state));
        }
      }
    }
    Set<String> unmet = new TreeSet<>();
    for (var file : Resources.below("db/code/public")) {
      @Nullable String name = Resources.name(file).replaceAll("^R__\\w+\\.public\\.|\\.sql$", "");
      RAISED
          .matcher(Resources.text(file))
          .results()
          .map(m -> m.group(1))
          .filter(state -> !met.getOrDefault(name, Set.of()).contains(state))
          .forEach(state -> unmet.add(name + " " + state));
    }
    assertThat(unmet).as("refusals that no case of rpc/*.sql meets").isEmpty();
  }
}

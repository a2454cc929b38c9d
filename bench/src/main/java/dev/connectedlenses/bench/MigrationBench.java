package dev.connectedlenses.bench;

import dev.connectedlenses.database.Migrator;
import dev.connectedlenses.database.PostgresTypes;
import dev.connectedlenses.database.ServerUrl;
import dev.connectedlenses.database.embedded.EmbeddedOptions;
import dev.connectedlenses.database.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code clens bench migrate}: the whole schema in an empty database, beside a bare script that
 * makes as many small tables, policies and functions in the same minute.
 */
public final class MigrationBench {
  private static final String USAGE = "usage: clens bench migrate [--series N]";

  private final EmbeddedPostgres postgres;

  private MigrationBench(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  public static void main(String[] arguments) {
    int series = series(List.of(arguments));
    if (series == 0) {
      System.err.println(USAGE);
      System.exit(2);
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(EmbeddedOptions.temporary())) {
      System.out.println(new MigrationBench(postgres).run(series));
    }
  }

  /** How often everything is measured, 0 where the command line makes no sense. */
  static int series(List<String> arguments) {
    return switch (arguments.size()) {
      case 1 -> 5;
      case 3 ->
          arguments.get(1).equals("--series") && arguments.get(2).matches("[1-9][0-9]?")
              ? Integer.parseInt(arguments.get(2))
              : 0;
      default -> 0;
    };
  }

  /** The first migration of a process loads classes too, so it stands apart. */
  private ObjectNode run(int series) {
    double first = migrate("first");
    String bare = bare(jdbi(postgres.url().to("first")));
    List<Map<String, Double>> figures = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      double whole = migrate("migrated_" + i);
      double baseline = script("bare_" + i, bare);
      Map<String, Double> one = new LinkedHashMap<>();
      one.put("migration_seconds", whole);
      one.put("bare_script_seconds", baseline);
      one.put("ratio_to_bare_script", whole / baseline);
      figures.add(one);
    }
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("first_in_the_process_seconds", Math.round(first * 100) / 100.0);
    json.setAll(new Summary(figures).json());
    return json;
  }

  private ServerUrl empty(String name) {
    jdbi(postgres.url().to("postgres")).useHandle(h -> h.execute("create database " + name));
    return postgres.url().to(name);
  }

  private double migrate(String name) {
    ServerUrl url = empty(name);
    long start = System.nanoTime();
    new Migrator(url).migrate();
    return (System.nanoTime() - start) / 1e9;
  }

  private double script(String name, String text) {
    Jdbi jdbi = jdbi(empty(name));
    long start = System.nanoTime();
    jdbi.useTransaction(h -> h.createScript(text).executeAsSeparateStatements());
    return (System.nanoTime() - start) / 1e9;
  }

  /** As many tables, with a policy each, and as many functions as the migrated database has. */
  private static String bare(Jdbi migrated) {
    int tables =
        count(
            migrated,
            "select count(*) from pg_class where relkind = 'r' and relowner = 'clens_owner'::regrole");
    int functions =
        count(migrated, "select count(*) from pg_proc where proowner = 'clens_owner'::regrole");
    String made =
        IntStream.range(0, tables)
            .mapToObj(
                "create table t%1$d (id uuid primary key, a text not null, b int, at timestamptz default now()); alter table t%1$d enable row level security; create policy p on t%1$d for select using (b > 0);"
                    ::formatted)
            .collect(Collectors.joining("\n"));
    return made
        + IntStream.range(0, functions)
            .mapToObj(
                "create function f%d(p int) returns int language plpgsql as 'begin return p; end';"
                    ::formatted)
            .collect(Collectors.joining("\n"));
  }

  private static int count(Jdbi jdbi, String sql) {
    return jdbi.withHandle(h -> h.createQuery(sql).mapTo(Integer.class).one());
  }

  private static Jdbi jdbi(ServerUrl url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url.jdbc());
    source.setUser(url.user());
    source.setPassword(url.password());
    return PostgresTypes.jdbi(source);
  }
}

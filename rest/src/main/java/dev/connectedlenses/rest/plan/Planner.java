package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.HttpSettings;
import dev.connectedlenses.rest.RestConfig;
import dev.connectedlenses.rest.plan.Plan.Counting;
import dev.connectedlenses.rest.request.MediaType;
import dev.connectedlenses.rest.request.Method;
import dev.connectedlenses.rest.request.Preferences.Count;
import dev.connectedlenses.rest.request.Shape;
import dev.connectedlenses.rest.request.Target;
import dev.connectedlenses.rest.schemacache.MediaHandler;
import dev.connectedlenses.rest.schemacache.ObjectName;
import dev.connectedlenses.rest.schemacache.Routine;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.schemacache.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a plan of a request by one reading of the catalogs. */
public final class Planner {

  private final RestConfig config;
  private final SchemaCache cache;
  private final Shape request;

  private Planner(RestConfig config, SchemaCache cache, Shape request) {
    this.config = config;
    this.cache = cache;
    this.request = request;
  }

  /** The plan of a request, or a refusal. */
  public static Plan plan(RestConfig config, SchemaCache cache, Shape request) {
    return new Planner(config, cache, request).plan();
  }

  private Plan plan() {
    return switch (request.target()) {
      case Target.Root root -> root();
      case Target.Relation relation -> relation(relation.name());
      case Target.Function function -> function(function.name());
    };
  }

  private Plan root() {
    if (request.method() == Method.OPTIONS) {
      return new Plan.Allow(List.of(Method.OPTIONS, Method.GET, Method.HEAD));
    }
    HttpSettings http = config.http();
    MediaType media = MediaChooser.description(request.accept(), config.extensions().openApi31());
    if (http.openApi() == HttpSettings.OpenApiMode.DISABLED) {
      throw PlanErrors.rootDisabled();
    }
    String spec = config.db().rootSpec();
    return spec == null ? new Plan.Describe(request.schema(), media) : rootFunction(spec);
  }

  /** A function of the database writes the document instead. */
  private Plan rootFunction(String spec) {
    String[] parts = spec.split("\\.", 2);
    String schema = parts.length == 2 ? parts[0] : request.schema();
    List<Routine> fitting =
        cache.routines(schema, parts[parts.length - 1]).stream()
            .filter(r -> r.parameters().stream().noneMatch(Routine.Parameter::required))
            .toList();
    if (fitting.size() != 1) {
      throw PlanErrors.noRootFunction(spec);
    }
    Routine routine = fitting.getFirst();
    Level level =
        levels(null).root(new CallPlanner(cache).source(routine), null, Scope.of(request.query()));
    return new Plan.Call(routine, List.of(), level, null, new MediaType.OpenApi(false));
  }

  private Plan relation(String name) {
    Table table = cache.table(request.schema(), name);
    if (table == null) {
      throw PlanErrors.noTable(request.schema(), name, tableNames());
    }
    return switch (request.method()) {
      case OPTIONS -> AllowPlanner.table(table);
      case GET, HEAD -> read(table);
      case POST, PUT, PATCH, DELETE ->
          new WritePlanner(table, request, media(table.name().key(), null)).plan(levels(null));
    };
  }

  private List<String> tableNames() {
    return cache.tables().keySet().stream()
        .filter(k -> k.schema().equals(request.schema()))
        .map(ObjectName.Key::name)
        .toList();
  }

  private Plan read(Table table) {
    Long maxRows = config.db().maxRows();
    Level level =
        levels(maxRows)
            .root(Source.of(table), request.query().select(), Scope.of(request.query()))
            .withRange(request.range().atMost(maxRows));
    Keyset keyset =
        request.preferences().cursor()
            ? Keyset.of(table, level.order(), request.query().cursor())
            : null;
    Level ordered = keyset == null ? level : level.withOrder(keyset.order());
    return new Plan.Read(table, ordered, counting(), media(table.name().key(), null), keyset);
  }

  private Plan function(String name) {
    CallPlanner calls = new CallPlanner(cache);
    if (request.method() == Method.OPTIONS) {
      return AllowPlanner.routine(calls.choose(request, name));
    }
    Routine routine = calls.choose(request, name);
    String document = routine.returns().scalar() ? routine.returns().media() : null;
    MediaType media =
        media(
            routine.returns().table(),
            document == null ? null : new MediaHandler.OwnResult(document));
    if (request.preferences().maxAffected() != null && !routine.returns().set()) {
      throw PlanErrors.maxAffectedWithoutSet();
    }
    Long maxRows = config.db().maxRows();
    boolean bare = routine.returns().scalar();
    Level level =
        levels(maxRows)
            .root(
                calls.source(routine),
                bare ? null : request.query().select(),
                Scope.of(request.query()))
            .withRange(request.range().atMost(maxRows));
    return new Plan.Call(routine, calls.arguments(routine, request), level, counting(), media);
  }

  /**
   * The form of the answer. A handler for one relation needs its whole rows.
   *
   * @param own what makes a document of the plain result, null if nothing does
   */
  private MediaType media(ObjectName.@Nullable Key relation, @Nullable MediaHandler own) {
    boolean whole = request.query().select() == null;
    List<MediaHandler> handlers = new ArrayList<>();
    if (own != null) {
      handlers.add(own);
    }
    for (MediaHandler h : cache.handlers()) {
      boolean any = h.takes(null);
      if (own == null && h.takes(relation) && (any || whole)) {
        handlers.add(any ? handlers.size() : 0, h);
      }
    }
    return new MediaChooser(config.http().planEnabled(), handlers).rows(request.accept());
  }

  private LevelPlanner levels(@Nullable Long maxRows) {
    List<String> reachable =
        config.extensions().crossSchemaEmbedding()
            ? config.db().schemas()
            : List.of(request.schema());
    return new LevelPlanner(
        cache, new PlanRules(reachable, maxRows, config.http().aggregatesEnabled()));
  }

  private @Nullable Counting counting() {
    Count count = request.preferences().count();
    if (count == null || count == Count.PLANNED) {
      return null;
    }
    Long maxRows = config.db().maxRows();
    return new Counting(count == Count.EXACT || maxRows == null ? null : Long.valueOf(maxRows + 1));
  }
}

package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.plan.Plan.Change;
import dev.connectedlenses.rest.plan.Plan.Conflict;
import dev.connectedlenses.rest.plan.Plan.Rows;
import dev.connectedlenses.rest.request.Condition.Filter;
import dev.connectedlenses.rest.request.MediaType;
import dev.connectedlenses.rest.request.Operation;
import dev.connectedlenses.rest.request.Payload;
import dev.connectedlenses.rest.request.Place;
import dev.connectedlenses.rest.request.Preferences.Missing;
import dev.connectedlenses.rest.request.Preferences.Resolution;
import dev.connectedlenses.rest.request.Preferences.Returning;
import dev.connectedlenses.rest.request.SelectItem;
import dev.connectedlenses.rest.request.Shape;
import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.Identifier;
import dev.connectedlenses.rest.schemacache.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans inserts, updates, deletes and PUT. */
final class WritePlanner {

  private final Table table;
  private final Shape request;
  private final MediaType media;

  WritePlanner(Table table, Shape request, MediaType media) {
    this.table = table;
    this.request = request;
    this.media = media;
  }

  Plan plan(LevelPlanner levels) {
    boolean shown = request.preferences().returning() == Returning.REPRESENTATION;
    List<SelectItem> select = shown ? request.query().select() : List.of();
    Level all = levels.root(Source.of(table), select, Scope.of(request.query()));
    List<Predicate> where = all.where();
    Level result =
        new Level(
            all.source(),
            all.star(),
            all.outputs(),
            all.joins(),
            where.stream().filter(WritePlanner::aboutJoins).toList(),
            all.order(),
            all.range());
    List<Predicate> own = new ArrayList<>(where.stream().filter(p -> !aboutJoins(p)).toList());
    if (request.revision() != null) {
      own.add(revision(request.revision()));
    }
    Change change =
        switch (request.method()) {
          case POST -> insert();
          case PUT -> put(own);
          case PATCH -> update(own);
          default -> new Change.Delete(own);
        };
    return new Plan.Write(table, change, result, media);
  }

  /** Rows that somebody has changed since they were read are left alone. */
  private Predicate revision(Place value) {
    Column column = table.column("revision");
    if (column == null) {
      throw PlanErrors.noRevision(table.name().name().text());
    }
    Operation same = new Operation.Compare(Operation.Operator.EQ, null, value);
    return new Predicate.Test(Expr.of(Objects.requireNonNull(column)), false, same);
  }

  private static boolean aboutJoins(Predicate predicate) {
    return switch (predicate) {
      case Predicate.Empty e -> true;
      case Predicate.Test t -> false;
      case Predicate.Group g -> g.members().stream().anyMatch(WritePlanner::aboutJoins);
    };
  }

  private Change insert() {
    Rows rows = rows(request.preferences().missing() == Missing.DEFAULT);
    if (request.payload() instanceof Payload.Json json
        && json.shape() == Payload.Shape.EMPTY_ARRAY) {
      return new Change.Nothing();
    }
    return new Change.Insert(rows, conflict(request.preferences().resolution()), null);
  }

  private @Nullable Conflict conflict(@Nullable Resolution resolution) {
    List<String> asked = request.query().onConflict();
    List<Identifier> key =
        asked == null ? table.key() : asked.stream().map(n -> column(n).name()).toList();
    return resolution == null || key.isEmpty()
        ? null
        : new Conflict(key, resolution == Resolution.MERGE);
  }

  private Change update(List<Predicate> where) {
    Rows rows = rows(request.preferences().missing() == Missing.DEFAULT);
    return rows.columns().isEmpty() ? new Change.Nothing() : new Change.Update(rows, where);
  }

  private Change put(List<Predicate> where) {
    if (request.query().limits().containsKey(List.<String>of())
        || request.query().offsets().containsKey(List.<String>of())) {
      throw ApiError.of(
              Code.PGRST114, "limit/offset querystring parameters are not allowed for PUT")
          .asException();
    }
    List<Filter> filters = request.query().rootFilters();
    Set<String> filtered = new HashSet<>();
    boolean plain = filters.size() == request.query().conditions().size();
    for (Filter f : filters) {
      filtered.add(f.field().column());
      plain &= isPlainEq(f);
    }
    Set<String> key = new HashSet<>();
    table.key().forEach(k -> key.add(k.text()));
    if (!plain || key.isEmpty() || !filtered.equals(key) || filters.size() != key.size()) {
      throw ApiError.of(
              Code.PGRST105,
              "Filters must include all and only primary key columns with 'eq' operators")
          .asException();
    }
    return new Change.Insert(rows(false), new Conflict(table.key(), true), where);
  }

  private static boolean isPlainEq(Filter f) {
    return !f.negated()
        && f.field().steps().isEmpty()
        && f.operation() instanceof Operation.Compare c
        && c.operator() == Operation.Operator.EQ
        && c.quantifier() == null;
  }

  private Rows rows(boolean defaults) {
    Payload.Json json = (Payload.Json) request.payload();
    List<String> names = request.query().columns();
    List<Column> columns = new ArrayList<>();
    for (String name : names == null ? json.keys() : names) {
      columns.add(column(name));
    }
    return new Rows(json.text(), json.shape() != Payload.Shape.OBJECT, columns, defaults);
  }

  private Column column(String name) {
    Column column = table.column(name);
    if (column == null) {
      throw PlanErrors.noColumn(table.name().name().text(), name, table.columns().keySet());
    }
    return Objects.requireNonNull(column);
  }
}

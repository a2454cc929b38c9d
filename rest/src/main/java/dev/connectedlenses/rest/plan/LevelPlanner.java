package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.plan.Join.Embedded;
import dev.connectedlenses.rest.plan.Output.Value;
import dev.connectedlenses.rest.request.RowRange;
import dev.connectedlenses.rest.request.SelectItem;
import dev.connectedlenses.rest.request.SelectItem.Aggregate;
import dev.connectedlenses.rest.request.SelectItem.Embed;
import dev.connectedlenses.rest.request.SelectItem.Field;
import dev.connectedlenses.rest.request.SelectItem.Related;
import dev.connectedlenses.rest.request.SelectItem.Spread;
import dev.connectedlenses.rest.request.SelectItem.Star;
import dev.connectedlenses.rest.schemacache.Relationship;
import dev.connectedlenses.rest.schemacache.SchemaCache;
import dev.connectedlenses.rest.schemacache.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Resolves one level of a select and, through its embedded relations, all levels below. */
final class LevelPlanner {

  private final SchemaCache cache;
  private final PlanRules rules;
  private final FieldResolver fields;
  private final RelationshipChooser relationships;

  LevelPlanner(SchemaCache cache, PlanRules rules) {
    this.cache = cache;
    this.rules = rules;
    this.fields = new FieldResolver(cache);
    this.relationships = new RelationshipChooser(cache, rules.reachableSchemas());
  }

  /** Plans the root level; its range is the whole result until the caller cuts it. */
  Level root(Source source, @Nullable List<SelectItem> select, Scope scope) {
    return level(source, select == null ? List.of(new Star()) : select, scope, 0);
  }

  private Level level(Source source, List<SelectItem> items, Scope scope, int depth) {
    Building building = new Building(source);
    checkHeads(items, scope);
    for (SelectItem item : items) {
      switch (item) {
        case Star s -> building.star = true;
        case Field f -> building.outputs.add(output(source, f));
        case Embed e -> building.add(nested(e, join(building, e, items, scope, depth)));
        case Spread s -> spread(building, join(building, s, items, scope, depth));
      }
    }
    ConditionPlanner conditions = new ConditionPlanner(fields, source, building.joins);
    return new Level(
        source,
        building.star,
        building.outputs,
        building.joins,
        conditions.predicates(scope.ownConditions()),
        new OrderPlanner(fields, source, building.joins).keys(scope.ownOrder()),
        depth == 0 ? RowRange.ALL : scope.ownRange());
  }

  /** The parts of a level while its items are gone through. */
  private static final class Building {
    private final Source source;
    private boolean star;
    private final List<Output> outputs = new ArrayList<>();
    private final List<Join> joins = new ArrayList<>();

    Building(Source source) {
      this.source = source;
    }

    void add(@Nullable Output output) {
      if (output != null) {
        outputs.add(output);
      }
    }
  }

  private Output output(Source source, Field field) {
    boolean star = field.path().column().equals("*");
    Aggregate aggregate = field.aggregate();
    if (aggregate != null && !rules.aggregates()) {
      throw PlanErrors.aggregatesOff();
    }
    Expr expr = star ? null : fields.find(source, field.path());
    boolean bareCount = expr == null && aggregate == null && field.path().column().equals("count");
    if (bareCount) {
      Value counted = new Value.Grouped(Aggregate.COUNT, null, fields.type(field.cast()), null);
      return new Output(fields.key(field.outputName()), counted);
    }
    if (!star && expr == null) {
      expr = fields.resolve(source, field.path());
    }
    Expr value = expr == null ? null : expr.as(fields.type(field.cast()));
    Value result =
        aggregate == null
            ? new Value.Plain(Objects.requireNonNull(value))
            : new Value.Grouped(aggregate, value, fields.type(field.aggregateCast()), null);
    return new Output(fields.key(field.outputName()), result);
  }

  private @Nullable Output nested(Embed embed, Join join) {
    return embed.items().isEmpty()
        ? null
        : new Output(fields.key(embed.outputName()), new Value.Nested(join));
  }

  private void spread(Building building, Join join) {
    List<Output> outputs = join.level().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      Output.Lift lift = new Output.Lift(join, i);
      building.outputs.add(new Output(outputs.get(i).key(), Hoist.lifted(join, lift)));
    }
  }

  private Join join(
      Building building, SelectItem item, List<SelectItem> items, Scope scope, int depth) {
    Related related = Heads.related(item);
    String name = Heads.name(item);
    Relationship relationship = relationships.choose(building.source, related);
    Table target = Objects.requireNonNull(cache.tables().get(relationship.target().key()));
    Scope below = scope.under(head -> item.equals(Heads.target(items, head)));
    List<SelectItem> children =
        item instanceof Embed e ? e.items() : Heads.starless(target, ((Spread) item).items());
    Source source =
        new Source(
            target.name().name().text() + "_" + (depth + 1), target.name().key(), target.columns());
    Level level = level(source, children, below, depth + 1);
    Join.Kind kind = item instanceof Embed ? Join.Kind.NESTED : Join.Kind.SPREAD;
    Level cut = relationship.toOne() ? level : level.withRange(rules.cut(level.range()));
    Join join =
        new Join(
            new Embedded(name, related.name(), kind, related.inner()),
            relationship,
            kind == Join.Kind.SPREAD && relationship.toOne() ? Hoist.ungrouped(cut) : cut,
            level);
    building.joins.add(join);
    return join;
  }

  private static void checkHeads(List<SelectItem> items, Scope scope) {
    for (String head : scope.heads()) {
      if (Heads.target(items, head) == null) {
        throw PlanErrors.notEmbedded(head);
      }
    }
  }
}

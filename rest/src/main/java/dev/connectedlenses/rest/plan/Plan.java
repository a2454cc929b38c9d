package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.MediaType;
import dev.connectedlenses.rest.request.Method;
import dev.connectedlenses.rest.request.Place;
import dev.connectedlenses.rest.schemacache.Column;
import dev.connectedlenses.rest.schemacache.Identifier;
import dev.connectedlenses.rest.schemacache.Routine;
import dev.connectedlenses.rest.schemacache.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the database shall do for one request. */
public sealed interface Plan {

  /** Read rows of a relation. */
  record Read(
      Table table, Level level, @Nullable Counting count, MediaType media, @Nullable Keyset keyset)
      implements Plan {}

  /** Call a function. */
  record Call(
      Routine routine,
      List<Argument> arguments,
      Level level,
      @Nullable Counting count,
      MediaType media)
      implements Plan {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** Change rows of a relation. */
  record Write(Table table, Change change, Level level, MediaType media) implements Plan {}

  /** Say which methods are possible. */
  record Allow(List<Method> methods) implements Plan {
    public Allow {
      methods = List.copyOf(methods);
    }
  }

  /** Describe the API, in OpenAPI 2.0 or newer. */
  record Describe(String schema, MediaType media) implements Plan {}

  /** That the total is counted, at most up to a number of rows. */
  record Counting(@Nullable Long most) {}

  /** One argument of a call. */
  sealed interface Argument {
    /** A value that the parameter's type will parse. */
    record Text(Routine.Parameter parameter, Place value) implements Argument {}

    /** Null. */
    record Null(Routine.Parameter parameter) implements Argument {}

    /** Several values for a parameter that takes any number. */
    record Many(Routine.Parameter parameter, List<Place> values) implements Argument {
      public Many {
        values = List.copyOf(values);
      }
    }

    /** A JSON list or object for a parameter that is neither JSON nor text. */
    record Json(Routine.Parameter parameter, Place json) implements Argument {}

    /** The whole body for the only parameter. */
    record Body(Routine.Parameter parameter, Place text) implements Argument {}
  }

  /** A change of rows. */
  sealed interface Change {
    /** Add rows. */
    record Insert(Rows rows, @Nullable Conflict conflict, @Nullable List<Predicate> onlyKey)
        implements Change {}

    /** Change the columns of the rows that satisfy the predicates. */
    record Update(Rows rows, List<Predicate> where) implements Change {}

    /** Change nothing. */
    record Nothing() implements Change {}

    /** Remove the rows that satisfy the predicates. */
    record Delete(List<Predicate> where) implements Change {}
  }

  /**
   * The rows of a body.
   *
   * @param list whether it is a list of objects
   * @param defaults whether keys that a row leaves out take the column's default
   */
  record Rows(Place json, boolean list, List<Column> columns, boolean defaults) {
    public Rows {
      columns = List.copyOf(columns);
    }
  }

  /** What to do with rows whose key exists. */
  record Conflict(List<Identifier> key, boolean merge) {
    public Conflict {
      key = List.copyOf(key);
    }
  }
}

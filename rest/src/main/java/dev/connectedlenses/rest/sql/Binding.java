package dev.connectedlenses.rest.sql;

import dev.connectedlenses.rest.plan.ArrayLiteral;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.Place;
import dev.connectedlenses.rest.request.Values;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the values of one request into the placeholders of its plan's statement. */
record Binding(List<Sql.Param> params, ApiRequest request) {

  /** Every parameter has a type, so that the driver need not ask the server for it. */
  void bind(PreparedStatement statement, int first) throws SQLException {
    int index = first;
    for (Sql.Param param : params) {
      switch (param) {
        case Sql.Param.Text t -> statement.setString(index, t.value());
        case Sql.Param.Given g -> statement.setString(index, text(g));
        case Sql.Param.Listed l -> statement.setString(index, list(l.places()));
        case Sql.Param.Count c -> statement.setLong(index, c.value());
        case Sql.Param.Body b -> statement.setBytes(index, request.body());
      }
      index++;
    }
  }

  private @Nullable String text(Sql.Param.Given given) {
    Values values = request.values();
    String text = values.text(given.place());
    return switch (given.form()) {
      case TEXT -> text;
      case PATTERN -> text == null ? null : text.replace('*', '%');
      case LIST -> elements(values.list(given.place()));
      case MEMBER -> "{\"p\":" + text + "}";
    };
  }

  /** A single empty element is what the grammar makes of an empty list. */
  private static String elements(List<@Nullable String> list) {
    List<String> texts = new ArrayList<>();
    list.forEach(e -> texts.add(Objects.requireNonNull(e)));
    return texts.equals(List.of("")) ? "{}" : ArrayLiteral.of(texts);
  }

  private String list(List<Place> places) {
    List<String> texts = new ArrayList<>();
    places.forEach(p -> texts.add(Objects.requireNonNull(request.values().text(p))));
    return ArrayLiteral.of(texts);
  }
}

package dev.connectedlenses.database.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Some steps by personas and what the last one must answer.
 *
 * <p>In the file, cases are parted by blank lines. A line {@code -- owner: …} says who takes the
 * step below it; {@code =>} tells the answer: the first column of all rows joined by {@code · },
 * {@code nothing} without a row, {@code empty} for an empty text or void, or {@code ! 42501
 * not_author} for an error and its hint code, with the path of the fault where the details are one.
 * {@code 'lens/2'} stands for the id of that row of the fixture.
 *
 * @param name where the case stands
 * @param steps persona and statement
 */
record RpcCase(String name, List<Step> steps, String expected) {
  private static final Pattern WHO = Pattern.compile("-- (\\w+):.*");
  private static final Pattern PATH = Pattern.compile("^\\{\"path\": \"([^\"]*)\"}$");
  private static final Pattern BLANK_LINE = Pattern.compile("\n\\s*\n");

  RpcCase {
    steps = List.copyOf(steps);
  }

  /** One statement of one persona. */
  record Step(Persona persona, String sql) {}

  static List<RpcCase> read(String file, String text) {
    List<RpcCase> cases = new ArrayList<>();
    for (String block : BLANK_LINE.splitAsStream(text).toList()) {
      if (block.contains("\n=> ")) {
        cases.add(readOne(file + " " + (cases.size() + 1), block.strip()));
      }
    }
    return cases;
  }

  private static RpcCase readOne(String name, String block) {
    List<Step> steps = new ArrayList<>();
    String title = "";
    String expected = "";
    for (String line : block.lines().toList()) {
      Matcher who = WHO.matcher(line);
      if (who.matches()) {
        steps.add(new Step(persona(who.group(1)), ""));
        title = line.substring(3);
      } else if (line.startsWith("=> ")) {
        expected = line.substring(3);
      } else {
        Step last = steps.removeLast();
        steps.add(new Step(last.persona(), last.sql() + FixtureIds.writtenOut(line) + "\n"));
      }
    }
    return new RpcCase(name + " " + title, steps, expected);
  }

  private static Persona persona(String name) {
    return Persona.ALL.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  boolean answers(String function) {
    return !refusal() && steps.stream().anyMatch(step -> step.sql().contains(function + "("));
  }

  boolean refuses(String function) {
    return refusal() && steps.getLast().sql().contains(function + "(");
  }

  private boolean refusal() {
    return expected.startsWith("!") || List.of("nothing", "null", "0").contains(expected);
  }

  /** Takes the steps and undoes them. */
  String run(Handle handle) {
    handle.begin();
    try {
      String answer = "";
      for (Step step : steps) {
        answer = take(handle, step);
      }
      return answer;
    } finally {
      handle.rollback();
    }
  }

  private static String take(Handle handle, Step step) {
    handle.execute("set constraints all immediate");
    handle
        .createQuery(
            "select set_config('role', ?, true) || set_config('request.jwt.claims', ?, true)")
        .bind(0, step.persona().role())
        .bind(1, step.persona().claims())
        .mapTo(String.class)
        .one();
    try {
      List<String> rows =
          handle
              .createQuery(step.sql().replace("?", "??"))
              .map((row, _) -> shown(row.getString(1)))
              .list();
      return rows.isEmpty() ? "nothing" : String.join(" · ", rows);
    } catch (JdbiException e) {
      return error(e);
    }
  }

  private static String shown(@Nullable String value) {
    return value == null ? "null" : value.isEmpty() ? "empty" : value;
  }

  private static String error(JdbiException e) {
    if (e.getCause() instanceof PSQLException cause) {
      ServerErrorMessage message = cause.getServerErrorMessage();
      String hint = message == null || message.getHint() == null ? "" : message.getHint();
      int colon = hint.indexOf(':');
      String code = colon < 0 ? "" : " " + hint.substring(0, colon);
      return "! " + state(cause) + code + path(message);
    }
    throw e;
  }

  /** Where in what was sent the fault is, if the details say so. */
  private static String path(@Nullable ServerErrorMessage message) {
    String detail = message == null ? null : message.getDetail();
    Matcher path = PATH.matcher(detail == null ? "" : detail);
    return path.find() ? " " + path.group(1) : "";
  }

  private static String state(SQLException cause) {
    return String.valueOf(cause.getSQLState()).toUpperCase(Locale.ROOT);
  }
}

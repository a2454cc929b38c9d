package dev.connectedlenses.server.functions;

import dev.connectedlenses.database.Database;
import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.error.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the audit chain what somebody tried and was not allowed. The transaction that was
 * refused is undone with everything in it, so this is one of its own, behind it.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final int LOOKED_AT = 8192;
  private static final int SUBJECTS = 8;

  private final Database database;

  Refusals(Database database) {
    this.database = database;
  }

  /** Notes it; whoever asked gets the refusal in any case. */
  void note(Identity caller, RestRequest request, ApiError error) {
    try {
      database.asUser(
          caller,
          handle ->
              handle
                  .createQuery("select audit.note_refusal(?, ?, cast(? as uuid[]))::text")
                  .bind(0, request.method() + " " + request.path())
                  .bind(1, code(error))
                  .bind(2, ids(request))
                  .mapTo(String.class)
                  .findOne());
    } catch (RuntimeException e) {
      LOG.warn("a refusal could not be noted in the audit log: {}", e.getMessage());
    }
  }

  /** The stable code of our own refusals; rights on tables and columns have none. */
  private static String code(ApiError error) {
    String hint = error.hint() == null ? "" : error.hint();
    int colon = hint.indexOf(": ");
    String code = colon < 0 ? "" : hint.substring(0, colon);
    return code.matches("[a-z][a-z0-9_]*") ? code : "permission_denied";
  }

  /** What the request names, as an array that PostgreSQL reads. */
  private static String ids(RestRequest request) {
    byte[] body = request.body();
    String text =
        request.rawQuery()
            + " "
            + new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.UTF_8);
    Set<String> ids = new LinkedHashSet<>();
    Matcher found = ID.matcher(text);
    while (found.find() && ids.size() < SUBJECTS) {
      ids.add(found.group());
    }
    return "{" + String.join(",", ids) + "}";
  }
}

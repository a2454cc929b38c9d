package dev.connectedlenses.rest.error;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a public server adds to errors and keeps back: every refusal names a remedy, and none tells
 * what stands in rows the caller did not write, or where on the machine something is.
 */
public final class Remedies {

  private static final String AGAIN = "Try again; if it stays so, tell those who run this server.";

  private static final Pattern OWN_HINT = Pattern.compile("[a-z][a-z0-9_]*: ");

  private static final Set<String> INNER = Set.of("XX", "58", "F0", "08", "53");

  private static final Map<String, String> BY_CODE =
      Map.ofEntries(
          Map.entry("PGRST100", "See docs/reference/data-api.md for the grammar of parameters."),
          Map.entry("PGRST101", "Call functions by POST, or by GET when they only read."),
          Map.entry("PGRST102", "Send a JSON object, or a list of objects with the same keys."),
          Map.entry("PGRST103", "Ask for an offset and limit of zero or more, within the rows."),
          Map.entry("PGRST105", "Filter by every column of the primary key with eq, and no other."),
          Map.entry("PGRST107", "Accept application/json, text/csv or */*."),
          Map.entry("PGRST114", "Leave limit and offset away."),
          Map.entry("PGRST115", "Give the body the key that the URL names."),
          Map.entry("PGRST116", "Filter by a key, or accept application/json for a list."),
          Map.entry("PGRST117", "Use GET, HEAD, POST, PATCH, PUT, DELETE or OPTIONS."),
          Map.entry(
              "PGRST118", "Order by columns of the relation itself, or of one it belongs to."),
          Map.entry("PGRST122", "Leave the preferences away, or send handling=lenient."),
          Map.entry("PGRST123", "Group the rows in a view or function and ask that."),
          Map.entry("PGRST124", "Narrow the filters, or raise max-affected."),
          Map.entry("PGRST125", "Relations are at /name, functions at /rpc/name."),
          Map.entry("PGRST128", "Leave max-affected away for this function."),
          Map.entry("PGRST200", "Embed relations that a foreign key connects."),
          Map.entry("PGRST202", "The document at / lists functions and their parameters."),
          Map.entry("PGRST204", "The document at / lists relations and their columns."),
          Map.entry("PGRST205", "The document at / lists relations."),
          Map.entry("PGRST301", "Sign in again and send the new token."),
          Map.entry("PGRST302", "Sign in and send the token as Authorization: Bearer."),
          Map.entry("PGRST303", "Sign in again and send the new token."),
          Map.entry("22P02", "Write the value in the form of the column's type."),
          Map.entry("23502", "Give the column a value."),
          Map.entry(
              "23503", "Refer to a row that exists, or remove first what refers to this one."),
          Map.entry("23505", "Change the key, or send Prefer: resolution=merge-duplicates."),
          Map.entry("23514", "Give a value that the rule of the table allows."),
          Map.entry("25006", "Call functions that write by POST."),
          Map.entry("42501", "Ask as somebody who may, or ask those who may."),
          Map.entry("42703", "The document at / lists relations and their columns."),
          Map.entry("42704", "Cast to a type that the database has, such as text or integer."),
          Map.entry("42883", "Compare with an operator that the column's type has."),
          Map.entry("42P10", "Name columns in on_conflict that a unique key holds."),
          Map.entry("57014", "Ask for less, or in several requests."),
          Map.entry("40001", "Send the request again."),
          Map.entry("40P01", "Send the request again."),
          Map.entry("54000", "Ask for less."));

  private Remedies() {}

  /** The error as a public server tells it. */
  public static ApiError told(ApiError error) {
    ApiError discreet = discreet(error);
    return discreet.hint() == null ? discreet.hint(remedy(discreet)) : discreet;
  }

  private static ApiError discreet(ApiError error) {
    String group = error.code().length() == 5 ? error.code().substring(0, 2) : "";
    if (INNER.contains(group) && !error.code().equals("53300")) {
      return new ApiError(
          error.status(),
          error.code(),
          "The database could not do this now",
          null,
          AGAIN,
          error.headers(),
          null,
          error.tooMuch());
    }
    boolean ofTheDatabase = group.equals("23") && !isOurs(error.hint());
    return ofTheDatabase ? error.details((JsonNode) null).hint(null) : error;
  }

  /** A hint with a code was written for callers; that of a constraint may hold data. */
  private static boolean isOurs(@Nullable String hint) {
    return hint != null && OWN_HINT.matcher(hint).lookingAt();
  }

  private static String remedy(ApiError error) {
    String own = error.remedy();
    if (own != null) {
      return own;
    }
    @Nullable String general = BY_CODE.get(error.code());
    if (general != null) {
      return general;
    }
    return error.status() >= 500 ? AGAIN : "Change the request and send it again.";
  }
}

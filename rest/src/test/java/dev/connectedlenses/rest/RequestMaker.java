package dev.connectedlenses.rest;

import dev.connectedlenses.rest.Headers.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes requests out of words of the grammar, names of the fixture and rubbish. */
public final class RequestMaker {

  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "HEAD", "POST", "PATCH", "DELETE", "PUT", "OPTIONS", "TRACE");
  private static final List<String> PATHS =
      List.of(
          "/models",
          "/providers",
          "/teams",
          "/lenses",
          "/profiles",
          "/runnable_models",
          "/rpc/fn_text",
          "/rpc/fn_add",
          "/rpc/fn_now_claims",
          "/",
          "/odd Table",
          "/nothing",
          "/a/b");
  private static final List<String> NAMES =
      List.of(
          "id",
          "name",
          "metadata",
          "modalities",
          "price",
          "doc",
          "ctx_range",
          "providers",
          "models",
          "key",
          "title",
          "*",
          "p_t",
          "p_a",
          "\"co,l.1\"",
          "ü",
          "count",
          "x y");
  private static final List<String> OPERATORS =
      List.of(
          "eq",
          "neq",
          "gt",
          "lt",
          "like",
          "ilike",
          "match",
          "in",
          "is",
          "cs",
          "cd",
          "ov",
          "sl",
          "adj",
          "fts",
          "plfts",
          "wfts",
          "isdistinct",
          "not",
          "eq(any)",
          "like(all)",
          "fts(english)");
  private static final List<String> VALUES =
      List.of(
          "1",
          "null",
          "(1,2)",
          "{a,b}",
          "[1,2)",
          "a*",
          "\"",
          "\\",
          "'",
          "",
          "true",
          "%00",
          "99999999999999999999",
          "-1",
          "1e400",
          "NaN",
          "{}",
          "[",
          "(",
          "\u0000",
          "\uD800",
          "💡");
  private static final List<String> BODIES =
      List.of(
          "{}",
          "[]",
          "[{}]",
          "{\"id\":1}",
          "[{\"id\":1},{\"name\":2}]",
          "{\"metadata\":{\"a\":[1]}}",
          "null",
          "1",
          "\"x\"",
          "{\"id\":\"x\"}",
          "{",
          "[1]",
          "{\"a\":1}{",
          "{\"name\":\"\\u0000\"}",
          "{\"p_t\":null}",
          "{\"p_a\":1,\"p_b\":[]}",
          "id,name\n1,NULL",
          "");

  private final Random random;

  public RequestMaker(Random random) {
    this.random = random;
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** One more. */
  public RestRequest next() {
    StringBuilder query = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      query.append(query.isEmpty() ? "" : "&").append(parameter());
    }
    List<Header> headers =
        new ArrayList<>(
            List.of(
                new Header(
                    "Accept-Profile",
                    any(List.of("ai", "ai", "agents", "lenses", "public", "zz")))));
    headers.add(new Header("Content-Profile", any(List.of("ai", "agents", "public"))));
    headers.add(new Header("Prefer", "tx=rollback, " + preference()));
    if (random.nextInt(3) == 0) {
      headers.add(new Header("Accept", accept()));
    }
    if (random.nextInt(4) == 0) {
      headers.add(
          new Header(
              "Content-Type",
              any(
                  List.of(
                      "text/csv",
                      "text/plain",
                      "application/x-www-form-urlencoded",
                      "application/json; charset=x",
                      "a/b"))));
    }
    if (random.nextInt(5) == 0) {
      headers.add(
          new Header("Range", any(List.of("0-1", "5-2", "x", "0-", "1-99999999999999999"))));
    }
    return new RestRequest(
        any(METHODS),
        any(PATHS),
        query.toString(),
        new Headers(headers),
        any(BODIES).getBytes(StandardCharsets.UTF_8));
  }

  private String preference() {
    return any(
        List.of(
            "return=representation",
            "count=exact",
            "count=planned",
            "count=estimated",
            "handling=strict, max-affected=1",
            "resolution=merge-duplicates",
            "missing=default",
            "page=cursor",
            "timezone=UTC",
            "return=headers-only, params=x"));
  }

  private String accept() {
    return any(
        List.of(
            "text/csv",
            "*/*",
            "application/vnd.pgrst.object+json",
            "application/vnd.pgrst.plan+json; for=\"text/csv\"; options=analyze|x",
            "application/geo+json",
            "a",
            ";;q=",
            "application/vnd.pgrst.array+json;nulls=stripped"));
  }

  private String parameter() {
    return switch (random.nextInt(8)) {
      case 0 -> "select=" + select(0);
      case 1 ->
          "order="
              + any(NAMES)
              + any(List.of("", ".desc", ".asc.nullslast", ".x", "->a.desc", "(id)"));
      case 2 ->
          any(
                  List.of(
                      "limit",
                      "offset",
                      "providers.limit",
                      "providers.order",
                      "columns",
                      "on_conflict",
                      "cursor",
                      "select",
                      "or"))
              + "="
              + any(VALUES);
      case 3 -> any(List.of("or", "and", "not.or", "providers.or")) + "=" + logic(0);
      default ->
          any(NAMES)
              + any(List.of("", "->a", "->>0", "->-1", ".name"))
              + "="
              + any(List.of("", "not."))
              + any(OPERATORS)
              + "."
              + any(VALUES);
    };
  }

  private String select(int depth) {
    StringBuilder select = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      select.append(select.isEmpty() ? "" : ",").append(item(depth));
    }
    return select.toString();
  }

  private String item(int depth) {
    String name =
        any(List.of("", "a:", "..."))
            + any(NAMES)
            + any(List.of("", "", "::text", "->a", "!inner", ".sum()", "::zz"));
    return depth < 3 && random.nextInt(3) == 0 ? name + "(" + select(depth + 1) + ")" : name;
  }

  private String logic(int depth) {
    StringBuilder logic = new StringBuilder("(");
    for (int i = random.nextInt(3); i >= 0; i--) {
      logic.append(logic.length() == 1 ? "" : ",");
      logic.append(
          depth < 3 && random.nextInt(3) == 0
              ? any(List.of("or", "and", "not.and")) + logic(depth + 1)
              : any(NAMES) + "." + any(OPERATORS) + "." + any(VALUES));
    }
    return logic.append(random.nextInt(20) == 0 ? "" : ")").toString();
  }
}

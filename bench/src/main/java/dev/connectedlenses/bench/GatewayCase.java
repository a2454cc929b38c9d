package dev.connectedlenses.bench;

import java.nio.charset.StandardCharsets;

/** One kind of request of the gateway benchmark, and the pgbench script that does the same. */
enum GatewayCase {
  RPC_POST("RPC by POST", "rpc_post", "POST", "/rpc/add_up", "{\"p_a\":%d,\"p_b\":7}"),
  RPC_GET("RPC by GET", "rpc_get", "GET", "/rpc/add_up?p_a=%d&p_b=7", ""),
  ONE_ROW("one row by key", "one_row", "GET", "/items?id=eq.%d", ""),
  HUNDRED_ROWS("100 rows", "hundred_rows", "GET", "/items?id=gte.%d&order=id&limit=100", ""),
  EMBEDDED(
      "embedded select",
      "embedded",
      "GET",
      "/items?select=id,title,groups(id,name)&id=gte.%d&order=id&limit=10",
      ""),
  INSERT("insert", "insert", "POST", "/notes", "{\"text\":\"a note\"}"),
  /** Rows that everybody may see, for loads of many callers; there is no script. */
  SHARED_ROWS("100 shared rows", "", "GET", "/shared?id=gte.%d&order=id&limit=100", ""),
  /** One row of a whole server, whose data API has a prefix; there is no script. */
  ONE_ITEM("one item", "", "GET", "/rest/v1/bench_items?id=eq.%d", "");

  private static final int ROWS = 9_900;

  private final String label;
  private final String script;
  private final String method;
  private final String target;
  private final String body;

  GatewayCase(String label, String script, String method, String target, String body) {
    this.label = label;
    this.script = script;
    this.method = method;
    this.target = target;
    this.body = body;
  }

  String label() {
    return label;
  }

  String script() {
    return script + ".sql";
  }

  boolean hasScript() {
    return !script.isEmpty();
  }

  /** The bytes of a request for the n-th row. */
  byte[] request(String token, int n) {
    int id = n % ROWS + 1;
    String content = body.contains("%d") ? body.formatted(id) : body;
    String path = target.contains("%d") ? target.formatted(id) : target;
    StringBuilder request = new StringBuilder(method).append(' ').append(path);
    request.append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ").append(token);
    if (method.equals("POST")) {
      request.append("\r\nContent-Type: application/json\r\nContent-Length: ");
      request.append(content.length());
    }
    return request
        .append("\r\n\r\n")
        .append(content)
        .toString()
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}

package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.schemacache.MediaHandler;
import java.util.List;

/** A form in which results can be asked for. */
public sealed interface MediaType {

  /** The name as it is echoed in Content-Type, without charset. */
  String text();

  /** A list of rows, or the bare value of a function. */
  record Json() implements MediaType {
    @Override
    public String text() {
      return "application/json";
    }
  }

  /** A list of rows without null members. */
  record StrippedArray() implements MediaType {
    @Override
    public String text() {
      return "application/vnd.pgrst.array+json;nulls=stripped";
    }
  }

  /** Exactly one row. */
  record SingleObject(boolean nullsStripped) implements MediaType {
    @Override
    public String text() {
      return "application/vnd.pgrst.object+json" + (nullsStripped ? ";nulls=stripped" : "");
    }
  }

  /** Lines of comma-separated values. */
  record Csv() implements MediaType {
    @Override
    public String text() {
      return "text/csv";
    }
  }

  /** The execution plan of the request in another form. */
  record Plan(boolean json, String of, List<String> options) implements MediaType {
    public Plan {
      options = List.copyOf(options);
    }

    @Override
    public String text() {
      return "application/vnd.pgrst.plan+"
          + (json ? "json" : "text")
          + "; for=\""
          + of
          + "\""
          + (options.isEmpty() ? "" : "; options=" + String.join("|", options));
    }
  }

  /** The description of the API, as OpenAPI 2.0 or newer. */
  record OpenApi(boolean newer) implements MediaType {
    @Override
    public String text() {
      return newer ? "application/vnd.oai.openapi+json;version=3.1" : "application/openapi+json";
    }
  }

  /** Anything at all. */
  record Any() implements MediaType {
    @Override
    public String text() {
      return "*/*";
    }
  }

  /** Another type, which only the database could make. */
  record Other(String text) implements MediaType {}

  /** A type that the database makes. */
  record Made(String text, MediaHandler handler) implements MediaType {}
}

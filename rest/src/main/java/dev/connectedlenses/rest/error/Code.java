package dev.connectedlenses.rest.error;

/** PostgREST's own error codes with the HTTP status each one carries. */
public enum Code {
  /** The database cannot be reached. */
  PGRST000(503),
  /** The database connection failed inside the client library. */
  PGRST001(503),
  /** No schema cache has been loaded yet. */
  PGRST002(503),
  /** No connection became free in time. */
  PGRST003(504),
  /** A query parameter does not follow the grammar. */
  PGRST100(400),
  /** A method that functions do not have. */
  PGRST101(405),
  /** The body cannot be used. */
  PGRST102(400),
  /** The requested range is not satisfiable. */
  PGRST103(416),
  /** PUT without exactly the primary key as filter. */
  PGRST105(405),
  /** The schema is not exposed. */
  PGRST106(406),
  /** None of the accepted media types is available. */
  PGRST107(406),
  /** A parameter names a relation that is not embedded. */
  PGRST108(400),
  /** A function set response.headers to something else than a list of headers. */
  PGRST111(500),
  /** A function set response.status to something else than a status. */
  PGRST112(500),
  /** PUT with limit or offset. */
  PGRST114(400),
  /** The body of a PUT names another row than the URL. */
  PGRST115(400),
  /** A single object was asked for, but the result has another number of rows. */
  PGRST116(406),
  /** The method is unknown here. */
  PGRST117(405),
  /** Ordering by a relation that has many rows. */
  PGRST118(400),
  /** A function raised SQLSTATE PGRST with something that is not the agreed JSON. */
  PGRST121(500),
  /** Preferences that are not known, under handling=strict. */
  PGRST122(400),
  /** Aggregates are switched off. */
  PGRST123(400),
  /** More rows were affected than max-affected allows. */
  PGRST124(400),
  /** The path is not one level deep. */
  PGRST125(404),
  /** The root document is switched off. */
  PGRST126(404),
  /** Not possible in this combination. */
  PGRST127(400),
  /** max-affected on a function that does not return a set. */
  PGRST128(400),
  /** No relationship between the two relations. */
  PGRST200(400),
  /** More than one relationship fits. */
  PGRST201(300),
  /** No function of this name takes these arguments. */
  PGRST202(404),
  /** More than one function fits. */
  PGRST203(300),
  /** The table has no such column. */
  PGRST204(400),
  /** The schema has no such table. */
  PGRST205(404),
  /** The server has no key to check tokens with. */
  PGRST300(500),
  /** The token cannot be decoded. */
  PGRST301(401),
  /** Anonymous access is switched off. */
  PGRST302(401),
  /** The token's claims do not hold. */
  PGRST303(401),
  /** A fault of the server itself. */
  PGRSTX00(500);

  private final int status;

  Code(int status) {
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}

package dev.connectedlenses.rest;

/** The data API behind one method: a request in, a response out; it never throws for bad input. */
public interface RestService extends AutoCloseable {

  /** Answers one request. */
  RestResponse handle(RestRequest request);

  /** Stops listening for schema changes. */
  @Override
  void close();
}

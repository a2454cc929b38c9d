package dev.connectedlenses.rest;

import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.openapi.ApiDescription;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.MediaType;
import dev.connectedlenses.rest.response.ResponseBuilder;
import dev.connectedlenses.rest.schemacache.Visible;
import dev.connectedlenses.rest.sql.Answer;
import dev.connectedlenses.rest.sql.Executor;
import dev.connectedlenses.rest.sql.Prepared;

/**
 * One request of a known caller on its way: the server's part, parsing and planning, a place among
 * those who are served, the statement, the answer. What is refused as written takes no place.
 */
final class Chain {

  /** From this cost on, in the planner's units, a request counts as slow until it was measured. */
  private static final double DEAR = 1_000;

  private final Generation generation;
  private final RestRequest raw;
  private final Generation.Asking asking;
  private final Timing timing;

  Chain(Generation generation, RestRequest raw, Generation.Asking asking, Timing timing) {
    this.generation = generation;
    this.raw = raw;
    this.asking = asking;
    this.timing = timing;
  }

  /** A request that was understood. */
  private record Understood(ApiRequest request, PlanCache.Known known, Executor.Run run) {
    Plan plan() {
      return known.prepared().plan();
    }
  }

  RestResponse answer() {
    generation.door().glance(asking.caller(), raw.reads());
    ServerPart server = new ServerPart(generation.config().functions());
    try {
      return server.takesPart(raw)
          ? generation.door().through(asking.caller(), () -> together(server))
          : served(raw);
    } catch (RestException e) {
      server.tell(asking.identity(), raw, e.error());
      throw e;
    }
  }

  /** The server's part may take as long as the database's, and both need a place. */
  private RestResponse together(ServerPart server) {
    ServerPart.Done part = server.apply(raw, asking.identity());
    return part.answer() != null ? part.answer() : told(understood(part.request()));
  }

  private RestResponse served(RestRequest request) {
    Understood understood = understood(request);
    if (understood.plan() instanceof Plan.Allow allow) {
      return ResponseBuilder.allow(allow);
    }
    Door.Visit visit =
        new Door.Visit(
            asking.caller(),
            understood.known().pace(),
            SettingsOf.readOnly(understood.request(), understood.plan()),
            () -> expectsMuch(understood));
    return generation.door().through(visit, () -> told(understood));
  }

  private Understood understood(RestRequest request) {
    ApiRequest parsed = generation.parser().parse(request, generation.catalogs().timezones());
    timing.done("parse");
    PlanCache.Known known = generation.known(parsed.shape());
    timing.done("plan");
    return new Understood(
        parsed, known, generation.run(raw, parsed, known.prepared().plan(), asking.identity()));
  }

  /** Guests are kept from such requests elsewhere; what is refused now will be refused again. */
  private boolean expectsMuch(Understood one) {
    if (one.run().anonymous() || !one.known().prepared().asksForRows()) {
      return false;
    }
    try {
      return generation.executor().cost(one.known().prepared(), one.request(), one.run()) > DEAR;
    } catch (RestException refused) {
      return false;
    }
  }

  private RestResponse told(Understood one) {
    Prepared prepared = one.known().prepared();
    generation.gate().check(generation.executor(), prepared, one.request(), one.run());
    Answer answer =
        one.plan() instanceof Plan.Describe describe
            ? described(describe, one.run())
            : generation.executor().run(prepared, one.request(), one.run());
    timing.done("transaction");
    RestResponse response =
        ResponseBuilder.build(generation.config(), one.request(), one.plan(), answer);
    timing.done("response");
    return response;
  }

  private Answer described(Plan.Describe describe, Executor.Run run) {
    HttpSettings http = generation.config().http();
    Visible visible =
        http.openApi() == HttpSettings.OpenApiMode.IGNORE_PRIVILEGES
            ? null
            : generation.executor().visible(describe.schema(), run);
    boolean newer = describe.media() instanceof MediaType.OpenApi api && api.newer();
    byte[] document =
        new ApiDescription(generation.catalogs(), http, visible).of(describe.schema(), newer);
    return new Answer(null, 0, document, null, null, null, null);
  }
}

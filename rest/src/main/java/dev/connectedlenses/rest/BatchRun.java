package dev.connectedlenses.rest;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.RestException;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.response.ResponseBuilder;
import dev.connectedlenses.rest.sql.Answer;
import dev.connectedlenses.rest.sql.Executor;
import dev.connectedlenses.rest.sql.Prepared;
import dev.connectedlenses.rest.sql.Together;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the requests of a batch in one transaction, as one caller: all of them hold, or none. */
final class BatchRun {

  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

  private final Generation generation;
  private int number;

  BatchRun(Generation generation) {
    this.generation = generation;
  }

  /** One request of the batch, ready to run. */
  private record Part(ApiRequest request, Prepared prepared, Executor.Run run) {}

  /** Leaves the transaction with an answer that is a refusal. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient RestResponse answer;

    Failed(RestResponse answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  RestResponse answer(RestRequest outer) {
    try {
      Generation.Asking asking = generation.asking(outer);
      List<RestRequest> requests = Batch.read(outer);
      for (int more = 1; more < requests.size(); more++) {
        generation.door().count(asking.caller());
      }
      return generation
          .door()
          .batch(asking.caller(), () -> Batch.write(told(requests, asking.identity())));
    } catch (RestException e) {
      return Batch.failed(generation.told(e.error()), number);
    } catch (Failed e) {
      return Batch.failed(e.answer, number);
    } catch (RuntimeException e) {
      LOG.error("a batch failed", e);
      return generation.told(ApiError.of(Code.PGRSTX00, "Internal error"));
    }
  }

  /** Runs them, and tells the server which one the caller's rights did not allow. */
  private List<RestResponse> told(List<RestRequest> requests, Identity identity) {
    try {
      return run(requests, identity);
    } catch (RestException e) {
      new ServerPart(generation.config().functions())
          .tell(identity, requests.get(number), e.error());
      throw e;
    }
  }

  private List<RestResponse> run(List<RestRequest> requests, Identity identity) {
    List<Part> parts = new ArrayList<>();
    for (RestRequest request : requests) {
      number = parts.size();
      parts.add(part(request, identity));
    }
    Executor.Run first = parts.getFirst().run();
    Executor.Run writing =
        new Executor.Run(
            first.settings().with("transaction_read_only", "off"), false, first.anonymous());
    return generation.executor().together(writing, together -> answers(parts, together));
  }

  private Part part(RestRequest raw, Identity identity) {
    ServerPart.Done done = new ServerPart(generation.config().functions()).apply(raw, identity);
    ApiRequest request =
        generation.parser().parse(done.request(), generation.catalogs().timezones());
    Prepared prepared = generation.known(request.shape()).prepared();
    if (done.answer() != null
        || prepared.plan() instanceof Plan.Allow
        || prepared.plan() instanceof Plan.Describe) {
      throw ApiError.of(Code.PGRST127, "A batch asks relations and functions only")
          .hint("Send %s %s by itself.".formatted(raw.method(), raw.path()))
          .asException();
    }
    Executor.Run run = generation.run(raw, request, prepared.plan(), identity);
    generation.gate().check(generation.executor(), prepared, request, run);
    return new Part(request, prepared, run);
  }

  private List<RestResponse> answers(List<Part> parts, Together together) throws SQLException {
    List<RestResponse> answers = new ArrayList<>();
    for (Part part : parts) {
      number = answers.size();
      Answer answer = together.run(part.prepared(), part.request(), part.run().settings());
      RestResponse response =
          ResponseBuilder.build(
              generation.config(), part.request(), part.prepared().plan(), answer);
      if (response.status() >= 400) {
        throw new Failed(response);
      }
      answers.add(response);
    }
    return answers;
  }
}

package dev.connectedlenses.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler of a request by exact segments: {@code {name}} stands for one, a final {@code
 * *} for the rest, {@code ANY} for every method. The first route that fits wins.
 */
public final class Router {

  /** What is done to every answer, refusals included, before it leaves. */
  @FunctionalInterface
  public interface Finish {
    Response apply(Request request, Response response);
  }

  private record Route(String method, List<String> segments, Handler handler) {}

  private final Authenticator authenticator;
  private final List<Route> routes = new ArrayList<>();
  private Finish finish = (request, response) -> response;

  public Router(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /** Adds a route. */
  public Router on(String method, String pattern, Handler handler) {
    Route route = new Route(method, segments(pattern), handler);
    for (Route other : routes) {
      if (other.method().equals(method) && other.segments().equals(route.segments())) {
        throw new IllegalArgumentException("%s %s has two handlers".formatted(method, pattern));
      }
    }
    routes.add(route);
    return this;
  }

  /** Sets what is done to every answer. */
  public Router finishing(Finish finish) {
    this.finish = finish;
    return this;
  }

  Response answer(Request request) {
    try {
      return finish.apply(request, find(request));
    } catch (Refusal refusal) {
      return finish.apply(request, refusal.response());
    }
  }

  private Response find(Request request) {
    List<String> path = segments(request.path());
    TreeSet<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Map<String, String> variables = match(route.segments(), path);
      if (variables != null && accepts(route.method(), request.method())) {
        return run(route.handler(), request.with(variables));
      }
      if (variables != null) {
        allowed.add(route.method());
      }
    }
    if (allowed.isEmpty()) {
      return Response.error(404, "not_found", "there is nothing at this address", "");
    }
    return Response.error(405, "method_not_allowed", "this address does not take this method", "")
        .with("Allow", String.join(", ", allowed));
  }

  private Response run(Handler handler, Request request) {
    return switch (handler) {
      case Handler.Public h -> h.action().answer(request);
      case Handler.SelfChecking h -> h.action().answer(request);
      case Handler.User h -> h.action().answer(request, permitted(request));
      case Handler.Session h -> h.action().answer(request, session(request));
      case Handler.Service h -> {
        authenticator.requireService(request);
        yield h.action().answer(request);
      }
    };
  }

  private Caller permitted(Request request) {
    Caller caller = authenticator.authenticate(request);
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (!reads && !caller.may("write")) {
      throw tooNarrow("this API token may not write", "make one with the scope write");
    }
    return caller;
  }

  private Caller session(Request request) {
    Caller caller = authenticator.authenticate(request);
    if (!caller.isSession()) {
      throw tooNarrow("an API token may not do this", "sign in");
    }
    return caller;
  }

  private static Refusal tooNarrow(String message, String hint) {
    return new Refusal(
        Response.error(403, "insufficient_scope", message, hint)
            .with("WWW-Authenticate", "Bearer error=\"insufficient_scope\""));
  }

  /** One line of the route table: method, address, and the rule on who may ask. */
  public record Entry(String method, String pattern, String rule) {}

  /** Every address that is answered, in the order in which it is tried. */
  public List<Entry> table() {
    return routes.stream()
        .map(r ->
            new Entry(
                r.method(),
                "/" + String.join("/", r.segments()),
                r.handler().getClass().getSimpleName()))
        .toList();
  }

  private static boolean accepts(String route, String method) {
    return route.equals("ANY")
        || route.equals(method)
        || (route.equals("GET") && method.equals("HEAD"));
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
  }

  private static @Nullable Map<String, String> match(List<String> pattern, List<String> path) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String part = pattern.get(i);
      if (part.equals("*")) {
        String rest = String.join("/", path.subList(Math.min(i, path.size()), path.size()));
        variables.put("*", "/" + rest);
        return variables;
      }
      if (i >= path.size() || path.get(i).isEmpty() != part.isEmpty()) {
        return null;
      }
      if (part.startsWith("{")) {
        variables.put(part.substring(1, part.length() - 1), path.get(i));
      } else if (!part.equals(path.get(i))) {
        return null;
      }
    }
    return pattern.size() == path.size() ? variables : null;
  }
}

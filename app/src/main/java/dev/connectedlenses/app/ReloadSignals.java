package dev.connectedlenses.app;

import java.lang.reflect.Proxy;
import java.util.List;

/**
 * SIGUSR1 and SIGUSR2, by which operators of PostgREST have it read catalogs and settings again.
 * Java has signals in a class that is no part of its API; without it notifications still work.
 */
final class ReloadSignals {

  private ReloadSignals() {}

  /** Has this done at each of them. */
  static void call(Runnable reload) {
    for (String name : List.of("USR1", "USR2")) {
      try {
        handle(name, reload);
      } catch (ReflectiveOperationException e) {
        return;
      }
    }
  }

  private static void handle(String name, Runnable reload) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object ours =
        Proxy.newProxyInstance(
            handler.getClassLoader(),
            new Class<?>[] {handler},
            (self, method, arguments) -> {
              reload.run();
              return null;
            });
    Object ourSignal = signal.getConstructor(String.class).newInstance(name);
    signal.getMethod("handle", signal, handler).invoke(null, ourSignal, ours);
  }
}

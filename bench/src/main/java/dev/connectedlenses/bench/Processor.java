package dev.connectedlenses.bench;

import dev.connectedlenses.database.Database;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time that the benchmark's two halves have used: its own process and the database
 * server. On a busy machine these figures stay true where times by the clock do not.
 */
record Processor(Duration engine, Duration postgres) {

  /** Reads both clocks. */
  static Processor read(Database database) {
    long backend =
        database.asEngine(
            handle -> handle.createQuery("select pg_backend_pid()").mapTo(Long.class).one());
    Duration server =
        ProcessHandle.of(backend)
            .flatMap(ProcessHandle::parent)
            .map(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.children()))
            .orElseGet(Stream::empty)
            .map(Processor::used)
            .reduce(Duration.ZERO, Duration::plus);
    return new Processor(used(ProcessHandle.current()), server);
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  Processor since(Processor earlier) {
    return new Processor(engine.minus(earlier.engine), postgres.minus(earlier.postgres));
  }

  /** Microseconds of one half for each of so many runs. */
  static double microsPerRun(Duration used, int runs) {
    return runs == 0 ? Double.NaN : used.toNanos() / 1e3 / runs;
  }
}

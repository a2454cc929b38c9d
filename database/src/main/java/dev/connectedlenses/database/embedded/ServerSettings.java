package dev.connectedlenses.database.embedded;

/** The server's configuration file. */
final class ServerSettings {

  private ServerSettings() {}

  private static final String ALWAYS =
      """
      # Written at every start; put settings of your own into postgresql.local.conf
      # in the data directory.
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      max_connections = 200
      password_encryption = 'scram-sha-256'
      timezone = 'UTC'
      log_timezone = 'UTC'

      # A backend whose client is gone ends within a second and frees its locks.
      client_connection_check_interval = '1s'
      temp_file_limit = '4GB'
      random_page_cost = 1.1
      jit = off
      autovacuum_naptime = '15s'

      # Neither statements nor their parameters are logged: they may hold secrets.
      log_min_error_statement = 'panic'
      log_parameter_max_length = 0
      log_parameter_max_length_on_error = 0
      log_line_prefix = '%m [%p] %q%u@%d '
      """;

  private static final String DURABLE =
      """
      shared_buffers = '256MB'
      # A checkpoint every few seconds would write every page twice under load.
      max_wal_size = '3GB'
      wal_buffers = '16MB'
      wal_compression = on
      logging_collector = on
      log_filename = 'postgresql-%a.log'
      log_rotation_age = '1d'
      log_rotation_size = 0
      log_truncate_on_rotation = on
      """;

  /** Loses everything in a crash and so serves tests only. */
  private static final String FORGETFUL =
      """
      shared_buffers = '128MB'
      max_wal_size = '4GB'
      checkpoint_timeout = '1h'
      fsync = off
      synchronous_commit = off
      full_page_writes = off
      """;

  static String text(DataDirectory directory, boolean durable) {
    return ALWAYS
        + (durable ? DURABLE : FORGETFUL)
        + "log_directory = "
        + quote(directory.log().toString())
        + "\n"
        + "include_if_exists = "
        + quote(directory.localConfiguration().toString())
        + "\n";
  }

  private static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}

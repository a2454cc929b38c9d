package dev.connectedlenses.rest;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** PostgREST's settings that mean something here, and a few of our own, with underscores. */
final class KnownSettings {

  static final Set<String> NAMES =
      Set.of(
          """
          admin_server_host admin_server_port client_error_verbosity db_aggregates_enabled
          db_anon_role db_channel db_channel_enabled db_config db_extra_search_path
          db_hoisted_tx_settings db_max_rows db_plan_enabled db_pool
          db_pool_acquisition_timeout db_pool_automatic_recovery db_pool_max_idletime
          db_pool_max_lifetime db_pre_config db_pre_request db_prepared_statements
          db_root_spec db_schemas db_tx_end db_uri jwt_aud jwt_cache_max_entries
          jwt_cache_max_lifetime jwt_role_claim_key jwt_secret jwt_secret_is_base64 openapi_mode
          openapi_security_active openapi_server_proxy_uri server_cors_allowed_origins
          server_host server_max_requests server_port server_timing_enabled
          server_trace_header\
          """
              .split("\\s+"));

  private KnownSettings() {}

  /** Those of these names that mean nothing here, as PostgREST writes them. */
  static List<String> others(Set<String> names) {
    Set<String> others = new TreeSet<>();
    for (String name : names) {
      if (!NAMES.contains(name) && !name.startsWith("app_settings_")) {
        others.add(name.replace('_', '-'));
      }
    }
    return List.copyOf(others);
  }
}

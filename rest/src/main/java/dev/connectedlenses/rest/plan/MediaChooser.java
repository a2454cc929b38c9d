package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.request.AcceptParser;
import dev.connectedlenses.rest.request.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Picks the first wanted media type that can be made. */
final class MediaChooser {

  private MediaChooser() {}

  /** The form of a result of rows. */
  static MediaType rows(List<MediaType> wanted, boolean plans) {
    for (MediaType type : wanted) {
      MediaType made = made(type, plans);
      if (made != null) {
        return made;
      }
    }
    throw none(wanted);
  }

  /** The form of the description of the API. */
  static MediaType description(List<MediaType> wanted, boolean newer) {
    for (MediaType type : wanted) {
      if (type instanceof MediaType.OpenApi api && (newer || !api.newer())) {
        return api;
      }
      if (type instanceof MediaType.Any || type instanceof MediaType.Json) {
        return new MediaType.OpenApi(false);
      }
    }
    throw none(wanted);
  }

  private static @Nullable MediaType made(MediaType type, boolean plans) {
    return switch (type) {
      case MediaType.Any any -> new MediaType.Json();
      case MediaType.Json json -> json;
      case MediaType.StrippedArray array -> array;
      case MediaType.SingleObject object -> object;
      case MediaType.Csv csv -> csv;
      case MediaType.Plan plan ->
          plans && made(AcceptParser.type(plan.of()), false) != null ? plan : null;
      case MediaType.OpenApi api -> null;
      case MediaType.Other other -> null;
    };
  }

  private static RuntimeException none(List<MediaType> wanted) {
    return ApiError.of(
            Code.PGRST107,
            "None of these media types are available: "
                + wanted.stream().map(MediaType::text).collect(Collectors.joining(", ")))
        .asException();
  }
}

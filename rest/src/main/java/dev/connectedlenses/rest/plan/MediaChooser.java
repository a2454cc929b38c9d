package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.request.AcceptParser;
import dev.connectedlenses.rest.request.MediaType;
import dev.connectedlenses.rest.schemacache.MediaHandler;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Picks the first wanted media type that can be made. */
final class MediaChooser {

  private static final String ANY = "*/*";
  private static final String BYTES = "application/octet-stream";

  private final boolean plans;
  private final List<MediaHandler> handlers;

  /**
   * A chooser.
   *
   * @param plans whether execution plans may be shown
   * @param handlers what the database can make of these rows
   */
  MediaChooser(boolean plans, List<MediaHandler> handlers) {
    this.plans = plans;
    this.handlers = handlers;
  }

  /** The form of a result of rows. */
  MediaType rows(List<MediaType> wanted) {
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

  private @Nullable MediaType made(MediaType type, boolean explained) {
    MediaType own = type instanceof MediaType.Any ? whateverTheResultIs() : byHandler(type.text());
    if (own != null) {
      return own;
    }
    return switch (type) {
      case MediaType.Any any -> new MediaType.Json();
      case MediaType.Json json -> json;
      case MediaType.StrippedArray array -> array;
      case MediaType.SingleObject object -> object;
      case MediaType.Csv csv -> csv;
      case MediaType.Plan plan ->
          explained && made(AcceptParser.type(plan.of()), false) != null ? plan : null;
      case MediaType.OpenApi api -> null;
      case MediaType.Other other -> null;
      case MediaType.Made made -> made;
    };
  }

  /** A function whose result is a document by its type is asked for that document. */
  private @Nullable MediaType whateverTheResultIs() {
    for (MediaHandler handler : handlers) {
      if (handler instanceof MediaHandler.OwnResult || handler.media().equals(ANY)) {
        return made(handler, handler.media());
      }
    }
    return null;
  }

  private @Nullable MediaType byHandler(String media) {
    for (MediaHandler handler : handlers) {
      if (handler.media().equals(media) || handler.media().equals(ANY)) {
        return made(handler, handler.media());
      }
    }
    return null;
  }

  private static MediaType made(MediaHandler handler, String media) {
    return new MediaType.Made(media.equals(ANY) ? BYTES : media, handler);
  }

  private static RuntimeException none(List<MediaType> wanted) {
    return ApiError.of(
            Code.PGRST107,
            "None of these media types are available: "
                + wanted.stream().map(MediaType::text).collect(Collectors.joining(", ")))
        .asException();
  }
}

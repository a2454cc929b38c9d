package dev.connectedlenses.rest.response;

import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.plan.Plan.Change;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.Preferences;
import dev.connectedlenses.rest.request.Preferences.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which preferences were followed, in the order PostgREST lists them. */
final class AppliedPreferences {

  private final List<String> applied = new ArrayList<>();

  private AppliedPreferences() {}

  static @Nullable String header(ApiRequest request, Plan plan, boolean txOverride) {
    AppliedPreferences list = new AppliedPreferences();
    Preferences p = request.preferences();
    boolean write = plan instanceof Plan.Write;
    boolean conflict =
        plan instanceof Plan.Write w
            && w.change() instanceof Change.Insert i
            && i.conflict() != null;
    list.add(conflict, "resolution", p.resolution());
    list.add(write, "missing", p.missing());
    list.add(write, "return", p.returning());
    list.add(true, "count", p.count());
    list.add(txOverride, "tx", p.tx());
    if (p.strict() || p.lenient()) {
      list.applied.add("handling=" + (p.strict() ? "strict" : "lenient"));
    }
    if (p.timezone() != null) {
      list.applied.add("timezone=" + p.timezone());
    }
    if (p.maxAffected() != null && !(plan instanceof Plan.Read)) {
      list.applied.add("max-affected=" + p.maxAffected());
    }
    if (p.cursor() && plan instanceof Plan.Read) {
      list.applied.add("page=cursor");
    }
    return list.applied.isEmpty() ? null : String.join(", ", list.applied);
  }

  private void add(boolean counts, String name, @Nullable Word value) {
    if (counts && value != null) {
      applied.add(name + "=" + value.word());
    }
  }
}

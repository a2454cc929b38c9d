package dev.connectedlenses.rest.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one request in the order in which they were read: texts, nulls and lists. */
public final class Values {

  private static final List<@Nullable String> NULL = Collections.singletonList(null);

  private final List<List<@Nullable String>> all = new ArrayList<>();

  /** Adds a text or null. */
  Place add(@Nullable String text) {
    return put(text == null ? NULL : Collections.singletonList(text));
  }

  /** Adds a list of texts. */
  Place add(List<String> texts) {
    return put(new ArrayList<>(texts));
  }

  private Place put(List<@Nullable String> value) {
    all.add(value);
    return new Place(all.size() - 1);
  }

  /** How many there are, to come back to. */
  int mark() {
    return all.size();
  }

  /** Forgets what was added since. */
  void back(int mark) {
    all.subList(mark, all.size()).clear();
  }

  /** The text at a place, null if it stands for null. */
  public @Nullable String text(Place place) {
    return all.get(place.number()).getFirst();
  }

  /** The texts of the list at a place. */
  public List<@Nullable String> list(Place place) {
    return all.get(place.number());
  }

  /** How many texts the longest list holds. */
  int longest() {
    return all.stream().mapToInt(List::size).max().orElse(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values values && values.all.equals(all);
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  @Override
  public String toString() {
    return all.toString();
  }
}

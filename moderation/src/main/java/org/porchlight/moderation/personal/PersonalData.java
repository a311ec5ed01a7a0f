package org.porchlight.moderation.personal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.porchlight.moderation.Span;

/** One thing in a text that says who somebody is or how to reach them. */
public record PersonalData(Kind kind, Span span) {
  private static final int LONGEST = 32_768;

  /** What kind of thing. */
  public enum Kind {
    PHONE,
    EMAIL,
    HANDLE,
    STREET_ADDRESS,
    SOCIAL_SECURITY,
    IP_ADDRESS,
    CARD,
    IBAN;

    /** Whether somebody could be reached by it. */
    public boolean isContact() {
      return switch (this) {
        case PHONE, EMAIL, HANDLE, STREET_ADDRESS -> true;
        case SOCIAL_SECURITY, IP_ADDRESS, CARD, IBAN -> false;
      };
    }
  }

  /** Everything found, in the order of the text; overlapping finds are one. */
  public static List<PersonalData> in(String text) {
    String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    if (!mayHold(read)) {
      return List.of();
    }
    List<PersonalData> found = new ArrayList<>();
    At.find(read, found);
    Numbers.find(read, found);
    Ibans.find(read, found);
    Addresses.find(read, found);
    found.sort(Comparator.comparingInt(each -> each.span().start()));
    List<PersonalData> apart = new ArrayList<>();
    for (PersonalData each : found) {
      if (apart.isEmpty() || apart.getLast().span().end() <= each.span().start()) {
        apart.add(each);
      }
    }
    return List.copyOf(apart);
  }

  /** Nearly every message ends here: no digit and no at sign. */
  private static boolean mayHold(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '@' || each == ':' || Character.isDigit(each)) {
        return true;
      }
    }
    return false;
  }

  static void add(List<PersonalData> found, Kind kind, int start, int end) {
    found.add(new PersonalData(kind, new Span(start, end)));
  }

  /** Prints its place alone. */
  @Override
  public String toString() {
    return "PersonalData[" + kind + ", " + span + "]";
  }
}

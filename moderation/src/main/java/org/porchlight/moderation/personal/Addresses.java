package org.porchlight.moderation.personal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Street addresses: a house number before or after a street's name. No library does this offline
 * for several countries, so it is a small list of the words that streets are called by.
 */
final class Addresses {
  private static final int LONGEST_NAME = 4;

  /** Words that mean little but a street. */
  private static final Set<String> STREETS =
      Set.of(
          "street",
          "st",
          "avenue",
          "ave",
          "road",
          "rd",
          "lane",
          "ln",
          "boulevard",
          "blvd",
          "parkway",
          "pkwy",
          "highway",
          "hwy",
          "crescent",
          "cres",
          "terrace",
          "turnpike",
          "circle",
          "cir",
          "expressway",
          "cul-de-sac",
          "esplanade",
          "rue",
          "straße",
          "strasse",
          "utca",
          "ulica",
          "gatan",
          "út",
          "útja",
          "tér",
          "körút",
          "trail",
          "trl",
          "alley");

  /** Words that are streets only after a name with a capital. */
  private static final Set<String> PERHAPS =
      Set.of(
          "drive",
          "dr",
          "court",
          "ct",
          "place",
          "pl",
          "way",
          "square",
          "sq",
          "close",
          "row",
          "walk",
          "grove",
          "gardens",
          "hill",
          "park",
          "mews",
          "view",
          "loop",
          "path",
          "quay",
          "rise",
          "pike",
          "ridge",
          "plaza",
          "run",
          "point",
          "crossing");

  /** What a street's name begins with where the number comes last. */
  private static final Set<String> BEFORE =
      Set.of(
          "rue",
          "via",
          "calle",
          "avenida",
          "av",
          "avda",
          "rua",
          "corso",
          "piazza",
          "viale",
          "ul",
          "ulica",
          "plaza",
          "paseo",
          "carrera",
          "travessa",
          "largo",
          "strada",
          "chemin",
          "route",
          "boulevard",
          "allée",
          "place",
          "quai",
          "avenue",
          "camino",
          "vicolo",
          "estrada");

  /** How a street's name ends where it is one word. */
  private static final List<String> ENDINGS =
      List.of(
          "straße", "strasse", "str", "straat", "gatan", "gata", "vägen", "vagen", "vej", "gade",
          "veien", "vei", "gate", "katu", "tie", "kuja", "polku", "weg", "gasse", "platz", "allee",
          "laan", "plein", "dijk", "gracht", "kade", "utca", "stræde", "väg", "allé", "ring",
          "damm", "ufer", "steig", "gränd", "torg", "alle", "vegen", "vænget", "parken", "bakken",
          "hof", "singel", "kamp", "graben", "markt");

  /** Abbreviations that mean a street only next to a house number. */
  private static final Set<String> SHORT = Set.of("u", "ul", "st", "út", "útja", "tér", "nám");

  private static final Set<String> COUNTRIES =
      Arrays.stream(Locale.getISOCountries())
          .map(code ->
              Locale.of("", code).getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private static final int FARTHEST_TAIL = 6;

  private Addresses() {}

  private record Piece(String text, int start, int end) {
    String plain() {
      return text.toLowerCase(Locale.ROOT);
    }

    boolean isCapital() {
      return Character.isUpperCase(text.codePointAt(0));
    }

    /** One to five digits, perhaps with a letter. */
    boolean isNumber() {
      int digits = 0;
      while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
        digits++;
      }
      return digits >= 1
          && digits <= 5
          && text.length() - digits <= 1
          && (text.length() == digits || Character.isLetter(text.charAt(digits)));
    }
  }

  static void find(String text, List<PersonalData> found) {
    List<Piece> pieces = pieces(text);
    for (int i = 0; i < pieces.size(); i++) {
      int last = last(pieces, i);
      if (last >= 0) {
        last = tail(pieces, last);
        PersonalData.add(
            found, PersonalData.Kind.STREET_ADDRESS, pieces.get(i).start(), pieces.get(last).end());
        i = last;
      }
    }
  }

  private static int last(List<Piece> pieces, int first) {
    int last =
        pieces.get(first).isNumber() ? afterNumber(pieces, first) : beforeNumber(pieces, first);
    if (last < 0) {
      last = box(pieces, first);
    }
    if (last < 0 && pieces.get(first).isNumber()) {
      last = between(pieces, first);
    }
    return last < 0 ? country(pieces, first) : last;
  }

  /** Town, state, country and postcode belong to the address before them. */
  private static int tail(List<Piece> pieces, int last) {
    int end = last;
    for (int i = last + 1; i < Math.min(pieces.size(), last + 1 + FARTHEST_TAIL); i++) {
      Piece piece = pieces.get(i);
      if (piece.isNumber() || COUNTRIES.contains(piece.plain())) {
        end = i;
      } else if (!piece.isCapital()) {
        break;
      }
    }
    return end;
  }

  /** "6076 Piroska u. 97": a postcode, a name with capitals, a house number. */
  private static int between(List<Piece> pieces, int first) {
    int named = 0;
    for (int i = first + 1; i < Math.min(pieces.size(), first + 2 + LONGEST_NAME); i++) {
      Piece piece = pieces.get(i);
      if (piece.isNumber()) {
        boolean postcode = pieces.get(first).text().length() >= 3;
        return named > 0 && postcode && piece.text().length() <= 4 ? i : -1;
      }
      if (!piece.isCapital() && !SHORT.contains(piece.plain())) {
        return -1;
      }
      named++;
    }
    return -1;
  }

  /** "Denmark 35018", "FPO AE 25990". */
  private static int country(List<Piece> pieces, int first) {
    Piece piece = pieces.get(first);
    boolean military = piece.text().equals("FPO") || piece.text().equals("APO");
    int number = first + (military ? 2 : 1);
    boolean names = military || piece.isCapital() && COUNTRIES.contains(piece.plain());
    return names
            && number < pieces.size()
            && pieces.get(number).isNumber()
            && pieces.get(number).text().length() == 5
        ? number
        : -1;
  }

  /** "12 Main Street", "4 rue de la Paix". */
  private static int afterNumber(List<Piece> pieces, int number) {
    int limit = Math.min(pieces.size(), number + 2 + LONGEST_NAME);
    boolean capital = false;
    for (int i = number + 1; i < limit; i++) {
      Piece piece = pieces.get(i);
      String plain = piece.plain();
      boolean named = i > number + 1;
      if (named && STREETS.contains(plain)
          || named && capital && piece.isCapital() && PERHAPS.contains(plain)
          || capitalEnding(piece)
          || i == number + 1 && BEFORE.contains(plain) && next(pieces, i)) {
        return i;
      }
      if (piece.isNumber() || !piece.isCapital() && (i > number + 2 || isLittle(plain))) {
        return -1;
      }
      capital |= piece.isCapital();
    }
    return -1;
  }

  private static boolean isLittle(String plain) {
    return plain.length() <= 3
        || switch (plain) {
          case "hours", "years", "minutes", "days", "weeks", "months", "times", "people", "kids" ->
              true;
          default -> false;
        };
  }

  private static boolean next(List<Piece> pieces, int index) {
    return index + 1 < pieces.size();
  }

  /** "Koskikatu 25", "Via Roma 3", "Hauptstraße 7a". */
  private static int beforeNumber(List<Piece> pieces, int first) {
    Piece piece = pieces.get(first);
    if (!piece.isCapital()) {
      return -1;
    }
    int limit = Math.min(pieces.size(), first + 1 + LONGEST_NAME);
    boolean street = capitalEnding(piece) || BEFORE.contains(piece.plain());
    for (int i = first + 1; i < limit; i++) {
      if (street && pieces.get(i).isNumber()) {
        return i;
      }
      if (STREETS.contains(pieces.get(i).plain()) && pieces.get(i).isCapital()
          || SHORT.contains(pieces.get(i).plain())) {
        street = true;
      } else if (!pieces.get(i).isCapital() && pieces.get(i).text().length() > 3) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean capitalEnding(Piece piece) {
    String plain = piece.plain();
    return piece.isCapital() && plain.length() >= 6 && ENDINGS.stream().anyMatch(plain::endsWith);
  }

  /** "PO Box 12", "Apt. 4B", "Flat 3", "Unit 1153 Box 4". */
  private static int box(List<Piece> pieces, int first) {
    String plain = pieces.get(first).plain();
    boolean opens =
        switch (plain) {
          case "box",
              "apt",
              "apartment",
              "psc",
              "suite",
              "flat",
              "unit",
              "apto",
              "postfach",
              "postbox" ->
              true;
          default -> false;
        };
    if (!opens || first + 1 >= pieces.size() || !pieces.get(first + 1).isNumber()) {
      return -1;
    }
    return pieces.get(first).isCapital() || first > 0 && pieces.get(first - 1).plain().equals("po")
        ? first + 1
        : -1;
  }

  private static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean part =
          i < text.length()
              && (Character.isLetterOrDigit(text.charAt(i)) || isInside(text.charAt(i)));
      if (part && start < 0) {
        start = i;
      } else if (!part && start >= 0) {
        pieces.add(new Piece(text.substring(start, i), start, i));
        start = -1;
      }
    }
    return pieces;
  }

  private static boolean isInside(char each) {
    return each == '\''
        || each == '\u2019'
        || Character.getType(each) == Character.NON_SPACING_MARK;
  }
}

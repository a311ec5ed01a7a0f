package org.porchlight.moderation.personal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Locale;
import org.apache.commons.validator.routines.InetAddressValidator;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;

/** Rows of digits: phone numbers, cards, social security numbers and internet addresses. */
final class Numbers {
  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
  private static final int LONGEST = 40;
  private static final int FEWEST_PHONE_DIGITS = 7;
  private static final int MOST_PHONE_DIGITS = 15;

  /** Where a number without a country code is most likely to be from. */
  private static final List<String> REGIONS =
      List.of(
          "US", "GB", "AU", "CA", "IE", "NZ", "IN", "ZA", "ES", "MX", "DE", "FR", "IT", "NL", "SE",
          "DK", "NO", "FI", "CH", "AT", "BE", "PT", "PL", "BR", "AR", "CO", "UY", "IS", "CZ", "HU",
          "SI", "JP");

  private Numbers() {}

  static void find(String text, List<PersonalData> found) {
    for (int i = 0; i < text.length(); ) {
      if (!isStart(text, i)) {
        i++;
        continue;
      }
      int end = end(text, i);
      classify(text, i, end, found);
      i = Math.max(end, i + 1);
    }
  }

  private static boolean isStart(String text, int index) {
    char each = text.charAt(index);
    boolean opens = isDigit(each) || (each == '+' || each == '(') && hasDigitNext(text, index);
    return opens && (index == 0 || !isWord(text.charAt(index - 1)));
  }

  private static boolean hasDigitNext(String text, int index) {
    return index + 1 < text.length() && isDigit(text.charAt(index + 1));
  }

  private static int end(String text, int start) {
    int last = start;
    for (int i = start; i < text.length() && i - start < LONGEST; i++) {
      char each = text.charAt(i);
      if (isDigit(each)) {
        last = i + 1;
      } else if (i - last >= 3 || " -.()+:".indexOf(each) < 0) {
        break;
      }
    }
    return last;
  }

  private static void classify(String text, int start, int end, List<PersonalData> found) {
    if (end <= start || end < text.length() && isWord(text.charAt(end)) && !isUnit(text, end)) {
      addHexadecimal(text, start, found);
      return;
    }
    if (end < text.length() && text.charAt(end) == ':') {
      addHexadecimal(text, start, found);
      return;
    }
    String written = text.substring(start, end);
    String digits = digits(written);
    if (InetAddressValidator.getInstance().isValid(written)) {
      PersonalData.add(found, PersonalData.Kind.IP_ADDRESS, start, end);
    } else if (isSocialSecurity(written, digits)) {
      PersonalData.add(found, PersonalData.Kind.SOCIAL_SECURITY, start, end);
    } else if (isCard(digits)) {
      PersonalData.add(found, PersonalData.Kind.CARD, start, end);
    } else if (isPhone(text, start, written, digits)) {
      PersonalData.add(found, PersonalData.Kind.PHONE, start, end);
    }
  }

  /** The newer internet addresses have letters among their digits. */
  private static void addHexadecimal(String text, int start, List<PersonalData> found) {
    int end = start;
    int colons = 0;
    while (end < text.length()
        && end - start < LONGEST
        && (Character.digit(text.charAt(end), 16) >= 0 || text.charAt(end) == ':')) {
      colons += text.charAt(end) == ':' ? 1 : 0;
      end++;
    }
    if (colons >= 2
        && InetAddressValidator.getInstance().isValidInet6Address(text.substring(start, end))) {
      PersonalData.add(found, PersonalData.Kind.IP_ADDRESS, start, end);
    }
  }

  private static boolean isUnit(String text, int end) {
    return text.charAt(end) == 'x' || text.startsWith("ext", end);
  }

  private static boolean isCard(String digits) {
    return digits.length() >= 13
        && digits.length() <= 19
        && digits.charAt(0) >= '2'
        && digits.charAt(0) <= '6'
        && LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(digits);
  }

  /** Three, two and four digits; what the authority never issues is not one. */
  private static boolean isSocialSecurity(String written, String digits) {
    return digits.length() == 9
        && written.length() == 11
        && isBreak(written.charAt(3))
        && isBreak(written.charAt(6))
        && !digits.startsWith("000")
        && !digits.startsWith("666")
        && !digits.startsWith("9")
        && !digits.startsWith("00", 3)
        && !digits.endsWith("0000");
  }

  private static boolean isBreak(char each) {
    return each == '-' || each == ' ' || each == '.';
  }

  private static boolean isPhone(String text, int start, String written, String digits) {
    if (digits.length() < FEWEST_PHONE_DIGITS
        || digits.length() > MOST_PHONE_DIGITS
        || written.indexOf(':') >= 0
        || isDate(written)) {
      return false;
    }
    if (written.startsWith("+") || digits.startsWith("00")) {
      return isPossible(written.startsWith("+") ? written : "+" + digits.substring(2));
    }
    boolean grouped = written.length() > digits.length();
    int regions = grouped || digits.length() >= 9 || isAnnounced(text, start) ? REGIONS.size() : 1;
    for (String region : REGIONS.subList(0, regions)) {
      PhoneNumberType type = type(written, region);
      if (type != PhoneNumberType.UNKNOWN) {
        // a line that is free to call belongs to a service, not to a person
        return type != PhoneNumberType.TOLL_FREE;
      }
    }
    return false;
  }

  /** A country code says that a phone number is meant, so its length is enough. */
  private static boolean isPossible(String written) {
    try {
      PhoneNumber number = PHONES.parse(written, null);
      return PHONES.isPossibleNumber(number)
          && PHONES.getNumberType(number) != PhoneNumberType.TOLL_FREE;
    } catch (NumberParseException notANumber) {
      return false;
    }
  }

  private static PhoneNumberType type(String written, String region) {
    try {
      PhoneNumber number = PHONES.parse(written, region);
      return PHONES.getNumberType(number);
    } catch (NumberParseException notANumber) {
      return PhoneNumberType.UNKNOWN;
    }
  }

  /** Years, dates and amounts are rows of digits too. */
  private static boolean isDate(String written) {
    String[] parts = written.split("[-/. ]");
    return parts.length == 3
        && (parts[0].length() <= 2 && parts[1].length() <= 2 && isYear(parts[2])
            || isYear(parts[0]) && parts[1].length() <= 2 && parts[2].length() <= 2);
  }

  private static boolean isYear(String part) {
    return part.length() == 4 && (part.startsWith("19") || part.startsWith("20"));
  }

  private static boolean isAnnounced(String text, int start) {
    String before = text.substring(Math.max(0, start - 24), start).toLowerCase(Locale.ROOT);
    return before.contains("number")
        || before.contains("phone")
        || before.contains("call")
        || before.contains("text")
        || before.contains("cell");
  }

  private static String digits(String written) {
    StringBuilder digits = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      if (isDigit(written.charAt(i))) {
        digits.append(written.charAt(i));
      }
    }
    return digits.toString();
  }

  private static boolean isDigit(char each) {
    return each >= '0' && each <= '9';
  }

  private static boolean isWord(char each) {
    return Character.isLetterOrDigit(each) || each == '_';
  }
}

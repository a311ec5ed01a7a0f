package org.porchlight.moderation.personal;

import java.util.List;
import org.apache.commons.validator.routines.EmailValidator;

/** What stands round an at sign: e-mail addresses and handles. */
final class At {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_DOMAIN = 253;

  /** One is enough for a hint; more than these are not looked at. */
  private static final int MOST_SIGNS = 200;

  private static final int SHORTEST_HANDLE = 3;

  private At() {}

  static void find(String text, List<PersonalData> found) {
    int looked = 0;
    for (int at = text.indexOf('@');
        at >= 0 && looked < MOST_SIGNS;
        at = text.indexOf('@', at + 1)) {
      looked++;
      int start = at;
      while (start > 0 && at - start < LONGEST_NAME && isNamePart(text.charAt(start - 1))) {
        start--;
      }
      int end = at + 1;
      while (end < text.length() && end - at < LONGEST_DOMAIN && isHandlePart(text.charAt(end))) {
        end++;
      }
      while (end > at + 1 && !isLetterOrDigit(text.charAt(end - 1))) {
        end--;
      }
      if (start < at && EmailValidator.getInstance().isValid(text.substring(start, end))) {
        PersonalData.add(found, PersonalData.Kind.EMAIL, start, end);
      } else if (isHandle(text, start, at, end)) {
        PersonalData.add(found, PersonalData.Kind.HANDLE, at, end);
      }
    }
  }

  private static boolean isHandle(String text, int start, int at, int end) {
    return start == at
        && end - at > SHORTEST_HANDLE
        && Character.isLetter(text.charAt(at + 1))
        && (at == 0 || !isLetterOrDigit(text.charAt(at - 1)));
  }

  private static boolean isNamePart(char each) {
    return isHandlePart(each) || each == '%' || each == '+';
  }

  private static boolean isHandlePart(char each) {
    return isLetterOrDigit(each) || each == '_' || each == '.' || each == '-';
  }

  private static boolean isLetterOrDigit(char each) {
    return each < 0x80 && Character.isLetterOrDigit(each);
  }
}

package org.porchlight.moderation.personal;

import java.util.List;
import java.util.Locale;
import org.apache.commons.validator.routines.IBANValidator;

/** International bank account numbers, in any case, with or without spaces. */
final class Ibans {
  private Ibans() {}

  static void find(String text, List<PersonalData> found) {
    for (int i = 0; i + 4 < text.length(); i++) {
      if (isStart(text, i)) {
        int end = end(text, i);
        if (end > i) {
          PersonalData.add(found, PersonalData.Kind.IBAN, i, end);
          i = end - 1;
        }
      }
    }
  }

  private static boolean isStart(String text, int index) {
    return isLetter(text.charAt(index))
        && isLetter(text.charAt(index + 1))
        && Character.isDigit(text.charAt(index + 2))
        && Character.isDigit(text.charAt(index + 3))
        && (index == 0 || !Character.isLetterOrDigit(text.charAt(index - 1)));
  }

  private static int end(String text, int start) {
    IBANValidator.Validator country =
        IBANValidator.getInstance()
            .getValidator(text.substring(start, start + 2).toUpperCase(Locale.ROOT));
    int wanted = country == null ? 0 : country.getIbanLength();
    StringBuilder plain = new StringBuilder(wanted);
    int at = start;
    for (; at < text.length() && plain.length() < wanted; at++) {
      char each = text.charAt(at);
      if (Character.isLetterOrDigit(each)) {
        plain.append(Character.toUpperCase(each));
      } else if (" -.".indexOf(each) < 0 || at - start > plain.length() * 2) {
        return -1;
      }
    }
    return wanted > 0 && IBANValidator.getInstance().isValid(plain.toString()) ? at : -1;
  }

  private static boolean isLetter(char each) {
    return each >= 'A' && each <= 'Z' || each >= 'a' && each <= 'z';
  }
}

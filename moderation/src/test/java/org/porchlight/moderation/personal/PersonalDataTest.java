package org.porchlight.moderation.personal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call me on (212) 555-2368 tonight | PHONE | (212) 555-2368",
        "my number is +44 7911 123456. | PHONE | +44 7911 123456",
        "write to robin@example.org! | EMAIL | robin@example.org",
        "i'm @moon.walker77 there | HANDLE | @moon.walker77",
        "it is 219-09-9999 | SOCIAL_SECURITY | 219-09-9999",
        "card 4111 1111 1111 1111 ok | CARD | 4111 1111 1111 1111",
        "send it to GB82 WEST 1234 5698 7654 32 | IBAN | GB82 WEST 1234 5698 7654 32",
        "or gb82-west-1234-5698-7654-32 | IBAN | gb82-west-1234-5698-7654-32",
        "from 192.168.10.4 again | IP_ADDRESS | 192.168.10.4",
        "or 2001:db8::8a2e:370:7334 | IP_ADDRESS | 2001:db8::8a2e:370:7334",
        "i'm at 12 Elm Street tonight | STREET_ADDRESS | 12 Elm Street",
        "sie wohnt Hauptstraße 7a dort | STREET_ADDRESS | Hauptstraße 7a",
        "vivo en Calle Mayor 12 | STREET_ADDRESS | Calle Mayor 12",
      })
  void findsWhatSaysWhoSomebodyIs(String text, PersonalData.Kind kind, String part) {
    PersonalData found = PersonalData.in(text).getFirst();
    assertThat(found.kind()).isEqualTo(kind);
    assertThat(text.substring(found.span().start(), found.span().end())).isEqualTo(part);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I slept 4 hours and it was 3.50",
        "on 19/11/2026 at 10:30",
        "call 988 or text HOME to 741741",
        "1-800-273-8255 is open all night",
        "2 close friends and 3 long years",
        "meet you @ home",
        "I was born in 1984 and moved in 2010",
        "12 people walked in",
        "10 minutes from the street",
      })
  void leavesTheRestAlone(String text) {
    assertThat(PersonalData.in(text)).isEmpty();
  }

  @Test
  void neverPrintsWhatItFound() {
    assertThat(PersonalData.in("robin@example.org").toString()).doesNotContain("robin");
  }
}

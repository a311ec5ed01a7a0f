package org.porchlight.chat.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.ErrorResponseException;

class WordFormTest {
  private final ChangeableWords changeable = new ChangeableWords();

  @Test
  void aSentenceHasItsPlacesInBothLanguages() {
    assertThat(form("landing.sub", " Come in. ", " Pasa. ").sentence(changeable))
        .isEqualTo(new Sentence("Come in.", "Pasa."));
    assertThat(form("landing.closed", "Back at {time}.", "Volvemos a las {time}."))
        .satisfies(form -> assertThat(form.sentence(changeable)).isNotNull());
  }

  @Test
  void neitherLanguageIsWhatShips() {
    assertThat(form("landing.sub", null, " ").sentence(changeable)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "missing|landing.sub|Come in.|-",
        "missing|landing.sub| |Pasa.",
        "numbers|landing.sub|Call 911.|Llama.",
        "numbers|landing.sub|Come in.|Llama al ٩١١.",
        "tone|landing.sub|Come in!|Pasa.",
        "tone|landing.sub|Come in.|¡Pasa.",
        "tone|landing.sub|Calm down.|Pasa.",
        "signs|landing.sub|<b>Come in.|Pasa.",
        "places|landing.sub|Come in, {peer}.|Pasa, {peer}.",
        "places|landing.closed|Back at {time}.|Volvemos.",
        "places|landing.closed|Back soon.|Volvemos pronto.",
        "places|landing.sub|Come in}.|Pasa.",
      })
  void whatCannotBeIsRefused(String reason, String key, @Nullable String en, @Nullable String es) {
    assertRefused(() -> form(key, en, es).sentence(changeable), reason);
  }

  @Test
  void whatIsTooLongIsRefused() {
    String most = "a".repeat(300);
    assertThat(form("landing.sub", most, most).sentence(changeable)).isNotNull();
    assertRefused(() -> form("landing.sub", most + "a", most).sentence(changeable), "long");
  }

  @Test
  void whatTheSoftwareDoesIsNotReworded() {
    for (String key : new String[] {"notice.keep", "landing.danger", "exit.label", "nothing"}) {
      assertRefused(() -> form(key, "A", "B").wanted(changeable), "key");
    }
    assertRefused(() -> form(null, "A", "B").wanted(changeable), "key");
  }

  private static WordForm form(@Nullable String key, @Nullable String en, @Nullable String es) {
    return new WordForm(0, key, en, es);
  }

  private static void assertRefused(ThrowingCallable what, String reason) {
    assertThatThrownBy(what)
        .asInstanceOf(type(ErrorResponseException.class))
        .satisfies(refusal ->
            assertThat(refusal.getBody().getProperties()).containsEntry("reason", reason));
  }
}

package org.porchlight.moderation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.porchlight.moderation.ConversationContext;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever the desk offers a peer to say must be something that a peer can say. */
class PhrasesTest {
  private static final JsonNode PHRASES = read("../web-client/src/peer/phrases.json");
  private static final JsonNode REGIONS =
      read("../chat-server/src/main/resources/resources/crisis-lines.json");

  /** A number that could be anybody's: a supervisor lets it go, as with every other. */
  private static final Set<String> LOOKS_PRIVATE = Set.of("0477 13 11 14");

  @ParameterizedTest
  @EnumSource(Language.class)
  void noPhraseOfTheDeskBringsAHintOrAFlag(Language language) {
    List<String> words = words(language);
    assertThat(words).hasSizeGreaterThan(30);
    assertSaidFreely(language, words);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void noCrisisLineBringsAHintOrAFlag(Language language) {
    List<String> lines = lines(language);
    assertThat(lines).hasSizeGreaterThan(20);
    assertSaidFreely(language, lines);
  }

  @Test
  void whatIsNotReviewedIsTheSameAsInTheRules() {
    for (Language language : Language.values()) {
      boolean reviewed =
          PHRASES
              .get("reviewed")
              .valueStream()
              .anyMatch(code -> code.asString().equals(language.code()));
      assertThat(reviewed).as(language.code()).isEqualTo(RuleSet.read(language).reviewed());
    }
  }

  private static void assertSaidFreely(Language language, List<String> texts) {
    RuleModeration moderation = RuleModeration.forMeasuring(language);
    assertThat(texts)
        .allSatisfy(text ->
            assertThat(
                    moderation
                        .screen(new Utterance(Side.PEER, text), ConversationContext.FRESH)
                        .findings())
                .as(text)
                .isEmpty());
  }

  /** Each phrase as it stands in the field, and with its gap filled by what the file says of it. */
  private static List<String> words(Language language) {
    List<String> words = new ArrayList<>();
    Stream.concat(
            PHRASES
                .get("groups")
                .valueStream()
                .flatMap(group -> group.get("phrases").valueStream()),
            Stream.concat(
                PHRASES.get("grounding").get("words").valueStream(),
                PHRASES
                    .get("cards")
                    .valueStream()
                    .flatMap(card -> card.get("words").valueStream())))
        .map(said -> said.get(language.code()).asString())
        .forEach(text -> {
          words.add(text.replaceAll("\\{[^}]+}", "…"));
          words.add(text.replaceAll("[{}]", ""));
        });
    return words;
  }

  private static List<String> lines(Language language) {
    return REGIONS
        .valueStream()
        .flatMap(region -> region.get("lines").valueStream())
        .filter(line -> !LOOKS_PRIVATE.contains(line.get("value").asString()))
        .map(line ->
            PHRASES
                .get("lines")
                .get("say")
                .get(line.get("kind").asString())
                .get(language.code())
                .asString()
                .replace("{name}", line.get("name").asString())
                .replace("{value}", line.get("value").asString()))
        .toList();
  }

  private static JsonNode read(String file) {
    try {
      return JsonMapper.shared().readTree(Files.readString(Path.of(file)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package org.porchlight.chat.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {
  private final KeyVault vault = TestVault.ready();
  private final KeyVault.Wrapped wrapped = vault.create("c1");
  private final byte[] words = "words of the night".getBytes(UTF_8);
  private final byte[] bound = "c1 m1 seeker:s1".getBytes(UTF_8);

  @Test
  void whatIsSealedOpensWithTheSameKeyAndBinding() {
    byte[] sealed = wrapped.key().seal(words, bound);
    assertThat(new String(sealed, UTF_8)).doesNotContain("night");
    assertThat(vault.unwrap("c1", wrapped.bytes()).open(sealed, bound)).isEqualTo(words);
  }

  @Test
  void noTwoSealsAreAlike() {
    assertThat(wrapped.key().seal(words, bound)).isNotEqualTo(wrapped.key().seal(words, bound));
  }

  @Test
  void aSealMovedToAnotherMessageDoesNotOpen() {
    byte[] sealed = wrapped.key().seal(words, bound);
    assertThatThrownBy(() -> wrapped.key().open(sealed, "c1 m2 seeker:s1".getBytes(UTF_8)))
        .isInstanceOf(UnopenableException.class);
  }

  @Test
  void aChangedSealDoesNotOpen() {
    byte[] sealed = wrapped.key().seal(words, bound);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> wrapped.key().open(changed, bound))
          .isInstanceOf(UnopenableException.class);
    }
  }

  @Test
  void aWrappedKeyOpensForItsConversationAlone() {
    assertThatThrownBy(() -> vault.unwrap("c2", wrapped.bytes()))
        .isInstanceOf(UnopenableException.class);
    byte[] other = new byte[32];
    other[0] = 1;
    assertThatThrownBy(
            () -> TestVault.ready(other, Clock.systemUTC()).unwrap("c1", wrapped.bytes()))
        .isInstanceOf(UnopenableException.class);
  }

  @Test
  void aWrappedKeyDiesWithTheKeyOfItsDay() {
    vault.know(
        List.of(vault.newDay(vault.today(), Term.WEEK), vault.newDay(vault.today(), Term.MONTH)));
    assertThatThrownBy(() -> vault.unwrap("c1", wrapped.bytes()))
        .isInstanceOf(UnopenableException.class);
    vault.know(List.of());
    assertThat(vault.isReady()).isFalse();
    assertThatThrownBy(() -> vault.create("c3")).isInstanceOf(UnopenableException.class);
  }

  @Test
  void aKeyIsWrappedAnewForLonger() {
    byte[] longer = vault.rewrap("c1", wrapped.bytes(), Term.MONTH);
    byte[] sealed = wrapped.key().seal(words, bound);
    assertThat(longer).isNotEqualTo(wrapped.bytes());
    assertThat(vault.unwrap("c1", longer).open(sealed, bound)).isEqualTo(words);
  }

  @Test
  void aLastingKeyOpensForItsOwnerAndPurposeAlone() {
    byte[] keyEncryptionKey = new byte[32];
    LastingKeys keys = new LastingKeys(keyEncryptionKey, "cards");
    KeyVault.Wrapped key = keys.create("a");
    byte[] sealed = key.key().seal(words, bound);
    assertThat(keys.unwrap("a", key.bytes()).open(sealed, bound)).isEqualTo(words);
    assertThatThrownBy(() -> keys.unwrap("b", key.bytes())).isInstanceOf(UnopenableException.class);
    LastingKeys others = new LastingKeys(keyEncryptionKey, "something else");
    assertThatThrownBy(() -> others.unwrap("a", key.bytes()))
        .isInstanceOf(UnopenableException.class);
  }

  @Test
  void aDaysKeyIsDueADayAfterItsTerm() {
    DayKey key = vault.newDay(LocalDate.of(2026, 3, 1), Term.WEEK);
    assertThat(key.dueOn()).isEqualTo(LocalDate.of(2026, 3, 10));
  }

  @Test
  void aKeyFileIsMadeOnceAndForItsOwnerAlone(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("keys/key");
    KeyFile.createIfMissing(file);
    byte[] key = KeyFile.read(file);
    KeyFile.createIfMissing(file);
    assertThat(KeyFile.read(file)).isEqualTo(key).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileWithoutAKeyIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "c2hvcnQ=");
    assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("expected: 32");
    assertThatThrownBy(() -> KeyFile.read(folder.resolve("none")))
        .isInstanceOf(IllegalStateException.class);
  }
}

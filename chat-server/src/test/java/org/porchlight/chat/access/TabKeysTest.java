package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keys for what the page of a seeker keeps in its tab. */
class TabKeysTest {
  private final TabKeys keys = new TabKeys(new byte[32]);

  @Test
  @DisplayName("G5: the same pass has the same key on every node, and every pass another one")
  void ofThePass() {
    String key = keys.of(seeker("pass"));
    assertThat(Base64.getUrlDecoder().decode(key)).hasSize(32);
    assertThat(new TabKeys(new byte[32]).of(seeker("pass"))).isEqualTo(key);
    assertThat(keys.of(seeker("another"))).isNotEqualTo(key);
    byte[] other = new byte[32];
    Arrays.fill(other, (byte) 1);
    assertThat(new TabKeys(other).of(seeker("pass"))).isNotEqualTo(key);
  }

  private static Visitor.Seeker seeker(String pass) {
    return new Visitor.Seeker("s1", pass, "Fern", "a18", "en", "gb");
  }
}

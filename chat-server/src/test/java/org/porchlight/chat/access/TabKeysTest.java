package org.porchlight.chat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keys for what the pages of seekers and peers keep in their tabs. */
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

  @Test
  @DisplayName("C260: a sign-in has its own key, and none that opens a seeker's tab")
  void ofTheSignIn() {
    String key = keys.of(peer("sign-in"));
    assertThat(Base64.getUrlDecoder().decode(key)).hasSize(32);
    assertThat(new TabKeys(new byte[32]).of(peer("sign-in"))).isEqualTo(key);
    assertThat(keys.of(peer("another"))).isNotEqualTo(key);
    assertThat(keys.of(seeker("sign-in"))).isNotEqualTo(key);
  }

  private static Visitor.Staff peer(String session) {
    return new Visitor.Staff("p1", Role.PEER, "Noa", session, Set.of("en"), Set.of());
  }

  private static Visitor.Seeker seeker(String pass) {
    return new Visitor.Seeker("s1", pass, "Fern", "a18", "en", "gb");
  }
}

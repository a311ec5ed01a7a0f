package org.porchlight.chat.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrowdTest {
  private final Crowd crowd = new Crowd(3, 2);

  @Test
  @DisplayName("S21: strangers make room as they say hello, until the node is full")
  void strangers() {
    Crowd.Place first = crowd.come();
    assertThat(crowd.hasRoom()).isTrue();
    crowd.come();
    assertThat(crowd.hasRoom()).as("two strangers").isFalse();
    first.saidHello();
    assertThat(crowd.hasRoom()).as("one stranger").isTrue();
    crowd.come().saidHello();
    assertThat(crowd.hasRoom()).as("full").isFalse();
    first.leave();
    assertThat(crowd.hasRoom()).as("one left").isTrue();
  }

  @Test
  @DisplayName("S21: a stranger who leaves is none any more, and a late hello changes nothing")
  void leaves() {
    Crowd.Place late = crowd.come();
    late.leave();
    late.saidHello();
    crowd.come();
    assertThat(crowd.hasRoom()).isTrue();
    crowd.come();
    assertThat(crowd.hasRoom()).isFalse();
  }
}

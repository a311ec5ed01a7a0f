package org.porchlight.chat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night, lived through in real browsers while nothing else runs: one story after the other, each
 * in a house of its own, so that one that breaks leaves no chat to the next.
 */
class NightIT {
  private House house;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    house = House.open(folder);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  @DisplayName("nobody waits for no one, and those who wait are told who comes and goes")
  void door() throws Exception {
    house.play("door");
  }

  @Test
  @DisplayName("a seeker, a peer and a supervisor live through a night, each in a browser")
  void night() throws Exception {
    house.play("night");
  }

  @Test
  @DisplayName("C8 leaving leaves nothing behind, by button, by keys and without JavaScript")
  void leaving() throws Exception {
    house.play("leaving");
  }

  @Test
  @DisplayName("the pages over a slow network, and to a first message")
  void network() throws Exception {
    house.play("network");
  }
}

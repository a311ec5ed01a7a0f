package org.porchlight.chat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night, lived through in real browsers: one story after the other in one house, because the
 * first needs an empty one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightIT {
  private House house;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    house = House.open(folder);
  }

  @AfterAll
  void stop() {
    house.close();
  }

  @Test
  @Order(1)
  @DisplayName("R11 nobody waits for no one, and those who wait are told who comes and goes")
  void door() throws Exception {
    house.play("door");
  }

  @Test
  @Order(2)
  @DisplayName("a seeker, a peer and a supervisor live through a night, each in a browser")
  void night() throws Exception {
    house.play("night");
  }

  @Test
  @Order(3)
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

package org.porchlight.chat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Stories that need a house of their own: they count what is on the board, who is there, and what
 * is said. They are played beside all other tests, which mostly wait.
 */
@Execution(ExecutionMode.CONCURRENT)
class StoriesIT {
  @TempDir private Path folder;

  @Test
  @DisplayName("two supervisors at the board: claims, whispers, joining, taking over, answering")
  void board() throws Exception {
    play("board");
  }

  @Test
  @DisplayName("a coordinator invites somebody, records what they may do, and lets them go")
  void people() throws Exception {
    play("people");
  }

  @Test
  @DisplayName("G14 a crisis line is checked, and another one waits for a second coordinator")
  void lines() throws Exception {
    play("lines");
  }

  @Test
  @DisplayName("G18 what holds for the house is changed, and a seeker reads the new notice first")
  void house() throws Exception {
    play("house");
  }

  @Test
  @DisplayName("A0, G23 what is left before a house opens, and what of it only a person can know")
  void setup() throws Exception {
    play("setup");
  }

  @Test
  @DisplayName("G11 what has closed is listed, and opened with a reason")
  void closed() throws Exception {
    play("closed");
  }

  @Test
  @DisplayName("C28, C29 a block, what its seeker keeps, and the second person")
  void block() throws Exception {
    play("block");
  }

  @Test
  @DisplayName("two people at once: by keys alone, side by side, on a phone, a break after it")
  void desk() throws Exception {
    play("desk");
  }

  @Test
  @DisplayName("C50, C51, C52 a way to be connected: no, shared, taken back, passed on by two")
  void handoff() throws Exception {
    play("handoff");
  }

  @Test
  @DisplayName("C27 a peer hands over: asked, no, yes, taken back, and somebody comes")
  void handover() throws Exception {
    play("handover");
  }

  @Test
  @DisplayName("C31 a clinician comes by the seeker's yes alone: a no, a yes, and taken back")
  void clinician() throws Exception {
    play("clinician");
  }

  @Test
  @DisplayName("C25 a supervisor is signed out while they ask to take over: nobody is left alone")
  void signedout() throws Exception {
    play("signedout");
  }

  @Test
  @DisplayName("V8, G15 a supervisor leaves the shift, and one of those who come has it")
  void shift() throws Exception {
    play("shift");
  }

  @Test
  @DisplayName("V5, G22 a supervisor lets nobody more in for a while, and seekers read why")
  void controls() throws Exception {
    play("controls");
  }

  @Test
  @DisplayName("G17 what shows again and again about peers is read as a reason to talk")
  void patterns() throws Exception {
    play("patterns");
  }

  @Test
  @DisplayName("C11 nobody writes: asked, warned, and kept open with one tap")
  void quiet() throws Exception {
    play("quiet");
  }

  @Test
  @DisplayName("C60 the usual time: told ten minutes before, more of it, and over without an end")
  void time() throws Exception {
    play("time");
  }

  @Test
  @DisplayName("computers whose clocks are a day wrong show times that are true")
  void clocks() throws Exception {
    play("clocks");
  }

  @Test
  @DisplayName("a visit by keys alone, and whatever people paste, reload and open twice")
  void keyboard() throws Exception {
    play("keyboard");
  }

  @Test
  @DisplayName("a seeker's ways out and a lost network, by keys alone")
  void seekerkeys() throws Exception {
    play("seekerkeys");
  }

  @Test
  @DisplayName("C160 a peer's shift, a supervisor's and a changed crisis line, by keys alone")
  void bykeys() throws Exception {
    play("bykeys");
  }

  @Test
  @DisplayName("Back, Forward and two tabs: nothing is lost, shown again or sent twice")
  void backforward() throws Exception {
    play("backforward");
  }

  @Test
  @DisplayName("C10, C120 an open chat is deleted: at once, after its review, with the way back")
  void deleting() throws Exception {
    play("deleting");
  }

  @Test
  @DisplayName("the main screens as a screen reader finds them, each as its file says")
  void landmarks() throws Exception {
    play("landmarks");
  }

  @Test
  @DisplayName("what a screen reader says, in its order, once, and through a lost connection")
  void spoken() throws Exception {
    play("spoken");
  }

  @Test
  @DisplayName(
      "C5, C8 the network goes and comes back on either side, and nothing is lost or twice")
  void offline() throws Exception {
    play("offline");
  }

  @Test
  @DisplayName("P1 Redis stops in the middle of a chat and starts again, as both pages show it")
  void redis() throws Exception {
    play("redis");
  }

  @Test
  @DisplayName("C75 a peer names what they would rather not be offered tonight")
  void avoid() throws Exception {
    play("avoid");
  }

  @Test
  @DisplayName("G19 many come at once: a page works for its pass, or waits")
  void work() throws Exception {
    play("work");
  }

  @Test
  @DisplayName("C12 what waits for a supervisor is given back with a word, or let go once")
  void release() throws Exception {
    play("release");
  }

  @Test
  @DisplayName("C30 a seeker checks in before and after, and gets numbers where it got worse")
  void checkin() throws Exception {
    play("checkin");
  }

  @Test
  @DisplayName("C40, C41, C42 a seeker keeps a way back, comes back with four words, and forgets")
  void back() throws Exception {
    play("back");
  }

  @Test
  @DisplayName("C13, C14, C15 a flag is judged and closed, a seeker raises one, a peer is guided")
  void verdict() throws Exception {
    play("verdict");
  }

  @Test
  @DisplayName(
      "the pages enlarged, spaced out, in forced colours, more contrast and above a keyboard")
  void display() throws Exception {
    play("display");
  }

  @Test
  @DisplayName(
      "the desk, the board and the sheets over it, enlarged, spaced out and in more contrast")
  void deskdisplay() throws Exception {
    play("deskdisplay");
  }

  @Test
  @DisplayName("G120: a peer introduces themselves with a line that seekers read")
  void intro() throws Exception {
    play("intro");
  }

  @Test
  @DisplayName("G140, G141: the desk is as somebody likes it, and notes are for oneself")
  void own() throws Exception {
    play("own");
  }

  @Test
  @DisplayName("C122: what would help is said in line, kept, and known to whoever comes")
  void help() throws Exception {
    play("help");
  }

  @Test
  @DisplayName("C130: a seeker and a peer write one plan")
  void plan() throws Exception {
    play("plan");
  }

  @Test
  @DisplayName("who is under age is shown other help, and 16 and 17 meet who is cleared for them")
  void ages() throws Exception {
    play("ages");
  }

  @Test
  @DisplayName("C19 a peer is gone or not the right one: wait, or go on with somebody else")
  void lost() throws Exception {
    play("lost");
  }

  @Test
  @DisplayName("where a seeker's way does not go on for a while, and what the page says then")
  void states() throws Exception {
    play("states");
  }

  /** A browser that stopped drawing is not what is tested: another one begins anew, once. */
  private void play(String story) throws Exception {
    try (House house = House.open(Files.createDirectory(folder.resolve("house")))) {
      if (house.playOnce(story)) {
        return;
      }
    }
    try (House house = House.open(Files.createDirectory(folder.resolve("another-house")))) {
      house.play(story);
    }
  }
}

package org.porchlight.bench.people;

import java.util.List;

/** What pretend people say. Written for this harness; nobody's real words. */
public final class Words {
  private Words() {}

  /** Seekers, on an ordinary hard night. */
  static final List<String> SEEKER =
      List.of(
          "I can’t sleep again and I didn’t know where else to go with it.",
          "It has been three weeks since the funeral and everyone else seems to be done with it.",
          "Nothing happened, really. It’s just very quiet in here.",
          "I don’t know how to start this.",
          "My sister asked how I am and I said fine. I always say fine.",
          "I got up today and showered, that’s the whole list.",
          "Thank you for asking. Nobody has asked in a while.",
          "Yes. That’s exactly how it feels.",
          "I keep going over what I should have said to him.",
          "It comes in waves, mostly after midnight.",
          "I moved here for the job and I haven’t met a single person outside of it.",
          "Maybe that sounds small.",
          "No, I haven’t told anyone about this before.",
          "I used to play the piano. I haven’t opened it since spring.",
          "Sorry, I’m typing slowly. The cat is on my arm 🐈",
          "I think I was waiting for someone to notice.",
          "Some of it is money, some of it is just being tired of counting.",
          "When you put it like that it sounds less mad.",
          "I could call Zoë in the morning. She did say any time.",
          "I’m still here, just thinking.",
          "It helps to write it down where somebody reads it.",
          "My flat is so tidy it looks as if nobody lived in it.",
          "I’d like to sleep now, I think. Is it okay to come back?",
          "Okay. I’ll try the thing with the window.");

  /** Peers, in their role. */
  static final List<String> PEER =
      List.of(
          "Hi, I’m glad you came. I read what you wrote.",
          "Take your time, there is no hurry here.",
          "That sounds like a heavy thing to carry by yourself.",
          "I lost my brother some years ago, and the nights were the worst part for me too.",
          "What would feel a little lighter tonight?",
          "I’m here. You don’t have to make it sound tidy.",
          "How long has it been like this?",
          "You’ve got through every one of those evenings so far.",
          "I remember that feeling of everyone moving on without asking.",
          "What did you do the last time it was this loud?",
          "Would it help to tell me about him?",
          "It isn’t small. It is what you are living with.",
          "For me it was walking around the block, even in the rain.",
          "Who else could hear a bit of this, when you feel like it?",
          "It makes sense that you’re worn out.",
          "I’m still reading, go on if you want to.",
          "You noticed it early this time. That took something.",
          "We can just sit with it for a while.",
          "What used to be good about playing?",
          "I hear how much you miss her.",
          "What would you like to have in your hand for tomorrow morning?",
          "You can come back any night. Somebody will be up.",
          "Thank you for trusting me with that.",
          "Sleep well. I’m glad we talked.");

  /** Seekers in pain: delivered like anything else, and a supervisor should look. */
  static final List<String> PAIN =
      List.of(
          "I don’t want to be here any more.",
          "Honestly, some nights I wish I was dead, and then it’s morning.",
          "I dont want to wake up tomorrow",
          "I keep thinking about ending it and it scares me.");

  /** Peers who leave their role: they see why first. */
  static final List<String> ADVICE =
      List.of(
          "You should stop taking your pills",
          "you don't need a therapist, you have us",
          "Sounds like bipolar to me",
          "just double the dose tonight");

  /** What somebody writes while they wait. */
  static final List<String> NOTE =
      List.of(
          "It has been a long week and I’d like to talk to someone who is awake.",
          "I’m not good at this, sorry in advance.",
          "My dad is in hospital and the house is empty.");

  static final List<String> TOPICS =
      List.of("loneliness", "grief", "anxiety", "family", "work", "just-talk");

  /** Every sentence above: none of them may turn up in a log. */
  public static List<String> all() {
    return List.of(SEEKER, PEER, PAIN, ADVICE, NOTE).stream().flatMap(List::stream).toList();
  }
}

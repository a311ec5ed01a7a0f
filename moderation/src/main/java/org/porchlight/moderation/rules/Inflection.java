package org.porchlight.moderation.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The forms of an English verb, for {@code kill*} in a pattern. */
final class Inflection {
  private static final Map<String, List<String>> IRREGULAR =
      Map.ofEntries(
          forms("be", "am is are was were been being"),
          forms("have", "has had having"),
          forms("do", "does did done doing"),
          forms("die", "dies died dying"),
          forms("lie", "lies lied lying"),
          forms("hang", "hangs hung hanged hanging"),
          forms("take", "takes took taken taking"),
          forms("shoot", "shoots shot shooting"),
          forms("give", "gives gave given giving"),
          forms("write", "writes wrote written writing"),
          forms("think", "thinks thought thinking"),
          forms("feel", "feels felt feeling"),
          forms("find", "finds found finding"),
          forms("keep", "keeps kept keeping"),
          forms("say", "says said saying"),
          forms("tell", "tells told telling"),
          forms("make", "makes made making"),
          forms("buy", "buys bought buying"),
          forms("get", "gets got gotten getting"),
          forms("go", "goes went gone going"),
          forms("come", "comes came coming"),
          forms("drink", "drinks drank drunk drinking"),
          forms("eat", "eats ate eaten eating"),
          forms("drive", "drives drove driven driving"),
          forms("throw", "throws threw thrown throwing"),
          forms("fall", "falls fell fallen falling"),
          forms("sleep", "sleeps slept sleeping"),
          forms("bleed", "bleeds bled bleeding"),
          forms("slit", "slits slitting"),
          forms("cut", "cuts cutting"),
          forms("hit", "hits hitting"),
          forms("hurt", "hurts hurting"),
          forms("beat", "beats beaten beating"),
          forms("quit", "quits quitting"),
          forms("put", "puts putting"),
          forms("let", "lets letting"),
          forms("shut", "shuts shutting"),
          forms("set", "sets setting"),
          forms("run", "runs ran running"),
          forms("meet", "meets met meeting"),
          forms("send", "sends sent sending"),
          forms("leave", "leaves left leaving"),
          forms("lose", "loses lost losing"),
          forms("see", "sees saw seen seeing"),
          forms("hear", "hears heard hearing"),
          forms("swallow", "swallows swallowed swallowing"),
          forms("overdose", "overdoses overdosed overdosing"),
          forms("drown", "drowns drowned drowning"),
          forms("want", "wants wanted wanting"),
          forms("wish", "wishes wished wishing"),
          forms("begin", "begins began begun beginning"),
          forms("choke", "chokes choked choking"),
          forms("stop", "stops stopped stopping"),
          forms("plan", "plans planned planning"),
          forms("slap", "slaps slapped slapping"),
          forms("grab", "grabs grabbed grabbing"),
          forms("stab", "stabs stabbed stabbing"),
          forms("sit", "sits sat sitting"),
          forms("stand", "stands stood standing"),
          forms("hold", "holds held holding"),
          forms("break", "breaks broke broken breaking"),
          forms("know", "knows knew known knowing"),
          forms("speak", "speaks spoke spoken speaking"),
          forms("bring", "brings brought bringing"),
          forms("seek", "seeks sought seeking"),
          forms("stay", "stays stayed staying"),
          forms("od", "ods oded oding"));

  private Inflection() {}

  private static Map.Entry<String, List<String>> forms(String verb, String others) {
    return Map.entry(verb, List.of(others.split(" ")));
  }

  static Set<String> of(String verb) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(verb);
    List<String> irregular = IRREGULAR.get(verb);
    if (irregular != null) {
      forms.addAll(irregular);
    } else if (verb.endsWith("e")) {
      String stem = verb.substring(0, verb.length() - 1);
      forms.addAll(List.of(verb + "s", verb + "d", stem + "ing"));
    } else if (verb.endsWith("y") && !isVowel(verb.charAt(verb.length() - 2))) {
      String stem = verb.substring(0, verb.length() - 1);
      forms.addAll(List.of(stem + "ies", stem + "ied", verb + "ing"));
    } else {
      boolean hissing = verb.endsWith("s") || verb.endsWith("sh") || verb.endsWith("ch");
      forms.addAll(List.of(verb + (hissing ? "es" : "s"), verb + "ed", verb + "ing"));
    }
    return forms;
  }

  private static boolean isVowel(char letter) {
    return "aeiou".indexOf(letter) >= 0;
  }
}

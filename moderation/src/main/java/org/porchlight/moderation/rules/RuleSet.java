package org.porchlight.moderation.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.porchlight.moderation.Feature;
import org.porchlight.moderation.text.Text;
import org.porchlight.moderation.text.Wording;

/** The rules of a language, ready to be tried on texts. Immutable. */
final class RuleSet {
  private final Wording wording;
  private final Manner manner;
  private final Automaton seeker;
  private final Automaton peer;
  private final List<RuleFile> files;

  /** Reads the rules of a language; fails with the name of a rule that is malformed. */
  static RuleSet read(Language language) {
    Wording wording = Wording.of(language.code());
    Lexicon lexicon = new Lexicon();
    RuleFile seeker = RuleFile.read("seeker-" + language.code() + ".yaml", wording, lexicon);
    RuleFile peer = RuleFile.read("peer-" + language.code() + ".yaml", wording, lexicon);
    RuleFile both = RuleFile.read("both-" + language.code() + ".yaml", wording, lexicon);
    return new RuleSet(wording, lexicon, List.of(seeker, peer, both));
  }

  private RuleSet(Wording wording, Lexicon lexicon, List<RuleFile> files) {
    this.wording = wording.knowing(lexicon.words());
    this.manner = new Manner(wording);
    this.seeker = new Automaton(joined(files.get(0), files.get(2)), lexicon, fillers(wording));
    this.peer = new Automaton(joined(files.get(1), files.get(2)), lexicon, fillers(wording));
    this.files = files;
  }

  private static Set<String> fillers(Wording wording) {
    return wording.set("fillers");
  }

  private static List<Rule> joined(RuleFile some, RuleFile more) {
    List<Rule> rules = new ArrayList<>(some.rules());
    rules.addAll(more.rules());
    return rules;
  }

  /** Whether people who speak the language and know the work have read every file. */
  boolean reviewed() {
    return files.stream().allMatch(RuleFile::reviewed);
  }

  /** Every rule of the seeker's side, the peer's side, and both, in this order. */
  List<RuleFile> files() {
    return files;
  }

  Set<String> ids() {
    return files.stream()
        .flatMap(file -> file.rules().stream())
        .map(Rule::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  Text read(String text) {
    return Text.read(text, wording);
  }

  /**
   * What the rules see in a seeker's words, denials and sayings included. Swearing that only names
   * pain is left out: it says nothing about danger, and pain is no offence.
   */
  List<Hit> seeker(Text text) {
    List<Hit> hits = new ArrayList<>();
    for (Automaton.Match match : seeker.matches(text)) {
      Hit hit = Hit.bySeeker(match.rule(), match.start(), match.end(), features(text, match));
      if (hit.stands() || !hit.isHostile()) {
        hits.add(hit);
      }
    }
    return hits;
  }

  /** What the rules see in a peer's words, denials and sayings left out. */
  List<Hit> peer(Text text) {
    List<Hit> hits = new ArrayList<>();
    for (Automaton.Match match : peer.matches(text)) {
      Hit hit = Hit.byPeer(match.rule(), match.start(), match.end(), features(text, match));
      if (hit.stands()) {
        hits.add(hit);
      }
    }
    return hits;
  }

  private Set<Feature> features(Text text, Automaton.Match match) {
    return manner.of(text, match.start(), match.end(), match.idiom());
  }
}

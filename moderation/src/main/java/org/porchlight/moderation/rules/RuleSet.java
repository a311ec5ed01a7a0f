package org.porchlight.moderation.rules;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.porchlight.moderation.Feature;
import org.porchlight.moderation.Side;
import org.porchlight.moderation.Utterance;
import org.porchlight.moderation.text.Text;
import org.porchlight.moderation.text.Wording;

/** The rules of a language, ready to be tried on texts. Immutable. */
final class RuleSet {
  private static final int FEW_WORDS = 3;

  private final Wording wording;
  private final Lexicon lexicon;
  private final Manner manner;
  private final List<RuleFile> files;

  /** What ships, and beside it what a house added. */
  private final List<Automaton> seeker;

  private final List<Automaton> peer;

  /** Reads the rules of a language; fails with the name of a rule that is malformed. */
  static RuleSet read(Language language) {
    Wording wording = Wording.of(language.code());
    Lexicon lexicon = new Lexicon();
    RuleFile seeker = RuleFile.read("seeker-" + language.code() + ".yaml", wording, lexicon);
    RuleFile peer = RuleFile.read("peer-" + language.code() + ".yaml", wording, lexicon);
    RuleFile both = RuleFile.read("both-" + language.code() + ".yaml", wording, lexicon);
    Wording knowing = wording.knowing(lexicon.words());
    return new RuleSet(
        knowing,
        lexicon,
        List.of(seeker, peer, both),
        List.of(new Automaton(joined(seeker, both), lexicon, fillers(knowing))),
        List.of(new Automaton(joined(peer, both), lexicon, fillers(knowing))));
  }

  private RuleSet(
      Wording wording,
      Lexicon lexicon,
      List<RuleFile> files,
      List<Automaton> seeker,
      List<Automaton> peer) {
    this.wording = wording;
    this.lexicon = lexicon;
    this.manner = new Manner(wording);
    this.files = files;
    this.seeker = seeker;
    this.peer = peer;
  }

  /**
   * The same rules, and what a house adds to them in the place of anything added before. That has a
   * lexicon and an index of its own, so that no text is read otherwise by what ships.
   */
  RuleSet with(Collection<Phrase> phrases) {
    Map<String, List<List<String>>> added =
        phrases.stream().collect(groupingBy(Phrase::rule, mapping(this::words, toList())));
    Lexicon more = new Lexicon(lexicon);
    return new RuleSet(
        wording,
        lexicon,
        files,
        beside(seeker, joined(files.get(0), files.get(2)), added, more),
        beside(peer, joined(files.get(1), files.get(2)), added, more));
  }

  private List<Automaton> beside(
      List<Automaton> before,
      List<Rule> rules,
      Map<String, List<List<String>>> added,
      Lexicon more) {
    List<Rule> own =
        rules.stream()
            .filter(rule -> added.containsKey(rule.id()))
            .map(rule ->
                rule.own(
                    added.getOrDefault(rule.id(), List.of()).stream()
                        .map(words -> PatternParser.row(words, more))
                        .toList()))
            .toList();
    Automaton shipped = before.getFirst();
    return own.isEmpty()
        ? List.of(shipped)
        : List.of(shipped, new Automaton(own, more, fillers(wording)));
  }

  /** The plain words of a phrase, as they are in everything that is read. */
  private List<String> words(Phrase phrase) {
    Text text = read(phrase.words());
    return IntStream.range(0, text.size()).mapToObj(text::word).toList();
  }

  /** Why a phrase cannot be looked for; empty when it can. */
  Optional<Phrase.Fault> fault(Phrase phrase) {
    Optional<Rule> rule =
        rules().filter(each -> each.id().equals(phrase.rule()) && each.takesPhrases()).findFirst();
    if (rule.isEmpty()) {
      return Optional.of(Phrase.Fault.RULE);
    }
    String stripped = phrase.words().strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (length < Phrase.SHORTEST || length > Phrase.LONGEST) {
      return Optional.of(Phrase.Fault.LENGTH);
    }
    if (!phrase.words().codePoints().allMatch(RuleSet::isSign)) {
      return Optional.of(Phrase.Fault.SIGNS);
    }
    List<String> words = words(phrase);
    if (words.size() > Phrase.MOST_WORDS) {
      return Optional.of(Phrase.Fault.LENGTH);
    }
    if (words.size() < FEW_WORDS && words.stream().allMatch(this::isCommon)) {
      return Optional.of(Phrase.Fault.COMMON);
    }
    boolean offence =
        rule.get().isHostile() && seeker(read(phrase.words())).stream().anyMatch(Hit::namesPain);
    return offence ? Optional.of(Phrase.Fault.PAIN) : Optional.empty();
  }

  private boolean isCommon(String word) {
    return PatternParser.isCommon(word) || fillers(wording).contains(word);
  }

  private static boolean isSign(int point) {
    return Character.isLetterOrDigit(point) || " '’-".indexOf(point) >= 0;
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
    return rules().map(Rule::id).collect(Collectors.toUnmodifiableSet());
  }

  /** The ids that a house's phrases speak under, whether it has any or not. */
  Set<String> ownIds() {
    return rules()
        .filter(Rule::takesPhrases)
        .map(rule -> rule.own(List.of()).id())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What ships, in words. */
  List<ShippedRule> shipped() {
    return sided((rule, sides) ->
            Stream.of(
                new ShippedRule(
                    rule.id(),
                    sides,
                    rule.category(),
                    rule.level(),
                    rule.why(),
                    rule.examples(),
                    rule.takesPhrases())))
        .toList();
  }

  /** Every line that stands beside a rule: where it is to be seen, and where it must not be. */
  List<Utterance> practice() {
    return sided((rule, sides) ->
            Stream.concat(rule.examples().stream(), rule.not().stream())
                .flatMap(line -> sides.stream().map(side -> new Utterance(side, line))))
        .distinct()
        .toList();
  }

  private <T> Stream<T> sided(BiFunction<Rule, Set<Side>, Stream<T>> what) {
    List<Set<Side>> sides =
        List.of(EnumSet.of(Side.SEEKER), EnumSet.of(Side.PEER), EnumSet.allOf(Side.class));
    return IntStream.range(0, files.size())
        .boxed()
        .flatMap(file ->
            files.get(file).rules().stream().flatMap(rule -> what.apply(rule, sides.get(file))));
  }

  /** Every rule that ships. */
  Stream<Rule> rules() {
    return files.stream().flatMap(file -> file.rules().stream());
  }

  Text read(String text) {
    return Text.read(text, wording);
  }

  /**
   * What the rules see in a seeker's words, denials and sayings included. Swearing that only names
   * pain is left out: it says nothing about danger, and pain is no offence. So is what a house
   * takes for an offence in a message in which somebody speaks of their own pain.
   */
  List<Hit> seeker(Text text) {
    List<Hit> hits = new ArrayList<>();
    for (Automaton.Match match : matches(seeker, text)) {
      Hit hit = Hit.bySeeker(match.rule(), match.start(), match.end(), features(text, match));
      if (hit.stands() || !hit.isHostile()) {
        hits.add(hit);
      }
    }
    // Of the whole message: what somebody says of themselves beside it is no offence either.
    if (hits.stream().anyMatch(Hit::namesPain)) {
      hits.removeIf(Hit::isOwnOffence);
    }
    return hits;
  }

  /** What the rules see in a peer's words, denials and sayings left out. */
  List<Hit> peer(Text text) {
    List<Hit> hits = new ArrayList<>();
    for (Automaton.Match match : matches(peer, text)) {
      Hit hit = Hit.byPeer(match.rule(), match.start(), match.end(), features(text, match));
      if (hit.stands()) {
        hits.add(hit);
      }
    }
    return hits;
  }

  private static List<Automaton.Match> matches(List<Automaton> automata, Text text) {
    return automata.stream().flatMap(each -> each.matches(text).stream()).toList();
  }

  private Set<Feature> features(Text text, Automaton.Match match) {
    return manner.of(text, match.start(), match.end(), match.idiom());
  }
}

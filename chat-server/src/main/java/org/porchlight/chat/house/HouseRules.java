package org.porchlight.chat.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.porchlight.chat.access.Topics;

/**
 * What holds for the whole house.
 *
 * @param version counts the changes; 0 for what the configuration says
 * @param notice the version of the notice that seekers read; another one whenever it says something
 *     else
 * @param hours when somebody is usually there, which is told and never enforced
 * @param requireSupervisor whether the door is closed while no supervisor is there
 * @param retention how long chats are kept
 * @param minimumAge the youngest age, in years: 18, or 16
 * @param topics which of {@link Topics#KNOWN} seekers are asked about, in that order, at least one
 * @param lead who leads safeguarding, where people under 18 may come in; null where they may not,
 *     or the configuration alone says that they may
 * @param policy the name of the under-18 policy or a link to it, null like the lead
 * @param onCall whom supervisors telephone when no second one answers in time; null for nobody
 * @param onCallPhone their number, null like them
 */
public record HouseRules(
    int version,
    int notice,
    OpeningHours hours,
    boolean requireSupervisor,
    Retention retention,
    int minimumAge,
    List<String> topics,
    @Nullable String lead,
    @Nullable String policy,
    @Nullable String onCall,
    @Nullable String onCallPhone) {
  private static final int FIRST_NOTICE = 1;
  static final int ADULT = 18;
  static final int YOUNGEST = 16;

  /** Keeps its own topics, in the order in which they are known. */
  public HouseRules {
    topics = Topics.KNOWN.stream().filter(topics::contains).toList();
  }

  /** Before anybody has changed anything. */
  static HouseRules configured(OpeningHours hours, boolean requireSupervisor, int minimumAge) {
    return new HouseRules(
        0,
        FIRST_NOTICE,
        hours,
        requireSupervisor,
        Retention.LONGEST,
        minimumAge,
        Topics.KNOWN,
        null,
        null,
        null,
        null);
  }

  /** The same as the change that follows those; with another notice where it says another thing. */
  HouseRules after(HouseRules before) {
    boolean saysTheSame = retention.equals(before.retention) && minimumAge == before.minimumAge;
    return new HouseRules(
        before.version + 1,
        saysTheSame ? before.notice : before.notice + 1,
        hours,
        requireSupervisor,
        retention,
        minimumAge,
        topics,
        lead,
        policy,
        onCall,
        onCallPhone);
  }

  /** What is another thing than before, in codes. */
  List<String> differences(HouseRules before) {
    List<String> codes = new ArrayList<>();
    if (!hours.zone().equals(before.hours.zone())) {
      codes.add("zone");
    }
    if (!hours.byDay().equals(before.hours.byDay())) {
      codes.add("hours");
    }
    if (requireSupervisor != before.requireSupervisor) {
      codes.add("supervisor " + (requireSupervisor ? "on" : "off"));
    }
    if (retention.days() != before.retention.days()) {
      codes.add("days " + retention.days());
    }
    if (retention.flagDays() != before.retention.flagDays()) {
      codes.add("flag_days " + retention.flagDays());
    }
    if (minimumAge != before.minimumAge) {
      codes.add("minimum_age " + minimumAge);
    }
    for (String topic : Topics.KNOWN) {
      boolean offered = topics.contains(topic);
      if (offered != before.topics.contains(topic)) {
        codes.add((offered ? "topic_on " : "topic_off ") + topic);
      }
    }
    if (!Objects.equals(lead, before.lead) || !Objects.equals(policy, before.policy)) {
      codes.add("safeguarding");
    }
    if (!Objects.equals(onCall, before.onCall)
        || !Objects.equals(onCallPhone, before.onCallPhone)) {
      codes.add("on_call");
    }
    return codes;
  }

  @Override
  public String toString() {
    return "HouseRules[version=" + version + "]";
  }
}

package org.porchlight.chat.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.porchlight.chat.access.Topics;
import org.porchlight.chat.sealing.Term;
import org.springframework.web.ErrorResponseException;

class HouseFormTest {
  private static final List<@Nullable String> TOPICS =
      new ArrayList<@Nullable String>(Topics.KNOWN);
  private static final HouseRules BEFORE =
      HouseRules.configured(new OpeningHours(ZoneId.of("UTC"), List.of()), true, 18);

  @Test
  void theKeysOfADayLiveAsLongAsTheMostThatIsPromised() {
    assertThat(Retention.LONGEST.days()).isEqualTo(Term.WEEK.days());
    assertThat(Retention.LONGEST.flagDays()).isEqualTo(Term.MONTH.days());
  }

  @ParameterizedTest
  @CsvSource({"1, 7", "7, 30", "3, 14"})
  void withinTheBounds(int days, int flagDays) {
    HouseRules rules = kept(days, flagDays).rules();
    assertThat(rules.retention()).isEqualTo(new Retention(days, flagDays));
    assertThat(rules.minimumAge()).isEqualTo(18);
    assertThat(rules.lead()).as("nobody's name is kept for nothing").isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, 30, days",
        "0, 30, days",
        "8, 30, days",
        "-1, 30, days",
        "7, -, flagDays",
        "7, 6, flagDays",
        "1, 6, flagDays",
        "7, 31, flagDays"
      })
  void outOfBounds(@Nullable Integer days, @Nullable Integer flagDays, String field) {
    assertRefused(kept(days, flagDays), field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mon",
        "mon 8:00-9:00",
        "mon 24:00-25:00",
        "mon 20:60-21:00",
        "daily 20:00-21:00",
        "mon-fri 20:00-21:00",
        "Mon 20:00-21:00",
        "mon 20:00-21:00 "
      })
  void hoursAreOfOneDayEach(String span) {
    assertRefused(hours(List.of(span)), "hours");
  }

  @Test
  void hoursAreNotWithoutAnEnd() {
    assertThat(hours(List.of("mon 20:00-02:00", "mon 20:00-02:00")).rules().hours().byDay())
        .containsExactly("mon 20:00-02:00");
    assertRefused(hours(Collections.nCopies(22, "mon 20:00-02:00")), "hours");
    assertRefused(hours(Collections.singletonList(null)), "hours");
    assertRefused(hours(null), "hours");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Atlantis", "+01:00", "europe/madrid"})
  void aZoneIsAPlace(String zone) {
    assertRefused(
        new HouseForm(0, zone, List.of(), true, 7, 30, 18, TOPICS, null, null, null, null), "zone");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, Noor, Policy, minAge",
        "17, Noor, Policy, minAge",
        "13, Noor, Policy, minAge",
        "16, -, Policy, lead",
        "16, ' ', Policy, lead",
        "16, <i>, Policy, lead",
        "16, Noor, -, policy",
        "16, Noor, <script>, policy"
      })
  void under18NeedsSomebodyWhoAnswersForIt(
      @Nullable Integer age, @Nullable String lead, @Nullable String policy, String field) {
    assertRefused(aged(age, lead, policy), field);
  }

  @Test
  void under18WithALeadAndAPolicy() {
    HouseRules rules = aged(16, " Noor ", "https://house.example/under-18?v=2").rules();
    assertThat(rules.minimumAge()).isEqualTo(16);
    assertThat(rules.lead()).isEqualTo("Noor");
    assertThat(rules.policy()).isEqualTo("https://house.example/under-18?v=2");
    assertRefused(aged(16, "N".repeat(61), "Policy"), "lead");
    assertRefused(aged(16, "Noor", "p".repeat(201)), "policy");
  }

  @Test
  void theNoticeIsAnotherOneWhenItSaysSomethingElse() {
    HouseRules shorter = kept(3, 30).rules().after(BEFORE);
    assertThat(shorter.version()).isEqualTo(1);
    assertThat(shorter.notice()).isEqualTo(2);
    HouseRules young = aged(16, "Noor", "Policy").rules().after(BEFORE);
    assertThat(young.notice()).isEqualTo(2);
    HouseRules hours = hours(List.of("mon 20:00-02:00")).rules().after(BEFORE);
    assertThat(hours.version()).isEqualTo(1);
    assertThat(hours.notice()).isEqualTo(1);
  }

  @Test
  void whatIsAnotherThingIsToldInCodes() {
    assertThat(kept(7, 30).rules().differences(BEFORE)).isEmpty();
    assertThat(kept(3, 14).rules().differences(BEFORE)).containsExactly("days 3", "flag_days 14");
    assertThat(aged(16, "Noor", "Policy").rules().differences(BEFORE))
        .containsExactly("minimum_age 16", "safeguarding");
    assertThat(
            new HouseForm(
                    0,
                    "Europe/Madrid",
                    List.of("mon 20:00-02:00"),
                    false,
                    7,
                    30,
                    18,
                    TOPICS,
                    "",
                    "",
                    "",
                    "")
                .rules()
                .differences(BEFORE))
        .containsExactly("zone", "hours", "supervisor off");
  }

  @Test
  void whatIsMissingIsRefused() {
    assertThatThrownBy(() ->
            new HouseForm(null, "UTC", List.of(), true, 7, 30, 18, TOPICS, null, null, null, null)
                .seen())
        .isInstanceOf(ErrorResponseException.class);
    assertRefused(
        new HouseForm(0, "UTC", List.of(), null, 7, 30, 18, TOPICS, null, null, null, null),
        "requireSupervisor");
  }

  @Test
  void topicsAreSomeOfThoseThatAreKnownInTheirOrder() {
    HouseRules rules = about(List.of("just-talk", "grief", "grief")).rules();
    assertThat(rules.topics()).containsExactly("grief", "just-talk");
    assertThat(rules.after(BEFORE).notice()).as("the notice says nothing of topics").isEqualTo(1);
    assertThat(about(List.of("just-talk")).rules().differences(rules))
        .containsExactly("topic_off grief");
    assertThat(rules.differences(about(List.of("just-talk")).rules()))
        .containsExactly("topic_on grief");
    assertRefused(about(null), "topics");
    assertRefused(about(List.of()), "topics");
    assertRefused(about(List.of("grief", "night-shifts")), "topics");
    assertRefused(about(Collections.singletonList(null)), "topics");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, +34 600 123 456, onCall",
        "' ', +34 600 123 456, onCall",
        "<i>, +34 600 123 456, onCall",
        "Noor, -, onCallPhone",
        "Noor, ask me, onCallPhone",
        "Noor, 7, onCallPhone",
        "Noor, 0000000000000000000000000000000, onCallPhone"
      })
  void whoIsOnCallHasANameAndANumber(@Nullable String name, @Nullable String phone, String field) {
    assertRefused(called(name, phone), field);
  }

  @Test
  void somebodyIsOnCallOrNobody() {
    HouseRules rules = called(" Noor ", "+34 600 123-456").rules();
    assertThat(rules.onCall()).isEqualTo("Noor");
    assertThat(rules.onCallPhone()).isEqualTo("+34 600 123-456");
    assertThat(rules.differences(BEFORE)).containsExactly("on_call");
    assertThat(rules.after(BEFORE).onCall()).isEqualTo("Noor");
    assertThat(rules.after(BEFORE).notice()).as("the notice says nothing of it").isEqualTo(1);
    assertThat(called("", " ").rules().onCall()).isNull();
    assertThat(called(null, null).rules().differences(BEFORE)).isEmpty();
  }

  private static HouseForm called(@Nullable String name, @Nullable String phone) {
    return new HouseForm(0, "UTC", List.of(), true, 7, 30, 18, TOPICS, null, null, name, phone);
  }

  private static HouseForm about(@Nullable List<@Nullable String> topics) {
    return new HouseForm(0, "UTC", List.of(), true, 7, 30, 18, topics, null, null, null, null);
  }

  private static HouseForm kept(@Nullable Integer days, @Nullable Integer flagDays) {
    return new HouseForm(
        0, "UTC", List.of(), true, days, flagDays, 18, TOPICS, "Noor", "Policy", null, null);
  }

  private static HouseForm hours(@Nullable List<@Nullable String> hours) {
    return new HouseForm(0, "UTC", hours, true, 7, 30, 18, TOPICS, null, null, null, null);
  }

  private static HouseForm aged(
      @Nullable Integer age, @Nullable String lead, @Nullable String policy) {
    return new HouseForm(0, "UTC", List.of(), true, 7, 30, age, TOPICS, lead, policy, null, null);
  }

  private static void assertRefused(HouseForm form, String field) {
    assertThatThrownBy(form::rules)
        .asInstanceOf(type(ErrorResponseException.class))
        .satisfies(refusal ->
            assertThat(refusal.getBody().getProperties()).containsEntry("reason", field));
  }
}

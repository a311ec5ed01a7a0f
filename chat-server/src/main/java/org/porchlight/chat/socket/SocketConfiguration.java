package org.porchlight.chat.socket;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.porchlight.chat.access.AccessEvents;
import org.porchlight.chat.access.SeekerPasses;
import org.porchlight.chat.access.SignIns;
import org.porchlight.chat.access.SocketTickets;
import org.porchlight.chat.access.TabKeys;
import org.porchlight.chat.continuity.Threads;
import org.porchlight.chat.conversation.ConversationLog;
import org.porchlight.chat.conversation.Conversations;
import org.porchlight.chat.conversation.LastWords;
import org.porchlight.chat.conversation.MessageFlow;
import org.porchlight.chat.conversation.Raising;
import org.porchlight.chat.conversation.WithheldMessages;
import org.porchlight.chat.duty.Duties;
import org.porchlight.chat.duty.PostgresTalkEndings;
import org.porchlight.chat.intake.FrontDoor;
import org.porchlight.chat.intake.HandOvers;
import org.porchlight.chat.intake.Intake;
import org.porchlight.chat.outcomes.CheckIns;
import org.porchlight.chat.outcomes.PostgresTalkTopics;
import org.porchlight.chat.supervision.Blocks;
import org.porchlight.chat.supervision.Claims;
import org.porchlight.chat.supervision.Clinicians;
import org.porchlight.chat.supervision.Contacts;
import org.porchlight.chat.supervision.Decisions;
import org.porchlight.chat.supervision.Interventions;
import org.porchlight.chat.supervision.LineView;
import org.porchlight.chat.supervision.Supervision;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;

/** Puts the socket together. */
@Configuration(proxyBeanMethods = false)
class SocketConfiguration {
  private static final int BEFORE_CONTROLLERS = -1;

  @Bean
  SocketRegistry socketRegistry() {
    return new SocketRegistry();
  }

  @Bean
  Crowd crowd(SocketSettings settings) {
    return new Crowd(settings.most(), settings.mostStrangers());
  }

  @Bean
  SocketDrain socketDrain(SocketRegistry registry) {
    return new SocketDrain(registry);
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  AccessEventsLoop accessEventsLoop(AccessEvents events, SocketRegistry registry) {
    return new AccessEventsLoop(events, registry);
  }

  @Bean
  SocketMeters socketMeters(MeterRegistry meters, SocketRegistry sockets) {
    return new SocketMeters(meters, sockets);
  }

  @Bean
  TalkActs talkActs(
      MessageFlow flow,
      ConversationLog log,
      Conversations conversations,
      WithheldMessages withheld,
      Raising raising,
      Interventions interventions,
      Claims claims,
      Clinicians clinicians,
      HandOvers handOvers,
      Intake intake,
      SocketMeters meters) {
    return new TalkActs(
        flow,
        log,
        conversations,
        withheld,
        raising,
        interventions,
        claims,
        clinicians,
        handOvers,
        intake,
        meters);
  }

  @Bean
  SeekerActs seekerActs(
      Intake intake,
      FrontDoor door,
      SeekerPasses passes,
      ConversationLog log,
      TalkActs talk,
      BackActs backs,
      SocketSettings settings) {
    return new SeekerActs(intake, door, passes, log, talk, backs, settings.passEvery());
  }

  @Bean
  BackActs backActs(
      Threads threads,
      Duties duties,
      Intake intake,
      ConversationLog log,
      MessageFlow flow,
      Clock clock) {
    return new BackActs(threads, duties, intake, log, flow, clock);
  }

  @Bean
  CheckInActs checkInActs(
      ConversationLog log,
      CheckIns checkIns,
      LastWords lastWords,
      MessageFlow flow,
      Intake intake,
      Clock clock) {
    return new CheckInActs(log, checkIns, lastWords, flow, intake, clock);
  }

  @Bean
  ContactActs contactActs(ConversationLog log, Contacts contacts) {
    return new ContactActs(log, contacts);
  }

  @Bean
  PeerActs peerActs(
      Duties duties,
      FrontDoor door,
      ConversationLog log,
      TalkActs talk,
      PostgresTalkTopics topics,
      PostgresTalkEndings endings,
      SocketMeters meters) {
    return new PeerActs(duties, door, log, talk, topics, endings, meters);
  }

  @Bean
  SupervisorActs supervisorActs(
      Supervision supervision,
      Claims claims,
      Decisions decisions,
      Interventions interventions,
      Clinicians clinicians,
      Blocks blocks,
      Contacts contacts,
      Intake intake,
      HandOvers handOvers,
      Duties duties,
      LineActs lines,
      ConversationLog log,
      Clock clock) {
    return new SupervisorActs(
        supervision,
        claims,
        decisions,
        interventions,
        clinicians,
        blocks,
        contacts,
        intake,
        handOvers,
        duties,
        lines,
        log,
        clock);
  }

  @Bean
  ClinicianActs clinicianActs(Clinicians clinicians, TalkActs talk) {
    return new ClinicianActs(clinicians, talk);
  }

  @Bean
  LineActs lineActs(LineView view) {
    return new LineActs(view);
  }

  @Bean
  Presence presence(Intake intake, Duties duties, ConversationLog log) {
    return new Presence(intake, duties, log);
  }

  @Bean
  SignInWatch signInWatch(
      SignIns signIns, Duties duties, ConversationLog log, SocketSettings settings) {
    return new SignInWatch(signIns, duties, log, settings.signInEvery());
  }

  @Bean
  Greeting greeting(
      SeekerPasses passes,
      TabKeys tabKeys,
      SocketTickets tickets,
      SignInWatch signIns,
      AccessEvents events,
      SocketRegistry registry,
      Intake intake,
      Duties duties,
      SeekerActs seekers,
      PeerActs peers,
      SupervisorActs supervisors,
      ClinicianActs clinicians,
      TalkActs talk,
      BackActs backs,
      Presence presence,
      @Value("${porchlight.durability:L1}") String durability,
      Clock clock) {
    return new Greeting(
        passes,
        tabKeys,
        tickets,
        signIns,
        events,
        registry,
        intake,
        duties,
        seekers,
        peers,
        supervisors,
        clinicians,
        talk,
        backs,
        presence,
        durability,
        clock);
  }

  @Bean
  ChatSocketHandler chatSocketHandler(
      Greeting greeting,
      SeekerActs seekers,
      CheckInActs checkIns,
      ContactActs contactActs,
      BackActs backs,
      PeerActs peers,
      SupervisorActs supervisors,
      ClinicianActs clinicianActs,
      LineActs lines,
      TalkActs talk,
      SocketRegistry registry,
      Intake intake,
      Supervision supervision,
      Interventions interventions,
      Clinicians clinicians,
      Presence presence,
      AccessEvents events,
      SocketSettings settings,
      Crowd crowd,
      SocketMeters meters) {
    var router =
        new FrameRouter(
            greeting,
            seekers,
            checkIns,
            contactActs,
            backs,
            peers,
            supervisors,
            clinicianActs,
            lines,
            talk);
    return new ChatSocketHandler(
        router,
        registry,
        intake,
        supervision,
        interventions,
        clinicians,
        presence,
        events,
        settings,
        crowd,
        meters);
  }

  @Bean
  HandlerMapping socketMapping(ChatSocketHandler handler) {
    return new SimpleUrlHandlerMapping(Map.of("/ws", handler), BEFORE_CONTROLLERS);
  }

  @Bean
  WebSocketHandlerAdapter socketAdapter(SocketSettings settings, Crowd crowd, SocketMeters meters) {
    return new WebSocketHandlerAdapter(new OriginCheck(settings.origins(), crowd, meters));
  }
}

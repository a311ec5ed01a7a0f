package org.porchlight.chat.socket;

import org.porchlight.chat.access.Visitor;
import org.porchlight.chat.protocol.ClientFrame;
import org.porchlight.chat.protocol.CloseReason;
import org.porchlight.chat.protocol.Refusal;
import org.porchlight.chat.protocol.ServerFrame;
import reactor.core.publisher.Flux;

/** The one switch: everything that a client can do, and who may. */
final class FrameRouter {
  private final Greeting greeting;
  private final SeekerActs seekers;
  private final CheckInActs checkIns;
  private final ContactActs contacts;
  private final BackActs backs;
  private final PeerActs peers;
  private final SupervisorActs supervisors;
  private final ClinicianActs clinicians;
  private final LineActs lines;
  private final TalkActs talk;

  FrameRouter(
      Greeting greeting,
      SeekerActs seekers,
      CheckInActs checkIns,
      ContactActs contacts,
      BackActs backs,
      PeerActs peers,
      SupervisorActs supervisors,
      ClinicianActs clinicians,
      LineActs lines,
      TalkActs talk) {
    this.greeting = greeting;
    this.seekers = seekers;
    this.checkIns = checkIns;
    this.contacts = contacts;
    this.backs = backs;
    this.peers = peers;
    this.supervisors = supervisors;
    this.clinicians = clinicians;
    this.lines = lines;
    this.talk = talk;
  }

  /** What to answer. Before {@code hello} there is nothing else. */
  Flux<ServerFrame> handle(Connection connection, ClientFrame frame) {
    Visitor visitor = connection.visitor();
    if (visitor == null) {
      if (frame instanceof ClientFrame.Hello hello) {
        return greeting.hello(connection, hello);
      }
      connection.end(CloseReason.NO_HELLO);
      return Flux.empty();
    }
    if (isAct(frame)) {
      connection.acted();
    }
    return switch (visitor) {
      case Visitor.Seeker seeker -> ofSeeker(connection, seeker, frame);
      case Visitor.Staff staff ->
          switch (staff.role()) {
            case PEER -> ofPeer(connection, staff, frame);
            case SUPERVISOR, COORDINATOR -> ofSupervisor(connection, staff, frame);
            case CLINICIAN -> ofClinician(connection, staff, frame);
            case SEEKER -> notAllowed(frame);
          };
    };
  }

  /** What a page also sends by itself does not show that somebody sits before it. */
  private static boolean isAct(ClientFrame frame) {
    return !(frame instanceof ClientFrame.BoardRequest
        || frame instanceof ClientFrame.QueueRequest
        || frame instanceof ClientFrame.BlocksRequest
        || frame instanceof ClientFrame.Resume);
  }

  private Flux<ServerFrame> ofSeeker(
      Connection connection, Visitor.Seeker seeker, ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.Join join -> seekers.join(connection, seeker, join);
      case ClientFrame.About about -> seekers.about(connection, seeker, about);
      case ClientFrame.Note note -> seekers.note(connection, seeker, note);
      case ClientFrame.CheckIn checkIn -> checkIns.checkIn(connection, seeker, checkIn);
      case ClientFrame.LastWord word -> checkIns.lastWord(seeker, word);
      case ClientFrame.Back back -> backs.back(seeker, back);
      case ClientFrame.WordsRequest words -> backs.words(seeker, words);
      case ClientFrame.GoIn go -> backs.goIn(seeker, go);
      case ClientFrame.Keep keep -> backs.keep(seeker, keep);
      case ClientFrame.CardChange card -> backs.card(seeker, card);
      case ClientFrame.PlanChange plan -> backs.plan(seeker, plan);
      case ClientFrame.Forget forget -> backs.forget(seeker, forget);
      case ClientFrame.Again again -> backs.again(seeker, again);
      case ClientFrame.RegionChange region -> seekers.region(connection, seeker, region);
      case ClientFrame.Anyone anyone -> seekers.anyone(connection);
      case ClientFrame.ThreadClose c -> notAllowed(frame);
      case ClientFrame.Leave leave -> seekers.leave(connection, seeker);
      case ClientFrame.OtherPeer other -> seekers.otherPeer(connection, seeker, other);
      case ClientFrame.Exit exit -> seekers.exit(connection, seeker);
      case ClientFrame.Say say -> talk.say(connection, seeker, say);
      case ClientFrame.Typing typing -> talk.typing(seeker, typing);
      case ClientFrame.Resume resume -> talk.resume(connection, seeker, resume);
      case ClientFrame.End end -> talk.end(seeker, end);
      case ClientFrame.Delete delete -> backs.deleted(talk.delete(seeker, delete));
      case ClientFrame.Raise raise -> talk.raise(seeker, raise);
      case ClientFrame.Reply reply -> talk.reply(connection, seeker, reply);
      case ClientFrame.StillHere here -> talk.stillHere(seeker, here);
      case ClientFrame.NextRequest asked -> talk.next(seeker, asked);
      case ClientFrame.Check check -> stands(check);
      case ClientFrame.Moment moment -> talk.moment(seeker, moment);
      case ClientFrame.ContactShare share -> contacts.share(seeker, share);
      case ClientFrame.ContactKeep keep -> contacts.keep(seeker, keep);
      case ClientFrame.ContactAllow allow -> contacts.allow(seeker, allow);
      case ClientFrame.ContactOffer c -> notAllowed(frame);
      case ClientFrame.ContactOpen c -> notAllowed(frame);
      case ClientFrame.ContactPass c -> notAllowed(frame);
      case ClientFrame.ContactConfirm c -> notAllowed(frame);
      case ClientFrame.ContactPassed c -> notAllowed(frame);
      case ClientFrame.Hello h -> notAllowed(frame);
      case ClientFrame.DutyChange d -> notAllowed(frame);
      case ClientFrame.Accept a -> notAllowed(frame);
      case ClientFrame.Decline d -> notAllowed(frame);
      case ClientFrame.Breather b -> notAllowed(frame);
      case ClientFrame.WrapUp w -> notAllowed(frame);
      case ClientFrame.HandOver h -> notAllowed(frame);
      case ClientFrame.Stay s -> notAllowed(frame);
      case ClientFrame.MoreTime m -> notAllowed(frame);
      case ClientFrame.OfferResource o -> notAllowed(frame);
      case ClientFrame.BoardRequest b -> notAllowed(frame);
      case ClientFrame.QueueRequest q -> notAllowed(frame);
      case ClientFrame.Watch w -> notAllowed(frame);
      case ClientFrame.Unwatch u -> notAllowed(frame);
      case ClientFrame.Release r -> notAllowed(frame);
      case ClientFrame.Resolve r -> notAllowed(frame);
      case ClientFrame.Block b -> notAllowed(frame);
      case ClientFrame.BlocksRequest b -> notAllowed(frame);
      case ClientFrame.Review r -> notAllowed(frame);
      case ClientFrame.Claim c -> notAllowed(frame);
      case ClientFrame.Whisper w -> notAllowed(frame);
      case ClientFrame.LetGo l -> notAllowed(frame);
      case ClientFrame.JoinIn j -> notAllowed(frame);
      case ClientFrame.TakeOver t -> notAllowed(frame);
      case ClientFrame.StepOut s -> notAllowed(frame);
      case ClientFrame.AnswerNow a -> notAllowed(frame);
      case ClientFrame.CliniciansRequest c -> notAllowed(frame);
      case ClientFrame.OfferClinician o -> notAllowed(frame);
    };
  }

  private Flux<ServerFrame> ofPeer(Connection connection, Visitor.Staff peer, ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.DutyChange duty -> peers.duty(peer, duty);
      case ClientFrame.Accept accept -> peers.accept(peer, accept);
      case ClientFrame.Decline decline -> peers.decline(peer, decline);
      case ClientFrame.Breather breather -> peers.breather(peer, breather);
      case ClientFrame.NextRequest n -> notAllowed(frame);
      case ClientFrame.WrapUp wrapUp -> peers.wrapUp(connection, peer, wrapUp);
      case ClientFrame.Again again -> backs.again(peer, again);
      case ClientFrame.Anyone a -> notAllowed(frame);
      case ClientFrame.RegionChange r -> notAllowed(frame);
      case ClientFrame.ThreadClose c -> notAllowed(frame);
      case ClientFrame.Say say -> talk.say(connection, peer, say);
      case ClientFrame.Check check -> talk.check(peer, check);
      case ClientFrame.Typing typing -> talk.typing(peer, typing);
      case ClientFrame.Resume resume -> talk.resume(connection, peer, resume);
      case ClientFrame.HandOver over -> talk.handOver(peer, over);
      case ClientFrame.Stay stay -> talk.stay(peer, stay);
      case ClientFrame.MoreTime more -> talk.moreTime(peer, more);
      case ClientFrame.PlanChange plan -> backs.plan(peer, plan);
      case ClientFrame.OfferResource offer -> talk.offer(peer, offer);
      case ClientFrame.End end -> talk.end(peer, end);
      case ClientFrame.Raise raise -> talk.raiseHand(peer, raise);
      case ClientFrame.Whisper note -> peers.note(peer, note);
      case ClientFrame.ContactOffer c -> notAllowed(frame);
      case ClientFrame.ContactShare c -> notAllowed(frame);
      case ClientFrame.ContactKeep c -> notAllowed(frame);
      case ClientFrame.ContactAllow c -> notAllowed(frame);
      case ClientFrame.ContactOpen c -> notAllowed(frame);
      case ClientFrame.ContactPass c -> notAllowed(frame);
      case ClientFrame.ContactConfirm c -> notAllowed(frame);
      case ClientFrame.ContactPassed c -> notAllowed(frame);
      case ClientFrame.Delete x -> notAllowed(frame);
      case ClientFrame.Hello h -> notAllowed(frame);
      case ClientFrame.Join j -> notAllowed(frame);
      case ClientFrame.About a -> notAllowed(frame);
      case ClientFrame.Note n -> notAllowed(frame);
      case ClientFrame.CheckIn c -> notAllowed(frame);
      case ClientFrame.LastWord w -> notAllowed(frame);
      case ClientFrame.Back b -> notAllowed(frame);
      case ClientFrame.WordsRequest w -> notAllowed(frame);
      case ClientFrame.GoIn g -> notAllowed(frame);
      case ClientFrame.Keep k -> notAllowed(frame);
      case ClientFrame.CardChange c -> notAllowed(frame);
      case ClientFrame.Forget f -> notAllowed(frame);
      case ClientFrame.Leave l -> notAllowed(frame);
      case ClientFrame.OtherPeer o -> notAllowed(frame);
      case ClientFrame.Exit e -> notAllowed(frame);
      case ClientFrame.BoardRequest b -> notAllowed(frame);
      case ClientFrame.QueueRequest q -> notAllowed(frame);
      case ClientFrame.Watch w -> notAllowed(frame);
      case ClientFrame.Unwatch u -> notAllowed(frame);
      case ClientFrame.Release r -> notAllowed(frame);
      case ClientFrame.Resolve r -> notAllowed(frame);
      case ClientFrame.Block b -> notAllowed(frame);
      case ClientFrame.BlocksRequest b -> notAllowed(frame);
      case ClientFrame.Review r -> notAllowed(frame);
      case ClientFrame.Claim c -> notAllowed(frame);
      case ClientFrame.LetGo l -> notAllowed(frame);
      case ClientFrame.JoinIn j -> notAllowed(frame);
      case ClientFrame.TakeOver t -> notAllowed(frame);
      case ClientFrame.StepOut s -> notAllowed(frame);
      case ClientFrame.AnswerNow a -> notAllowed(frame);
      case ClientFrame.CliniciansRequest c -> notAllowed(frame);
      case ClientFrame.OfferClinician o -> notAllowed(frame);
      case ClientFrame.Reply r -> notAllowed(frame);
      case ClientFrame.StillHere h -> notAllowed(frame);
      case ClientFrame.Moment m -> notAllowed(frame);
    };
  }

  private Flux<ServerFrame> ofSupervisor(
      Connection connection, Visitor.Staff supervisor, ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.BoardRequest board -> supervisors.board(connection, supervisor);
      case ClientFrame.QueueRequest queue -> lines.queue();
      case ClientFrame.Watch watch -> supervisors.watch(connection, supervisor, watch);
      case ClientFrame.Unwatch unwatch -> supervisors.unwatch(connection, supervisor, unwatch);
      case ClientFrame.Resume resume -> supervisors.resume(connection, supervisor, resume);
      case ClientFrame.Whisper whisper -> supervisors.whisper(connection, supervisor, whisper);
      case ClientFrame.JoinIn join -> supervisors.joinIn(connection, supervisor, join);
      case ClientFrame.TakeOver take -> supervisors.takeOver(connection, supervisor, take);
      case ClientFrame.StepOut out -> supervisors.stepOut(connection, supervisor, out);
      case ClientFrame.AnswerNow answer -> supervisors.answer(connection, supervisor, answer);
      case ClientFrame.OfferResource offer -> talk.offer(supervisor, offer);
      case ClientFrame.ContactOffer offer -> contacts.offer(connection, supervisor, offer);
      case ClientFrame.ContactOpen open -> contacts.open(connection, supervisor, open);
      case ClientFrame.ContactPass pass -> contacts.pass(connection, supervisor, pass);
      case ClientFrame.ContactConfirm confirm -> contacts.confirm(supervisor, confirm);
      case ClientFrame.ContactPassed passed -> contacts.passed(connection, supervisor, passed);
      case ClientFrame.ContactShare c -> notAllowed(frame);
      case ClientFrame.ContactKeep c -> notAllowed(frame);
      case ClientFrame.ContactAllow c -> notAllowed(frame);
      case ClientFrame.ThreadClose close -> backs.close(connection, supervisor, close);
      case ClientFrame.Again a -> notAllowed(frame);
      case ClientFrame.Anyone a -> notAllowed(frame);
      case ClientFrame.RegionChange r -> notAllowed(frame);
      case ClientFrame.Say say -> talk.say(connection, supervisor, say);
      case ClientFrame.Typing typing -> talk.typing(supervisor, typing);
      case ClientFrame.End end -> talk.end(supervisor, end);
      case ClientFrame.Claim claim -> supervisors.claim(supervisor, claim);
      case ClientFrame.LetGo letGo -> supervisors.letGo(supervisor, letGo);
      case ClientFrame.Release release -> supervisors.release(supervisor, release);
      case ClientFrame.Resolve resolve -> supervisors.resolve(supervisor, resolve);
      case ClientFrame.Block block -> supervisors.block(connection, supervisor, block);
      case ClientFrame.BlocksRequest blocks -> supervisors.blocks();
      case ClientFrame.Review review -> supervisors.review(supervisor, review);
      case ClientFrame.CliniciansRequest who -> supervisors.clinicians();
      case ClientFrame.OfferClinician offer ->
          supervisors.offerClinician(connection, supervisor, offer);
      case ClientFrame.Hello h -> notAllowed(frame);
      case ClientFrame.Join j -> notAllowed(frame);
      case ClientFrame.About a -> notAllowed(frame);
      case ClientFrame.Note n -> notAllowed(frame);
      case ClientFrame.CheckIn c -> notAllowed(frame);
      case ClientFrame.LastWord w -> notAllowed(frame);
      case ClientFrame.Back b -> notAllowed(frame);
      case ClientFrame.WordsRequest w -> notAllowed(frame);
      case ClientFrame.GoIn g -> notAllowed(frame);
      case ClientFrame.Keep k -> notAllowed(frame);
      case ClientFrame.PlanChange p -> notAllowed(frame);
      case ClientFrame.CardChange c -> notAllowed(frame);
      case ClientFrame.Forget f -> notAllowed(frame);
      case ClientFrame.Leave l -> notAllowed(frame);
      case ClientFrame.OtherPeer o -> notAllowed(frame);
      case ClientFrame.Exit e -> notAllowed(frame);
      case ClientFrame.DutyChange d -> notAllowed(frame);
      case ClientFrame.Accept a -> notAllowed(frame);
      case ClientFrame.Decline d -> notAllowed(frame);
      case ClientFrame.Breather b -> notAllowed(frame);
      case ClientFrame.WrapUp w -> notAllowed(frame);
      case ClientFrame.NextRequest n -> notAllowed(frame);
      case ClientFrame.HandOver h -> notAllowed(frame);
      case ClientFrame.Stay s -> notAllowed(frame);
      case ClientFrame.Check c -> notAllowed(frame);
      case ClientFrame.Reply r -> notAllowed(frame);
      case ClientFrame.StillHere h -> notAllowed(frame);
      case ClientFrame.Moment m -> notAllowed(frame);
      case ClientFrame.MoreTime m -> notAllowed(frame);
      case ClientFrame.Delete d -> notAllowed(frame);
      case ClientFrame.Raise r -> notAllowed(frame);
    };
  }

  /** Nothing but duty, and the conversations whose seekers said yes. */
  private Flux<ServerFrame> ofClinician(
      Connection connection, Visitor.Staff clinician, ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.DutyChange duty -> clinicians.duty(clinician, duty);
      case ClientFrame.JoinIn join -> clinicians.joinIn(clinician, join);
      case ClientFrame.StepOut out -> clinicians.stepOut(clinician, out);
      case ClientFrame.Resume resume -> clinicians.resume(connection, clinician, resume);
      case ClientFrame.Say say -> talk.say(connection, clinician, say);
      case ClientFrame.Typing typing -> talk.typing(clinician, typing);
      case ClientFrame.Again a -> notAllowed(frame);
      case ClientFrame.Anyone a -> notAllowed(frame);
      case ClientFrame.RegionChange r -> notAllowed(frame);
      case ClientFrame.ThreadClose c -> notAllowed(frame);
      case ClientFrame.Accept a -> notAllowed(frame);
      case ClientFrame.Decline d -> notAllowed(frame);
      case ClientFrame.Breather b -> notAllowed(frame);
      case ClientFrame.WrapUp w -> notAllowed(frame);
      case ClientFrame.NextRequest n -> notAllowed(frame);
      case ClientFrame.Check c -> notAllowed(frame);
      case ClientFrame.HandOver h -> notAllowed(frame);
      case ClientFrame.Stay s -> notAllowed(frame);
      case ClientFrame.End e -> notAllowed(frame);
      case ClientFrame.Raise r -> notAllowed(frame);
      case ClientFrame.Delete d -> notAllowed(frame);
      case ClientFrame.Hello h -> notAllowed(frame);
      case ClientFrame.Join j -> notAllowed(frame);
      case ClientFrame.About a -> notAllowed(frame);
      case ClientFrame.Note n -> notAllowed(frame);
      case ClientFrame.Leave l -> notAllowed(frame);
      case ClientFrame.OtherPeer o -> notAllowed(frame);
      case ClientFrame.Exit e -> notAllowed(frame);
      case ClientFrame.BoardRequest b -> notAllowed(frame);
      case ClientFrame.QueueRequest q -> notAllowed(frame);
      case ClientFrame.Watch w -> notAllowed(frame);
      case ClientFrame.Unwatch u -> notAllowed(frame);
      case ClientFrame.Release r -> notAllowed(frame);
      case ClientFrame.Resolve r -> notAllowed(frame);
      case ClientFrame.Block b -> notAllowed(frame);
      case ClientFrame.BlocksRequest b -> notAllowed(frame);
      case ClientFrame.Review r -> notAllowed(frame);
      case ClientFrame.Claim c -> notAllowed(frame);
      case ClientFrame.Whisper w -> notAllowed(frame);
      case ClientFrame.LetGo l -> notAllowed(frame);
      case ClientFrame.TakeOver t -> notAllowed(frame);
      case ClientFrame.AnswerNow a -> notAllowed(frame);
      case ClientFrame.CliniciansRequest c -> notAllowed(frame);
      case ClientFrame.OfferClinician o -> notAllowed(frame);
      case ClientFrame.ContactOffer c -> notAllowed(frame);
      case ClientFrame.ContactShare c -> notAllowed(frame);
      case ClientFrame.ContactKeep c -> notAllowed(frame);
      case ClientFrame.ContactAllow c -> notAllowed(frame);
      case ClientFrame.ContactOpen c -> notAllowed(frame);
      case ClientFrame.ContactPass c -> notAllowed(frame);
      case ClientFrame.ContactConfirm c -> notAllowed(frame);
      case ClientFrame.ContactPassed c -> notAllowed(frame);
      case ClientFrame.Back b -> notAllowed(frame);
      case ClientFrame.WordsRequest b -> notAllowed(frame);
      case ClientFrame.GoIn b -> notAllowed(frame);
      case ClientFrame.Keep b -> notAllowed(frame);
      case ClientFrame.PlanChange p -> notAllowed(frame);
      case ClientFrame.CardChange b -> notAllowed(frame);
      case ClientFrame.Forget b -> notAllowed(frame);
      case ClientFrame.Reply r -> notAllowed(frame);
      case ClientFrame.StillHere s -> notAllowed(frame);
      case ClientFrame.Moment m -> notAllowed(frame);
      case ClientFrame.MoreTime m -> notAllowed(frame);
      case ClientFrame.OfferResource o -> notAllowed(frame);
      case ClientFrame.CheckIn c -> notAllowed(frame);
      case ClientFrame.LastWord w -> notAllowed(frame);
    };
  }

  /** A seeker's words are never looked at before they go: their page only asks if this is heard. */
  private static Flux<ServerFrame> stands(ClientFrame.Check check) {
    return Flux.just(new ServerFrame.Clear(check.conversation(), check.id()));
  }

  private static Flux<ServerFrame> notAllowed(ClientFrame frame) {
    return Flux.just(new ServerFrame.Refused(frame.type(), null, null, Refusal.NOT_ALLOWED, null));
  }
}

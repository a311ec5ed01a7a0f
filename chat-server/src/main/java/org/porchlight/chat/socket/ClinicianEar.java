package org.porchlight.chat.socket;

import org.porchlight.chat.conversation.Part;
import org.porchlight.chat.conversation.Step;
import reactor.core.publisher.Flux;

/** What a clinician hears: what there is from their coming on, and nothing once they are out. */
final class ClinicianEar extends TalkEar {
  private final String clinician;
  private final int question;

  /**
   * @param question the number of the step that asked for their coming
   */
  ClinicianEar(String clinician, int question) {
    super(Part.CLINICIAN, clinician);
    this.clinician = clinician;
    this.question = question;
  }

  @Override
  Flux<Step> steps(Flux<Step> all) {
    return all.skipUntil(
            step -> step.number() > question && step.kind() == Step.Kind.CLINICIAN_JOINED)
        .takeUntil(this::endsWith);
  }

  @Override
  boolean endsWith(Step step) {
    return (step.kind() == Step.Kind.CLINICIAN_BACK || step.kind() == Step.Kind.CLINICIAN_LEFT)
        && step.by().id().equals(clinician);
  }
}

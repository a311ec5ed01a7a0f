import type { ClinicianStep } from '../protocol/frames';
import { sayDesk } from '../words/say-desk';

/** A step of a clinician, told to everybody who works here. */
export function clinicianStepWords(alias: string, step: ClinicianStep, clinician: string): string {
  switch (step) {
    case 'clinician_asked':
      return sayDesk('step.clin_asked', { alias, clinician });
    case 'clinician_declined':
      return sayDesk('step.clin_declined', { alias });
    case 'clinician_agreed':
      return sayDesk('step.clin_agreed', { alias, clinician });
    case 'clinician_nobody':
      return sayDesk('step.clin_nobody', { clinician });
    case 'clinician_joined':
      return sayDesk('step.clin_joined', { clinician });
    case 'clinician_left':
      return sayDesk('step.clin_left', { clinician });
    case 'clinician_back':
      return sayDesk('step.clin_back', { alias, clinician });
  }
}

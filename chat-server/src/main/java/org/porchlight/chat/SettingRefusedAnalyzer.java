package org.porchlight.chat;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a refused setting as its sentence and no stack trace. */
final class SettingRefusedAnalyzer extends AbstractFailureAnalyzer<SettingRefused> {

  @Override
  protected FailureAnalysis analyze(Throwable root, SettingRefused refused) {
    return new FailureAnalysis(
        refused.getMessage(), "Change the setting and start again; the README lists them.", root);
  }
}

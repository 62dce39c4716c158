package org.authfilter.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test that needs Chromium: skipped where there is none, and failed there if the environment says {@code CI=true}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "org.authfilter.it.Chromium#isThere", disabledReason = "There is no Chromium")
@interface InChromium {}

package org.authfilter.it.app;

import org.authfilter.AuthFilterConfig;

/** An annotation with invalid values, which the deployment must report. */
@AuthFilterConfig(idleTimeout = "said by an annotation", sessionMaxAge = "said by an annotation")
public final class WronglyAnnotated {}

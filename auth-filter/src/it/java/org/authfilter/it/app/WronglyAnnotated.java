package org.authfilter.it.app;

import org.authfilter.AuthFilterConfig;

/** Says what can't be understood, so that whoever reads it must say so. */
@AuthFilterConfig(idleTimeout = "said by an annotation", sessionMaxAge = "said by an annotation")
public final class WronglyAnnotated {}

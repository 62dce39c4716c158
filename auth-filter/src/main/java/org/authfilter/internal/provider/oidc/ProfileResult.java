package org.authfilter.internal.provider.oidc;

import org.authfilter.internal.provider.TokenResult.Failure;

/** What came of reading UserInfo. */
sealed interface ProfileResult {

    /** What it says; nothing where it is not wanted. */
    record Read(Claims claims) implements ProfileResult {}

    /** It can't be had; a {@code Rejected} means that it speaks of somebody else. */
    record NotRead(Failure failure) implements ProfileResult {}
}

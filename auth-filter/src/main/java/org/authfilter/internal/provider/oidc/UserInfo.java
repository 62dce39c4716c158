package org.authfilter.internal.provider.oidc;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.jose.ValidationResult;
import org.authfilter.internal.provider.jose.ValidationResult.Refused;
import org.authfilter.internal.provider.jose.ValidationResult.Undecided;
import org.authfilter.internal.provider.jose.ValidationResult.Verified;
import org.authfilter.internal.provider.oidc.Discovered.Known;
import org.authfilter.internal.provider.oidc.ProfileResult.NotRead;
import org.authfilter.internal.provider.oidc.ProfileResult.Read;
import org.jspecify.annotations.Nullable;

/** Reads UserInfo (OpenID Connect Core 1.0, section 5.3), signed or not, where it is wanted and the issuer has it. */
record UserInfo(boolean isWanted, ProviderEndpoints calls, IdTokenValidator signatures) {

    /** Reads what is said of {@code subject}; nothing counts that is said of anybody else. */
    CompletableFuture<ProfileResult> read(Known known, String accessToken, String subject) {
        URI address = known.metadata().userinfoEndpoint();
        if (!isWanted || address == null) {
            return CompletableFuture.completedFuture(new Read(Claims.NONE));
        }
        return calls.get(known, ProviderMetadata::userinfoEndpoint, address, accessToken)
                .thenCompose(exchange -> {
                    Failure failure = failure(exchange);
                    return failure == null ? judge(known, ((Response) exchange).body(), subject) : failed(failure);
                });
    }

    private static @Nullable Failure failure(HttpOutcome exchange) {
        Unavailable broken = Judgement.broken(exchange);
        if (broken != null) {
            return new Unavailable("UserInfo: " + broken.reason(), true, broken.timedOut(), broken.retryAfter());
        }
        int status = ((Response) exchange).status();
        return status == 200
                ? null
                : new Misconfigured("UserInfo: HTTP status " + status + "; userinfo=false does without it", true);
    }

    private CompletableFuture<ProfileResult> judge(Known known, String body, String subject) {
        Optional<Claims> claims = Claims.parse(body);
        if (claims.isPresent()) {
            return CompletableFuture.completedFuture(judge(claims.get(), subject));
        }
        return Claims.algorithmOf(body).isEmpty()
                ? failed(new Misconfigured(
                        "UserInfo: the answer is neither JSON nor a signed JWT; userinfo=false does without it", true))
                : signatures.verifyUserInfo(known, body).thenApply(verdict -> judge(verdict, subject));
    }

    private static ProfileResult judge(ValidationResult verdict, String subject) {
        if (verdict instanceof Undecided undecided) {
            return new NotRead(new Unavailable("UserInfo: " + undecided.reason(), true, false, null));
        }
        return verdict instanceof Refused refused
                ? new NotRead(new Rejected("UserInfo: " + refused.reason()))
                : judge(IdTokenValidator.claims((Verified) verdict), subject);
    }

    private static ProfileResult judge(Claims claims, String subject) {
        return subject.equals(claims.text("sub"))
                ? new Read(claims)
                : new NotRead(new Rejected("UserInfo speaks of another user: its sub is missing or another one"));
    }

    private static CompletableFuture<ProfileResult> failed(Failure failure) {
        return CompletableFuture.completedFuture(new NotRead(failure));
    }
}

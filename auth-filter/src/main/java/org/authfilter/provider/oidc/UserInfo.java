package org.authfilter.provider.oidc;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.authfilter.provider.TokenResult.Failure;
import org.authfilter.provider.TokenResult.Misconfigured;
import org.authfilter.provider.TokenResult.Rejected;
import org.authfilter.provider.TokenResult.Unavailable;
import org.authfilter.provider.http.Exchange;
import org.authfilter.provider.http.Exchange.Answer;
import org.authfilter.provider.oidc.Discovered.Known;
import org.authfilter.provider.oidc.ProfileResult.NotRead;
import org.authfilter.provider.oidc.ProfileResult.Read;

/** Reads UserInfo (OpenID Connect Core 1.0, section 5.3), where it is wanted and the issuer has it. */
record UserInfo(boolean isWanted, IssuerCalls calls) {

    /** Reads what is said of {@code subject}; nothing counts that is said of anybody else. */
    CompletableFuture<ProfileResult> read(Known known, String accessToken, String subject) {
        URI address = known.metadata().userinfoEndpoint();
        if (!isWanted || address == null) {
            return CompletableFuture.completedFuture(new Read(Claims.NONE));
        }
        return calls.get(known, ProviderMetadata::userinfoEndpoint, address, accessToken)
                .thenApply(exchange -> judge(exchange, subject));
    }

    private static ProfileResult judge(Exchange exchange, String subject) {
        Unavailable broken = Judgement.broken(exchange);
        if (broken != null) {
            return failed(
                    new Unavailable("UserInfo: " + broken.reason(), true, broken.timedOut(), broken.retryAfter()));
        }
        Answer answer = (Answer) exchange;
        if (answer.status() != 200) {
            return failed(new Misconfigured(
                    "UserInfo: HTTP status " + answer.status() + "; userinfo=false does without it", true));
        }
        Optional<Claims> claims = Claims.parse(answer.body());
        if (claims.isEmpty()) {
            return failed(new Misconfigured("UserInfo: the answer is not JSON; userinfo=false does without it", true));
        }
        return subject.equals(claims.get().text("sub"))
                ? new Read(claims.get())
                : failed(new Rejected("UserInfo speaks of another user: its sub is missing or another one"));
    }

    private static ProfileResult failed(Failure failure) {
        return new NotRead(failure);
    }
}

package org.authfilter.internal.refresh;

import java.util.List;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The single refresh under a model checker, which runs each scenario in many different interleavings. In all of them as
 * many token sets are issued as the issuer is called, and no refresh token is presented twice.
 */
@Tag("slow")
class SingleFlightModelTest {

    private static final int INTERLEAVINGS = 150;
    private static final int MAX_WARM_UPS = 5;

    /**
     * The model checker gives each interleaving 30 s, and the first one loads and instruments all classes. On a machine
     * under load that may take longer; the classes that are loaded by then are not loaded again.
     */
    @BeforeAll
    static void warmUp() {
        for (int attempt = 0; attempt < MAX_WARM_UPS && !hasWarmedUp(); attempt++) {
            Thread.onSpinWait();
        }
    }

    private static boolean hasWarmedUp() {
        try {
            Lincheck.runConcurrentTest(1, () -> expired().request());
            return true;
        } catch (AssertionError tookTooLong) {
            return false;
        }
    }

    @Test
    void R4_two_requests_after_the_expiry_make_one_call() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Engine engine = expired();

            together(engine::request, engine::request);

            check(engine.provider.calls() == 1, "one call");
            check(engine.store.load().tokens().accessToken().equals("access-2"), "the new token is stored");
            checkNoTokenIsPresentedTwice(engine);
        });
    }

    @Test
    void R5_R6_a_request_that_read_the_session_earlier_never_presents_the_used_token() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Engine engine = expired();
            UserSession readBefore = engine.store.load();

            together(engine::request, () -> engine.tokenRefresher.ensureFresh(engine.store, readBefore));

            check(engine.provider.calls() == 1, "one call");
            checkNoTokenIsPresentedTwice(engine);
        });
    }

    @Test
    void R11_a_sign_out_that_races_with_a_refresh_leaves_no_session_and_no_live_token() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Engine engine = expired();
            UserSession session = engine.store.load();

            together(engine::request, () -> engine.tokenRefresher.termination().signOut(engine.store, session));

            check(engine.store.load() == null, "the session is gone");
            check(lastIssuedIsRevoked(engine), "the last token set is revoked");
            checkNoTokenIsPresentedTwice(engine);
        });
    }

    @Test
    void R11_a_sign_in_that_races_with_a_refresh_keeps_its_own_tokens() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            Engine engine = expired();
            UserSession previous = engine.store.load();
            UserSession next = engine.newSession("sign-in-2");

            together(engine::request, () -> {
                engine.store.replace(next);
                engine.tokenRefresher.termination().superseded(previous);
            });

            check(engine.store.load().tokens().isSameAs(next.tokens()), "the new sign-in is untouched");
            checkNoTokenIsPresentedTwice(engine);
        });
    }

    private static Engine expired() {
        Engine engine = new Engine();
        engine.clock.advance(Engine.LIFETIME);
        return engine;
    }

    private static void together(Runnable one, Runnable other) {
        Thread first = new Thread(one);
        Thread second = new Thread(other);
        first.start();
        second.start();
        try {
            first.join();
            second.join();
        } catch (InterruptedException stopped) {
            throw new AssertionError("the model checker stopped a thread", stopped);
        }
    }

    private static boolean lastIssuedIsRevoked(Engine engine) {
        List<TokenSet> revoked = engine.provider.revoked();
        String last = "access-" + engine.provider.issued();
        return revoked.stream().anyMatch(tokens -> tokens.accessToken().equals(last));
    }

    private static void checkNoTokenIsPresentedTwice(Engine engine) {
        check(engine.provider.reuses() == 0, "no refresh token is presented twice");
        check(engine.provider.issued() == engine.provider.signIns() + engine.provider.calls(), "issued == calls");
    }

    private static void check(boolean isTrue, String expectation) {
        if (!isTrue) {
            throw new AssertionError("Expected: " + expectation);
        }
    }
}

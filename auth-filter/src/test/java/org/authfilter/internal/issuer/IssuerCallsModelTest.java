package org.authfilter.internal.issuer;

import java.time.Duration;
import java.util.List;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The calls to one issuer under a model checker, which runs each scenario in many different interleavings. */
@Tag("slow")
class IssuerCallsModelTest {

    private static final int INTERLEAVINGS = 300;
    private static final int MAX_WARM_UPS = 5;

    @BeforeAll
    static void warmUp() {
        for (int attempt = 0; attempt < MAX_WARM_UPS && !hasWarmedUp(); attempt++) {
            Thread.onSpinWait();
        }
    }

    private static boolean hasWarmedUp() {
        try {
            Lincheck.runConcurrentTest(1, () -> halfOpen().submit("a"));
            return true;
        } catch (AssertionError tookTooLong) {
            return false;
        }
    }

    @Test
    void R4_two_requests_at_a_half_open_breaker_send_one_probe() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            HeldCalls issuer = halfOpen();

            together(() -> issuer.submit("a"), () -> issuer.submit("b"));

            check(issuer.sent == 2, "the failure and one probe");
            issuer.respond(0, HeldCalls.SUCCESS);
            check(issuer.sent == 3, "the other call is sent at the success");
        });
    }

    @Test
    void R4_a_call_that_is_submitted_while_the_probe_ends_is_sent_or_refused_but_never_forgotten() {
        for (Object result : List.of(HeldCalls.SUCCESS, HeldCalls.TIMED_OUT)) {
            Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
                HeldCalls issuer = halfOpen();
                issuer.submit("a");

                together(() -> issuer.respond(0, result), () -> issuer.submit("b"));

                check(issuer.queued().isEmpty(), "no call waits for nothing");
                check(result.equals(HeldCalls.SUCCESS) == (issuer.sent == 3), "it is sent after a success only");
            });
        }
    }

    @Test
    void R4_a_call_that_is_withdrawn_while_the_probe_ends_is_either_sent_or_withdrawn() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> {
            HeldCalls issuer = halfOpen();
            issuer.submit("a");
            IssuerCall<Object> waiting = issuer.submit("b");

            together(() -> issuer.respond(0, HeldCalls.SUCCESS), () -> issuer.calls.withdraw(waiting));

            boolean isSent = waiting.sentAt() != null;
            check(isSent == (issuer.sent == 3), "it is sent once or not at all");
            check(isSent != waiting.result().isDone(), "it ends at once only if it was not sent");
        });
    }

    /** An issuer whose breaker has opened, and whose first probe is due. */
    private static HeldCalls halfOpen() {
        HeldCalls issuer = new HeldCalls();
        issuer.submit("opens");
        issuer.respond(0, HeldCalls.TIMED_OUT);
        issuer.clock.advance(Duration.ofSeconds(1));
        return issuer;
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

    private static void check(boolean isTrue, String expectation) {
        if (!isTrue) {
            throw new AssertionError("Expected: " + expectation);
        }
    }
}

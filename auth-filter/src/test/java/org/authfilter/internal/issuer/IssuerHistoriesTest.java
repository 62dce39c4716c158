package org.authfilter.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of the calls to one issuer, against the sentences of R4. */
class IssuerHistoriesTest {

    private static final int EVENTS = 3_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void R4_each_sentence_is_true_in_any_order_of_events(long seed) {
        Random random = new Random(seed);
        HeldCalls issuer = new HeldCalls();
        boolean isClosed = true;
        for (int event = 0; event < EVENTS; event++) {
            int sentBefore = issuer.sent;
            int kind = random.nextInt(10);
            if (kind < 5) {
                IssuerCall<Object> call = issuer.submit("session-" + random.nextInt(5));
                boolean hadCapacity = sentBefore < issuer.sent || issuer.underWay.size() < HeldCalls.MAX_CALLS;
                if (isClosed && hadCapacity) {
                    assertThat(call.sentAt()).as("a closed breaker sends").isNotNull();
                }
                assertThat(call.sentAt() == null || !call.result().isDone())
                        .as("a call that was sent does not end before the issuer responds")
                        .isTrue();
            } else if (kind < 8 && !issuer.underWay.isEmpty()) {
                Object result = List.of(HeldCalls.SUCCESS, HeldCalls.SUCCESS, HeldCalls.RESET, HeldCalls.TIMED_OUT)
                        .get(random.nextInt(4));
                issuer.respond(random.nextInt(issuer.underWay.size()), result);
                isClosed = result.equals(HeldCalls.SUCCESS) || (isClosed && !result.equals(HeldCalls.TIMED_OUT));
                if (result.equals(HeldCalls.SUCCESS)) {
                    assertThat(issuer.queued().isEmpty() || issuer.underWay.size() == HeldCalls.MAX_CALLS)
                            .as("a success sends the calls that wait, up to the limit")
                            .isTrue();
                }
            } else if (kind == 8) {
                issuer.clock.advance(Duration.ofMillis(random.nextInt(2_000)));
            } else if (!issuer.queued().isEmpty()) {
                IssuerCall<Object> withdrawn = issuer.queued().get(0);
                issuer.calls.withdraw(withdrawn);
                assertThat(withdrawn.result()).isDone();
            }
            assertThat(issuer.underWay).as("calls at the same time").hasSizeLessThanOrEqualTo(HeldCalls.MAX_CALLS);
            if (!isClosed) {
                assertThat(issuer.sent - sentBefore).as("probes of one step").isLessThanOrEqualTo(1);
            }
            if (issuer.underWay.isEmpty()) {
                assertThat(issuer.queued()).as("no call waits for nothing").isEmpty();
            }
        }
        while (!issuer.underWay.isEmpty()) {
            issuer.respond(0, HeldCalls.SUCCESS);
        }
        assertThat(issuer.submitted).allMatch(call -> call.result().isDone());
    }
}

package org.authfilter.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.authfilter.ErrorCode;
import org.authfilter.event.SignInFailed;
import org.authfilter.internal.boot.LogRecords;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdiEventsTest {

    private static final SignInFailed EVENT = new SignInFailed("backend", ErrorCode.ACCESS_DENIED);

    private final MutableClock clock = new MutableClock(Instant.EPOCH);
    private final CdiEvents events = new CdiEvents(clock);

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, AssertionError.class, NoClassDefFoundError.class})
    void an_exception_of_an_observer_is_logged_and_breaks_nothing(Class<? extends Throwable> type) throws Exception {
        Throwable thrown = type.getConstructor().newInstance();
        try (LogRecords log = new LogRecords()) {
            events.fire(event -> sneakyThrow(thrown), EVENT);

            assertThat(log.text()).contains("An observer of SignInFailed failed");
        }
    }

    /** Strangers cause SignInFailed as often as they like. */
    @Test
    void the_failures_of_an_observer_are_logged_once_a_minute_with_their_stack_trace() {
        try (LogRecords log = new LogRecords()) {
            for (int i = 0; i < 100; i++) {
                events.fire(event -> sneakyThrow(new IllegalStateException()), EVENT);
            }
            clock.advance(Duration.ofMinutes(1));
            events.fire(event -> sneakyThrow(new IllegalStateException()), EVENT);

            assertThat(log.lines("WARNING"))
                    .containsExactly(
                            "An observer of SignInFailed failed",
                            "An observer of SignInFailed failed (99 similar messages left out before)");
        }
    }

    @Test
    void an_error_of_the_virtual_machine_in_an_observer_is_rethrown() {
        assertThatThrownBy(() -> events.fire(event -> sneakyThrow(new OutOfMemoryError()), EVENT))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}

package org.authfilter.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.authfilter.ErrorCode;
import org.authfilter.event.SignInFailed;
import org.authfilter.internal.boot.LogRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdiEventsTest {

    private static final SignInFailed EVENT = new SignInFailed("backend", ErrorCode.ACCESS_DENIED);

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, AssertionError.class, NoClassDefFoundError.class})
    void an_exception_of_an_observer_is_logged_and_breaks_nothing(Class<? extends Throwable> type) throws Exception {
        Throwable thrown = type.getConstructor().newInstance();
        try (LogRecords log = new LogRecords()) {
            CdiEvents.fire(event -> sneakyThrow(thrown), EVENT);

            assertThat(log.text()).contains("An observer of SignInFailed failed");
        }
    }

    @Test
    void an_error_of_the_virtual_machine_in_an_observer_is_rethrown() {
        assertThatThrownBy(() -> CdiEvents.fire(event -> sneakyThrow(new OutOfMemoryError()), EVENT))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}

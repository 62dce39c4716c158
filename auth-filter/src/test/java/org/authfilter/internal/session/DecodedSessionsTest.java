package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecodedSessionsTest {

    private static final UserSession ALICE = SignedInSessions.complete();

    private final DecodedSessions decoded = new DecodedSessions();

    @Test
    void R1_one_attribute_value_is_decoded_once() {
        Object value = SessionCodec.encode(ALICE, null);

        UserSession first = decoded.decode(value);

        assertThat(first).isEqualTo(ALICE);
        assertThat(decoded.decode(value)).isSameAs(first);
    }

    @Test
    void an_equal_value_that_is_another_object_is_decoded_again() {
        UserSession first = decoded.decode(SessionCodec.encode(ALICE, null));

        assertThat(decoded.decode(SessionCodec.encode(ALICE, null)))
                .isEqualTo(first)
                .isNotSameAs(first);
    }

    @Test
    void two_values_with_one_hash_code_are_told_apart() {
        Object ofAlice = new SameHash(ALICE);
        Object ofBob = new SameHash(SignedInSessions.sparse());

        assertThat(decoded.decode(ofAlice)).isEqualTo(ALICE);
        assertThat(decoded.decode(ofBob)).isEqualTo(SignedInSessions.sparse());
        assertThat(decoded.decode(ofAlice)).isEqualTo(ALICE);
    }

    /** Values that are equal to each other although they hold different sessions. */
    private static final class SameHash extends HashMap<Object, Object> {

        private static final long serialVersionUID = 1;

        SameHash(UserSession session) {
            super((Map<?, ?>) SessionCodec.encode(session, null));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof SameHash;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    static Stream<Object> foreignValues() {
        return Stream.of("text", 17, List.of(), Map.of(), Map.of("id", "sign-in-1"));
    }

    @ParameterizedTest
    @MethodSource("foreignValues")
    void a_value_without_a_session_is_not_kept(Object value) {
        assertThat(decoded.decode(value)).isNull();
        assertThat(decoded.decode(null)).isNull();
        assertThat(decoded.size()).isZero();
    }

    @Test
    void an_entry_goes_when_the_container_has_let_go_of_its_value() {
        IntStream.range(0, 100).forEach(i -> decoded.decode(SessionCodec.encode(ALICE, null)));
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();

        while (decoded.size() > 10 && System.nanoTime() < deadline) {
            System.gc();
            decoded.decode(SessionCodec.encode(ALICE, null));
        }

        assertThat(decoded.size()).isLessThanOrEqualTo(10);
    }
}

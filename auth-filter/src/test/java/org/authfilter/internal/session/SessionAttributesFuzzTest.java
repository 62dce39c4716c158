package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.authfilter.internal.config.SessionEnd;
import org.authfilter.internal.fuzz.FuzzTarget;
import org.authfilter.internal.token.TokenSet;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/**
 * Every value under the attribute names of the library is a session or none, and throws nothing. The input: the kind of
 * map, then lines with a member, the initial of a type and a value; a line with an opening brace begins a nested map, a
 * line with a closing brace ends it.
 */
class SessionAttributesFuzzTest implements FuzzTarget {

    private static final Instant NOW = SignedInSessions.NOW;
    private static final Map<String, Supplier<Map<Object, Object>>> KINDS =
            Map.of("HashMap", HashMap::new, "TreeMap", TreeMap::new, "ConcurrentHashMap", ConcurrentHashMap::new);

    @Override
    @FuzzTest
    public void every_input_passes(byte[] input) {
        Iterator<String> lines =
                new String(input, StandardCharsets.UTF_8).lines().iterator();
        String kind = lines.hasNext() ? lines.next() : "";
        Object attribute = KINDS.containsKey(kind) ? map(KINDS.get(kind), lines) : kind;

        UserSession session = SessionCodec.decode(attribute, SignedInSessions.KEY);
        if (session != null) {
            assertUsable(session);
            assertThat(SessionCodec.decode(
                            SessionCodec.encode(session, SignedInSessions.KEY, SessionCodec.ownerNode(attribute)),
                            SignedInSessions.KEY))
                    .isEqualTo(session);
        }
        assertThatRequestsAreServed(attribute, session);
    }

    private static Object map(Supplier<Map<Object, Object>> kind, Iterator<String> lines) {
        Map<Object, Object> map = kind.get();
        for (String line = next(lines); !line.equals("}"); line = next(lines)) {
            String[] parts = line.split(" ", 3);
            if (parts.length == 3) {
                Object key = parts[0].matches("\\d{1,9}") ? Integer.valueOf(parts[0]) : parts[0];
                put(map, key, value(parts[1], parts[2], kind, map, lines));
            }
        }
        return map;
    }

    private static String next(Iterator<String> lines) {
        return lines.hasNext() ? lines.next() : "}";
    }

    /** Some maps accept no key of another type, or no null. */
    private static void put(Map<Object, Object> map, Object key, Object value) {
        try {
            map.put(key, value);
        } catch (ClassCastException | NullPointerException notAccepted) {
            map.clear();
        }
    }

    private static Object value(
            String type,
            String text,
            Supplier<Map<Object, Object>> kind,
            Map<Object, Object> itself,
            Iterator<String> lines) {
        return switch (type) {
            case "S" -> text;
            case "L" ->
                text.matches("-?\\d{1,18}")
                        ? Long.valueOf(text)
                        : text.length() % 2 == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
            case "I" -> text.length();
            case "N" -> null;
            case "E" -> encrypted("tokens", text);
            case "U" -> encrypted("unverified", text);
            case "A" -> new ArrayList<>(Arrays.asList(text.split(",", -1)));
            case "O" -> new ArrayList<>(Arrays.asList(text, null, 1));
            case "{" -> map(kind, lines);
            case "itself" -> itself;
            default -> new Object();
        };
    }

    private static String encrypted(String part, String text) {
        return new TokenEncryption(SignedInSessions.KEY, "sign-in-1/" + part)
                .encrypt(Map.of("accessToken", text, "refreshToken", text));
    }

    private static void assertUsable(UserSession session) {
        TokenSet tokens = session.tokens();
        assertThat(session.id()).isNotNull();
        assertThat(tokens.accessToken()).isNotNull();
        assertThat(session.user().getName()).isNotNull();
        assertThat(session.user().roles()).doesNotContainNull();
        assertThat(tokens.isExpired(NOW)
                        && !tokens.awaitsVerification(NOW)
                        && !tokens.expiresWithin(Duration.ZERO, NOW))
                .isFalse();
        assertThat(session.startedAt().plus(Duration.ofDays(3650))).isAfter(session.startedAt());
        assertThat(SignedInSessions.limits(null).logouts().isLoggedOut(session)).isFalse();
    }

    private static void assertThatRequestsAreServed(Object attribute, UserSession session) {
        MockHttpSession httpSession = new MockHttpSession();
        httpSession.setAttribute(HttpSessionStore.ATTRIBUTE, attribute);
        Map<String, String> identities = new HashMap<>(Map.of("backend", "identity-1"));
        if (session != null) {
            identities.put(session.provider(), "identity-1");
        }
        httpSession.setAttribute(ProviderIdentities.ATTRIBUTE, "identity-1");
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(httpSession);
        request.setCookies(new Cookie(SessionKeyCookie.NAME, SignedInSessions.KEY.text()));
        MockHttpServletResponse response = new MockHttpServletResponse();
        Sessions sessions = new Sessions(
                SessionEnd.INVALIDATE, SignedInSessions.limits(null), new ProviderIdentities(identities), "server-1");
        HttpSessionStore store = sessions.of(request, response);

        assertThat(store.load()).isEqualTo(session);
        assertThat(store.isOwnedElsewhere()).isTrue();
        assertThat(store.update("sign-in-1", current -> Optional.of(current.activeAt(NOW))) == null)
                .isEqualTo(session == null || !session.id().equals("sign-in-1"));
        sessions.begin(request, response, SignedInSessions.complete());
        assertThat(sessions.of(request, response).load()).isEqualTo(SignedInSessions.complete());
    }
}

package org.authfilter.internal.provider.oidc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.authfilter.internal.common.JsonDepth;
import org.authfilter.internal.provider.JwtLimits;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object: claims of a token, UserInfo, or any response of an issuer. The values never print. */
record Claims(Map<String, Object> members) {

    private static final long SECONDS_UNTIL_YEAR_10000 = 253_402_300_800L;

    static final Claims NONE = new Claims(Map.of());

    /** Empty if the text is not a JSON object, or one that is nested too deeply. */
    static Optional<Claims> parse(String json) {
        if (JsonDepth.exceedsLimit(json)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Claims(JsonUtil.parseJson(json)));
        } catch (JoseException | RuntimeException notAnObject) {
            return Optional.empty();
        }
    }

    /** The claims of a valid token. */
    static Claims of(JwtClaims valid) {
        return new Claims(valid.getClaimsMap());
    }

    /** The claims of a JWT, without a check of its signature; none if the token is opaque. */
    static Claims ofJwt(@Nullable String token) {
        return ofPart(token, 1);
    }

    /** The algorithm in the header of a JWT; empty if the token is opaque. */
    static String algorithmOf(@Nullable String token) {
        String algorithm = ofPart(token, 0).text("alg");
        return algorithm == null ? "" : algorithm;
    }

    /** The type in the header of a JWT, in lower case and without {@code application/}; empty if it has none. */
    static String typeOf(String token) {
        String type = ofPart(token, 0).text("typ");
        return type == null ? "" : type.toLowerCase(Locale.ROOT).replaceFirst("^application/", "");
    }

    private static Claims ofPart(@Nullable String token, int index) {
        if (token == null || !JwtLimits.accept(token)) {
            return NONE;
        }
        byte[] part = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
        return parse(new String(part, StandardCharsets.UTF_8)).orElse(NONE);
    }

    /** These, with {@code value} for {@code name} unless it is {@code null}. */
    Claims with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new HashMap<>(members);
        more.put(name, value);
        return new Claims(more);
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    /** A member that is a string and not empty; {@code null} otherwise. */
    @Nullable
    String text(String name) {
        return members.get(name) instanceof String text && !text.isEmpty() ? text : null;
    }

    /** A member that is a string and not empty, or a whole number as text; {@code null} otherwise. */
    @Nullable
    String textOrNumber(String name) {
        return members.get(name) instanceof Long number ? number.toString() : text(name);
    }

    /** A member that is a whole number, perhaps written as a string; {@code null} otherwise. */
    @Nullable
    Long number(String name) {
        Object value = members.get(name);
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value instanceof String text && text.matches("-?\\d{1,18}") ? Long.valueOf(text) : null;
    }

    /** A member that is a time (NumericDate of RFC 7519, section 2) from 1970 to 9999; {@code null} otherwise. */
    @Nullable
    Instant time(String name) {
        Long seconds = number(name);
        return seconds != null && seconds >= 0 && seconds < SECONDS_UNTIL_YEAR_10000
                ? Instant.ofEpochSecond(seconds)
                : null;
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    /** A member that is a list of strings, or one string (as {@code aud} of RFC 7519, section 4.1.3). */
    List<String> texts(String name) {
        return texts(members.get(name));
    }

    /**
     * The different strings at a JSON pointer (RFC 6901), none where the list is empty. Of an object, as some issuers write
     * roles, they are its names; an object in a list has a {@code name}. {@code null} if there is neither a string nor a list
     * nor an object.
     */
    @Nullable
    List<String> textsAt(String pointer) {
        Object value = members;
        for (String segment : pointer.substring(1).split("/", -1)) {
            String name = segment.replace("~1", "/").replace("~0", "~");
            value = value instanceof Map<?, ?> object ? object.get(name) : element(value, name);
        }
        if (value instanceof Map<?, ?> object) {
            return texts(List.copyOf(object.keySet()));
        }
        return value instanceof List<?> || value instanceof String
                ? texts(named(value)).stream().distinct().toList()
                : null;
    }

    private static @Nullable Object element(@Nullable Object value, String index) {
        return value instanceof List<?> list
                        && index.matches("0|[1-9]\\d{0,8}")
                        && Integer.parseInt(index) < list.size()
                ? list.get(Integer.parseInt(index))
                : null;
    }

    private static Object named(Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .<@Nullable Object>map(item -> item instanceof Map<?, ?> object ? object.get("name") : item)
                        .toList()
                : value;
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof List<?> several) {
            return several.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return value instanceof String single && !single.isEmpty() ? List.of(single) : List.of();
    }

    /** Whether both have the same value of {@code name}, or neither has one. */
    boolean agreesWith(Claims other, String name) {
        return Objects.equals(members.get(name), other.members.get(name));
    }

    /** Names only. */
    @Override
    public String toString() {
        return "Claims" + members.keySet();
    }
}

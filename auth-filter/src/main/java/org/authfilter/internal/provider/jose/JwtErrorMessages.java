package org.authfilter.internal.provider.jose;

import java.util.List;
import java.util.stream.Collectors;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Why a JWT does not hold, in words for the log: jose4j's own messages quote the token. */
final class JwtErrorMessages {

    private static final List<String> BY_CODE = List.of(
            "",
            "exp is past",
            "exp is missing",
            "iat is missing",
            "nbf is missing",
            "exp is too far away",
            "nbf is to come",
            "aud is missing",
            "aud is not ours",
            "the signature is wrong",
            "the signature is missing",
            "iss is missing",
            "iss is another one",
            "jti is missing",
            "sub is missing",
            "sub is another one",
            "it holds no JSON object",
            "it can't be read or no key fits",
            "a claim is malformed",
            "it is not encrypted",
            "it is not signed",
            "typ is missing",
            "typ is another one",
            "iat is to come",
            "iat is too long ago");

    private JwtErrorMessages() {}

    static String of(InvalidJwtException invalid) {
        return invalid.getErrorDetails().stream()
                .map(error -> error.getErrorCode())
                .map(code -> BY_CODE.get(code > 0 && code < BY_CODE.size() ? code : ErrorCodes.MISCELLANEOUS))
                .distinct()
                .collect(Collectors.joining(", ", "the JWT does not hold: ", ""));
    }
}

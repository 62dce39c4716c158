package org.authfilter.internal.provider.jose;

import java.util.List;
import java.util.stream.Collectors;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Why a JWT is invalid, in words for the log: jose4j's own messages quote the token. */
final class JwtErrorMessages {

    private static final List<String> BY_CODE = List.of(
            "",
            "expired (exp)",
            "exp is missing",
            "iat is missing",
            "nbf is missing",
            "expires too far in the future (exp)",
            "not yet valid (nbf)",
            "aud is missing",
            "unexpected audience (aud)",
            "signature invalid",
            "signature missing",
            "iss is missing",
            "unexpected issuer (iss)",
            "jti is missing",
            "sub is missing",
            "unexpected subject (sub)",
            "the payload is no JSON object",
            "can't be parsed, or no key fits",
            "a claim is malformed",
            "not encrypted",
            "not signed",
            "typ is missing",
            "unexpected type (typ)",
            "issued in the future (iat)",
            "issued too long ago (iat)");

    private JwtErrorMessages() {}

    static String of(InvalidJwtException invalid) {
        return invalid.getErrorDetails().stream()
                .map(error -> error.getErrorCode())
                .map(code -> BY_CODE.get(code > 0 && code < BY_CODE.size() ? code : ErrorCodes.MISCELLANEOUS))
                .distinct()
                .collect(Collectors.joining(", ", "the JWT is invalid: ", ""));
    }
}

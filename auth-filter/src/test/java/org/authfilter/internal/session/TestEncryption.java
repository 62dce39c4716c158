package org.authfilter.internal.session;

/** Encryption under one key that all nodes of a test have. */
public final class TestEncryption {

    private static final SessionKey KEY = SessionKey.create();

    private TestEncryption() {}

    public static TokenEncryption in(String context) {
        return new TokenEncryption(KEY, context);
    }
}

package org.authfilter.spi;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A sign-in that is about to be tried. Its {@code toString} has no login name, since users sometimes type their password
 * into that field.
 *
 * @param provider the name of the credentials provider
 * @param loginName the first login field in a uniform spelling: without blanks around it, at most its first 256
 *     characters, in Unicode normalization form NFKC, in lower case
 * @param address the address of the client as the server knows it; empty if it is unknown
 */
public record SignInAttempt(String provider, String loginName, String address) {

    private static final int MOST_CHARACTERS = 256;

    /**
     * Converts the login name as it was typed into the uniform spelling.
     *
     * @param provider the name of the credentials provider
     * @param loginName the first login field
     * @param address the address of the client
     */
    public SignInAttempt {
        String typed = loginName.strip();
        String start = typed.substring(0, Math.min(typed.length(), MOST_CHARACTERS));
        loginName = Normalizer.normalize(start, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    @Override
    public String toString() {
        return "SignInAttempt[provider=" + provider + ", address=" + address + "]";
    }
}

package org.authfilter.spi;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A sign-in that is about to be tried. It prints without the login name: people type passwords into the wrong field.
 *
 * @param provider the name of the credentials provider
 * @param loginName the first login field, written in one way only: without blanks around it, at most its first 256
 *     characters, in Unicode's form NFKC and in lower case
 * @param address where the request comes from, as the server knows it; empty if it does not
 */
public record SignInAttempt(String provider, String loginName, String address) {

    private static final int MOST_CHARACTERS = 256;

    /**
     * Takes the login name as it was typed.
     *
     * @param provider the name of the credentials provider
     * @param loginName the first login field
     * @param address where the request comes from
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

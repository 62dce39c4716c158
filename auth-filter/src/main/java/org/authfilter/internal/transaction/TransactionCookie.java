package org.authfilter.internal.transaction;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.authfilter.internal.web.Cookies;

/**
 * A cookie with one transaction. Before the encrypted part its value has the second of the start, by which the oldest
 * cookie is found; a browser that changes it harms only its own sign-ins.
 */
record TransactionCookie(String name, String value) {

    private static final char SEPARATOR = '.';
    private static final int RADIX = 36;

    static TransactionCookie of(SignInTransaction transaction, String name, String encrypted) {
        String second = Long.toString(transaction.startedAt().getEpochSecond(), RADIX);
        return new TransactionCookie(name, second + SEPARATOR + encrypted);
    }

    /** The cookies of a request whose names begin with {@code prefix}; of two that started in one second, in any order. */
    static List<TransactionCookie> newestFirst(HttpServletRequest request, String prefix) {
        return Cookies.all(request)
                .filter(cookie -> cookie.getName().startsWith(prefix))
                .map(TransactionCookie::of)
                .sorted(Comparator.comparingLong(TransactionCookie::startedAtSecond)
                        .reversed())
                .toList();
    }

    private static TransactionCookie of(Cookie cookie) {
        return new TransactionCookie(cookie.getName(), cookie.getValue());
    }

    /** 0 if it can't be read. */
    private long startedAtSecond() {
        try {
            return Long.parseLong(value.substring(0, Math.max(0, value.indexOf(SEPARATOR))), RADIX);
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    static String encryptedPart(String value) {
        return value.substring(value.indexOf(SEPARATOR) + 1);
    }

    /** The characters of name and value. */
    int size() {
        return name.length() + value.length();
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "TransactionCookie[" + name + "]";
    }
}

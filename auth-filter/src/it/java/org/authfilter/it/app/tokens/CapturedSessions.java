package org.authfilter.it.app.tokens;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.authfilter.CapturedSession;

/** Keeps captured sessions beyond their requests, as a queue of jobs does. */
@ApplicationScoped
public class CapturedSessions {

    private final Map<String, CapturedSession> kept = new ConcurrentHashMap<>();

    public void keep(String name, CapturedSession session) {
        kept.put(name, session);
    }

    public CapturedSession of(String name) {
        return kept.get(name);
    }
}

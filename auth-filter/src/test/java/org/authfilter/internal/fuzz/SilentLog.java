package org.authfilter.internal.fuzz;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Switches our loggers off: they would write a line for most of the inputs. */
public final class SilentLog implements BeforeAllCallback, AfterAllCallback {

    private static final Logger OURS = Logger.getLogger("org.authfilter");

    @Override
    public void beforeAll(ExtensionContext context) {
        OURS.setLevel(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        OURS.setLevel(null);
    }
}

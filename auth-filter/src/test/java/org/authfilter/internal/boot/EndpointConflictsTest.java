package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndpointConflictsTest {

    @Test
    void a_servlet_below_the_path_is_named_with_the_remedy() {
        RecordingContext context = new RecordingContext().servlet("own", "/auth/report", "/report");

        assertThat(EndpointConflicts.of(context, "/auth"))
                .singleElement()
                .asString()
                .contains("/auth/report")
                .doesNotContain(" /report")
                .contains("all paths below /auth belong to auth-filter");
    }

    @Test
    void a_servlet_for_the_path_or_all_below_it_is_named() {
        RecordingContext context =
                new RecordingContext().servlet("one", "/auth").servlet("all", "/auth/*");

        assertThat(EndpointConflicts.of(context, "/auth"))
                .singleElement()
                .asString()
                .contains("/auth, /auth/*");
    }

    @Test
    void a_file_below_the_path_is_named() {
        RecordingContext context = new RecordingContext().files("/account/", "/account/index.html", "/account/img/");

        assertThat(EndpointConflicts.of(context, "/account"))
                .singleElement()
                .asString()
                .contains("/account/img/, /account/index.html");
    }

    @Test
    void servlets_and_files_of_other_paths_are_not_named() {
        RecordingContext context = new RecordingContext()
                .servlet("default", "/")
                .servlet("all", "/*", "*.jsp", "/authors/*", "/authors")
                .files("/authors/", "/authors/index.html");

        assertThat(EndpointConflicts.of(context, "/auth")).isEmpty();
    }
}

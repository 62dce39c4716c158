package org.authfilter.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.authfilter.testkit.IssuedSecrets;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window, for one test class. Paths are absolute ones of the server; every wait has an end. */
final class Chromium implements AutoCloseable {

    private static final Path BROWSER = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getProperty("chromedriver", "/usr/bin/chromedriver"));
    private static final Path SCREENSHOTS = Path.of(System.getProperty("screenshots"));
    private static final String SERVER = System.getProperty("server.url");
    private static final Pattern LOADED = Pattern.compile("Network\\.loadingFinished.*?\"requestId\":\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    Chromium() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--lang=en",
                "--window-size=1100,900");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // With both paths set, Selenium does not look for a browser to download.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
    }

    /** Whether it is installed; fails if it is not, and {@code CI=true}. */
    static boolean isThere() {
        return Programs.areInstalled(BROWSER, DRIVER);
    }

    /** Types an address. */
    void open(String path) {
        driver.get(SERVER + path);
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** The path and query of the page that is shown. */
    String address() {
        return driver.getCurrentUrl().substring(SERVER.length());
    }

    /** The text of an element; empty if it is not there. */
    String text(String selector) {
        return String.valueOf(run("return document.querySelector(arguments[0])?.textContent.trim() ?? ''", selector));
    }

    void click(String selector) {
        awaits(selector, () -> driver.findElements(byCss(selector)).stream().anyMatch(e -> e.isEnabled()));
        driver.findElement(byCss(selector)).click();
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Moves the focus by the keyboard until it is on an element. */
    void tabTo(String selector) {
        for (int i = 0; i < 20; i++) {
            press(Keys.TAB);
            if (Boolean.TRUE.equals(run("return document.activeElement.matches(arguments[0])", selector))) {
                return;
            }
        }
        throw new AssertionError("The keyboard does not reach " + selector);
    }

    /** Runs a script in the page and returns what it returns. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs an asynchronous script that may use {@code auth}, the client module of an application. */
    Object runWithModule(String application, String script) {
        return driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                (async () => {
                  const auth = await import('/%s/auth/client.js');
                  %s
                })().then(done, (failed) => done('failed: ' + failed));
                """.formatted(application, script));
    }

    /** Waits until an element's text is {@code text}. */
    void awaitText(String selector, String text) {
        awaits(selector + " says " + text, () -> text(selector).equals(text));
    }

    /** Waits until an element is to be seen. */
    void awaitShown(String selector) {
        awaits(
                selector + " is to be seen",
                () -> driver.findElement(byCss(selector)).isDisplayed());
    }

    /** Waits until the page at this path and query is shown. */
    void awaitAddress(String address) {
        awaits("the page " + address + " is shown", () -> address().equals(address));
    }

    /** Waits for anything that is seen in the page. */
    void awaits(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, () -> {
            try {
                return condition.getAsBoolean();
            } catch (WebDriverException pageIsChanging) {
                return false;
            }
        });
    }

    String currentTab() {
        return driver.getWindowHandle();
    }

    /** Opens a tab, which hides the others. */
    void newTab() {
        driver.switchTo().newWindow(WindowType.TAB);
    }

    /** Shows a tab, which hides the others. */
    void showTab(String tab) {
        driver.switchTo().window(tab);
    }

    /** Afterwards no tab is the current one, until one is shown. */
    void closeThisTab() {
        driver.close();
    }

    /** Without cookies and with a single, empty tab. */
    void reset() {
        List<String> tabs = List.copyOf(driver.getWindowHandles());
        tabs.stream().skip(1).forEach(tab -> {
            showTab(tab);
            closeThisTab();
        });
        showTab(tabs.get(0));
        offline(false);
        driver.get("about:blank");
        rememberCookies();
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        logs();
    }

    private void rememberCookies() {
        List<?> cookies = (List<?>)
                driver.executeCdpCommand("Network.getAllCookies", Map.of()).get("cookies");
        cookies.stream()
                .map(Map.class::cast)
                .forEach(cookie -> IssuedSecrets.add("cookie " + cookie.get("name"), (String) cookie.get("value")));
    }

    /** Cuts this tab off, or connects it again. */
    void offline(boolean isOffline) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", isOffline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** All that this browser has got: page, address, storage, cookies, console, and requests and responses since reset. */
    List<String> traces() {
        List<String> logs = logs();
        Stream<String> page = Stream.of(
                address(),
                String.valueOf(run("return document.documentElement.outerHTML")),
                String.valueOf(run("return JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")),
                String.valueOf(driver.executeCdpCommand("Network.getAllCookies", Map.of())));
        return Stream.of(page, logs.stream(), bodies(logs)).flatMap(all -> all).toList();
    }

    private Stream<String> bodies(List<String> logs) {
        return logs.stream().map(LOADED::matcher).filter(Matcher::find).map(loaded -> body(loaded.group(1)));
    }

    private String body(String requestId) {
        try {
            return String.valueOf(driver.executeCdpCommand("Network.getResponseBody", Map.of("requestId", requestId)));
        } catch (WebDriverException hasNoBody) {
            return "";
        }
    }

    private List<String> logs() {
        return Stream.of(LogType.BROWSER, LogType.PERFORMANCE)
                .flatMap(type -> driver.manage().logs().get(type).getAll().stream())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** A light or dark system with a window of this size. */
    void look(boolean isDark, int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    /** The language that the pages are requested in. */
    void language(String language) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", language)));
    }

    /** Takes a picture of what is to be seen, for the README. */
    void screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        rememberCookies();
        driver.quit();
    }

    private static By byCss(String selector) {
        return By.cssSelector(selector);
    }
}

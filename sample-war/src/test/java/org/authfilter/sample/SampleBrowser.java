package org.authfilter.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a window. Paths are relative to the root of the sample. */
final class SampleBrowser implements AutoCloseable {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of(System.getProperty("screenshots"));
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    SampleBrowser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en", "--window-size=1100,900");
        // With both paths set, Selenium does not look for a browser to download.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(TIMEOUT).scriptTimeout(TIMEOUT);
    }

    static boolean isInstalled() {
        return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    }

    void open(String path) {
        driver.get(SampleWar.ROOT + path);
    }

    void deleteCookies() {
        driver.manage().deleteAllCookies();
    }

    void click(String selector) {
        await(ExpectedConditions.elementToBeClickable(By.cssSelector(selector))).click();
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Moves the focus by the keyboard to an element. */
    void tabTo(String selector) {
        for (int i = 0; i < 20; i++) {
            press(Keys.TAB);
            if (Boolean.TRUE.equals(run("return document.activeElement.matches(arguments[0])", selector))) {
                return;
            }
        }
        throw new AssertionError("The keyboard does not reach " + selector);
    }

    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Signs out by a request that the client module does not see. */
    void signOutUnnoticed() {
        Object status = driver.executeAsyncScript("""
                const done = arguments[0];
                fetch('/sample/auth/signout', { method: 'POST' }).then(({ status }) => done(status), done);
                """);
        if (!Long.valueOf(200).equals(status)) {
            throw new AssertionError("Sign-out: " + status);
        }
    }

    void awaitPath(String path) {
        await(ExpectedConditions.urlToBe(SampleWar.ROOT + path));
    }

    void awaitPathPrefix(String path) {
        await(driver -> driver.getCurrentUrl().startsWith(SampleWar.ROOT + path));
    }

    void awaitShown(String selector) {
        await(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(selector)));
    }

    void awaitMissing(String selector) {
        await(driver -> driver.findElements(By.cssSelector(selector)).isEmpty());
    }

    void awaitText(String selector, String part) {
        await(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), part));
    }

    void awaitOtherText(String selector, String text) {
        await(driver -> !text(selector).equals(text));
    }

    private <T> T await(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, TIMEOUT)
                .ignoring(StaleElementReferenceException.class)
                .until(condition);
    }

    /** Keeps a picture of the page in {@code target/screenshots}. */
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
        driver.quit();
    }
}

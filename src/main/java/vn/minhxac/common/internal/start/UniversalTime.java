package vn.minhxac.common.internal.start;

import java.time.ZoneOffset;
import java.util.TimeZone;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Runs the application in UTC, whatever the server's own time zone is. The engine keeps due dates of its jobs without a zone, in that of the
 * process: a server moved to another zone would otherwise move every deadline that waits. People see Vietnamese time all the same.
 */
public class UniversalTime implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
    }
}

package vn.minhxac;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Minh Xác: training mode with the profile {@code training}, production mode otherwise. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class MinhXac {

    public static void main(String[] args) {
        SpringApplication.run(MinhXac.class, args);
    }
}

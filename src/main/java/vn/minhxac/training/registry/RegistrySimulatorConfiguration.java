package vn.minhxac.training.registry;

import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import vn.minhxac.registry.RegistryEndpoint;

/** Starts the simulator in training mode and points the gateway at it. */
@Configuration(proxyBeanMethods = false)
@Profile("training")
class RegistrySimulatorConfiguration {

    @Bean(destroyMethod = "close")
    HttpRegistrySimulator registrySimulator(@Value("${minhxac.training.registry-port:0}") int port,
                                            @Value("${minhxac.training.registry-file:}") String file) {
        HttpRegistrySimulator simulator = new HttpRegistrySimulator(port);
        if (!file.isBlank()) {
            RegistryFile.load(Path.of(file), simulator);
        }
        return simulator;
    }

    @Bean
    RegistryEndpoint registryEndpoint(RegistrySimulator simulator) {
        return new RegistryEndpoint(simulator.url());
    }
}

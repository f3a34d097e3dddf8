package vn.minhxac.registry.internal;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says how the registry is. An outage there is not one here: the portal goes on, so it never turns this node's health to down. */
@Component("registryHealthIndicator")
class RegistryHealth implements HealthIndicator {

    private final HttpRegistryGateway gateway;

    RegistryHealth(HttpRegistryGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Health health() {
        CircuitBreaker.State state = gateway.circuit();
        Health.Builder health = state == CircuitBreaker.State.CLOSED ? Health.up() : Health.unknown();
        return health.withDetail("circuit", state.name()).build();
    }
}

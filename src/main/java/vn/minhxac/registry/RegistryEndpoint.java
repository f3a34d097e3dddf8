package vn.minhxac.registry;

import java.net.URI;

/**
 * Where the registry is, in place of the setting {@code minhxac.registry.url}: training mode defines one for its simulator.
 *
 * @param base address before {@code /v1/comparisons}
 */
public record RegistryEndpoint(URI base) {
}

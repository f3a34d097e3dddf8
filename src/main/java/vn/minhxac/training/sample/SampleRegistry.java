package vn.minhxac.training.sample;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import vn.minhxac.training.registry.RegistrySimulator;

/** The sample province, and its people told to the population database's simulator, which keeps nothing itself, at each start. */
@Component
@Profile("training")
@ConditionalOnProperty(name = "minhxac.training.sample", havingValue = "true", matchIfMissing = true)
class SampleRegistry {

    private final SampleProvince province = SampleProvince.make();

    SampleRegistry(RegistrySimulator simulator) {
        simulator.load(province.registered().stream().map(p ->
                new RegistrySimulator.Entry(p.idNumber(), p.fullName(), p.sex(), p.dateOfBirth(), p.oldIdNumber(), p.complete())));
    }

    SampleProvince province() {
        return province;
    }
}

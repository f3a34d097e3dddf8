package vn.minhxac.training.internal;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import vn.minhxac.notification.Channel;
import vn.minhxac.notification.DeliveryFault;
import vn.minhxac.signing.SignerFault;
import vn.minhxac.training.registry.RegistrySimulator;

/** Scripted outages of what lies outside of the house: the population database, the signer, mail and SMS. */
@Component
@Profile("training")
class Outages implements DeliveryFault, SignerFault {

    enum Target {
        REGISTRY, SIGNER, MAIL, SMS
    }

    enum Mode {
        /** Works. */
        OK,
        /** Not there at all. */
        DOWN,
        /** Answers late. */
        SLOW,
        /** Answers, now and then, with an error. */
        ERRORS
    }

    private static final Duration LATE = Duration.ofSeconds(20);

    private final RegistrySimulator registry;
    private final Map<Target, Mode> modes = new EnumMap<>(Target.class);

    Outages(RegistrySimulator registry) {
        this.registry = registry;
    }

    void set(Target target, Mode mode) {
        if (target == Target.REGISTRY) {
            registry.fault(RegistrySimulator.Fault.valueOf(mode.name()));
            return;
        }
        synchronized (modes) {
            modes.put(target, mode);
        }
    }

    /** Target → mode, as the faults call names them. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        for (Target target : Target.values()) {
            String mode = target == Target.REGISTRY ? registry.fault().name() : mode(target).name();
            all.put(target.name().toLowerCase(Locale.ROOT), mode.toLowerCase(Locale.ROOT));
        }
        return all;
    }

    @Override
    public void strike(Channel channel) {
        strike(channel == Channel.MAIL ? Target.MAIL : Target.SMS);
    }

    @Override
    public void strike() {
        strike(Target.SIGNER);
    }

    /** Does to a call what the mode of its target says. */
    void strike(Target target) {
        switch (mode(target)) {
            case OK -> { }
            case DOWN -> throw new IllegalStateException("scripted outage: " + target);
            case SLOW -> sleep();
            case ERRORS -> {
                if (ThreadLocalRandom.current().nextInt(3) > 0) {
                    throw new IllegalStateException("scripted error: " + target);
                }
            }
        }
    }

    private Mode mode(Target target) {
        synchronized (modes) {
            return modes.getOrDefault(target, Mode.OK);
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(LATE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

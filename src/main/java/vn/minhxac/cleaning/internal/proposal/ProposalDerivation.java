package vn.minhxac.cleaning.internal.proposal;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.cleaning.internal.proposal.ProposalRepository.Derived;
import vn.minhxac.common.Uuid7;
import vn.minhxac.engine.Processes;

/** Derives the candidates of people who do not match, and starts the process that asks the registry about them. */
@Service
public class ProposalDerivation {

    private final Identities identities;
    private final ClueRepository clues;
    private final ProposalRepository proposals;
    private final Candidates candidates;
    private final Processes processes;
    private final Clock clock;

    ProposalDerivation(Identities identities, ClueRepository clues, ProposalRepository proposals, Candidates candidates, Processes processes,
                       Clock clock) {
        this.identities = identities;
        this.clues = clues;
        this.proposals = proposals;
        this.candidates = candidates;
        this.processes = processes;
        this.clock = clock;
    }

    static boolean isToCorrect(Identity person) {
        return person.status() == IdentityStatus.MISMATCHED || person.status() == IdentityStatus.PRECHECK_FAILED;
    }

    /** Derives for those of these people who failed the pre-check or did not match; joins the transaction that has found it out. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void derive(Collection<Long> citizenIds) {
        List<Identity> people = identities.find(citizenIds).stream().filter(ProposalDerivation::isToCorrect).toList();
        if (people.isEmpty()) {
            return;
        }
        proposals.withdraw(people.stream().map(Identity::id).toList());
        Map<Long, Clues> known = clues.find(people.stream().map(Identity::id).toArray(Long[]::new),
                people.stream().map(Identity::contentHash).toArray(byte[][]::new));
        people.stream().map(person -> new Derived(person, candidates.derive(person, known.getOrDefault(person.id(), Clues.NONE))))
                .filter(derived -> !derived.candidates().isEmpty())
                .collect(Collectors.groupingBy(derived -> derived.person().provinceCode(), TreeMap::new, Collectors.toList()))
                .forEach(this::start);
    }

    private void start(String province, List<Derived> derived) {
        UUID run = Uuid7.next();
        proposals.add(run, derived, clock.instant());
        processes.start("proposalCheck", run.toString(), province, Map.of("runId", run.toString()));
    }
}

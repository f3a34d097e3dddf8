package vn.minhxac;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Profile;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Component;

/** The rules of the house that a compiler does not check. */
@AnalyzeClasses(packages = "vn.minhxac", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String DELEGATE = "org.camunda.bpm.engine.delegate.JavaDelegate";

    /** So that leaving Camunda 7 for a fork touches few files (docs/adr/0001). */
    @ArchTest
    static final ArchRule THE_ENGINE_IS_KNOWN_TO_FEW = noClasses()
            .that(DescribedPredicate.not(assignableTo(DELEGATE)
                    .or(resideInAPackage("vn.minhxac.engine..")).or(resideInAPackage("vn.minhxac.webapps.."))
                    .or(resideInAPackage("vn.minhxac.training.."))))
            .should().dependOnClassesThat().resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule DELEGATES_ARE_THIN = noClasses().that().areAssignableTo(DELEGATE)
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql..", "java.net..");

    @ArchTest
    static final ArchRule DELEGATES_ARE_NAMED_AFTER_THEIR_ACTIVITY = classes().that().areAssignableTo(DELEGATE)
            .should().beAnnotatedWith(Component.class).andShould().haveSimpleNameNotEndingWith("Delegate");

    @ArchTest
    static final ArchRule NOTHING_LEANS_ON_TRAINING = noClasses().that().resideOutsideOfPackage("vn.minhxac.training..")
            .should().dependOnClassesThat().resideInAPackage("vn.minhxac.training..");

    @ArchTest
    static final ArchRule TRAINING_BEANS_EXIST_IN_TRAINING_ONLY = classes().that().resideInAPackage("vn.minhxac.training..")
            .and().areMetaAnnotatedWith(Component.class).should().beAnnotatedWith(Profile.class);

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses().that().resideOutsideOfPackages("vn.minhxac.common..", "vn.minhxac.training..")
            .should().callMethod(java.time.Instant.class, "now").orShould().callMethod(java.time.LocalDate.class, "now")
            .orShould().callMethod(java.time.OffsetDateTime.class, "now").orShould().callMethod(System.class, "currentTimeMillis");

    @Test
    void modulesKeepToTheirBounds() {
        ApplicationModules.of(MinhXac.class).verify();
    }
}

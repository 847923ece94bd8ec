using LocalCloud.Publish.Projects;

namespace LocalCloud.Publish.Plan;

/// <summary>Decides what each resource becomes. Everything that has no place on AWS is refused, all of it at once.</summary>
internal static class Planner
{
    public static PublishPlan Plan(AppManifest manifest, IReadOnlyDictionary<string, ProjectFacts> projects, PublishOptions options)
    {
        var plan = new PlanDraft(manifest, options);
        NameCheck.Forms(plan);
        foreach (var container in manifest.Resources.OfType<ManifestContainer>())
            Containers.Plan(plan, container);
        foreach (var stack in manifest.Resources.OfType<ManifestCloudFormation>())
            Stacks.Plan(plan, stack);
        foreach (var project in manifest.Resources.OfType<ManifestProject>())
            ProjectPlans.Plan(plan, project, projects[project.Name]);
        foreach (var resource in manifest.Resources)
            Others(plan, resource);
        foreach (var extra in manifest.Resources.OfType<ManifestUnknown>().Where(u => u.Type == FunctionResource.Type))
            if (
                FunctionResource.Read(extra).Project is var project
                && !manifest.Resources.OfType<ManifestProject>().Any(p => p.Name == project)
            )
                plan.Refuse(extra, $"it is a function of '{project}', which is no project of the manifest", "Name a project resource");
        DatabaseSignIn.Plan(plan, projects);
        SecretPlans.Plan(plan);
        Wiring.Resolve(plan);
        NameCheck.Lengths(plan);
        return plan.Done();
    }

    private static void Others(PlanDraft plan, ManifestResource resource)
    {
        switch (resource)
        {
            case ManifestExecutable executable:
                plan.Refuse(
                    executable,
                    $"an executable ('{executable.Command}') has no package that AWS could run",
                    "Give it a Dockerfile (PublishAsDockerFile() in the AppHost): it then becomes an ECS Fargate service; or leave it "
                        + "out with ExcludeFromManifest()"
                );
                break;
            case ManifestDockerfile dockerfile:
                if (Containers.Fargate(plan, dockerfile))
                    plan.Services.Add(new(dockerfile, "a Dockerfile", $"docker build {dockerfile.Context} --file {dockerfile.Path}"));
                break;
            case ManifestUnknown unknown when unknown.Type != FunctionResource.Type:
                plan.Refuse(
                    unknown,
                    $"the type {unknown.Type} is not known",
                    unknown.Type.StartsWith("azure.", StringComparison.Ordinal)
                            ? "It describes a resource of Azure: use what AWS has instead, or leave it out with ExcludeFromManifest()"
                        : unknown.Type.StartsWith("dapr", StringComparison.Ordinal)
                            ? "Dapr's sidecars do not run beside Lambda functions: call the AWS service behind the component, or leave "
                                + "it out with ExcludeFromManifest()"
                        : "Leave it out with ExcludeFromManifest(), or describe it in a CloudFormation template "
                            + "(AddAWSCloudFormationTemplate)"
                );
                break;
        }
    }
}

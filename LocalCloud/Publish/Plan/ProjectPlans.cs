using LocalCloud.Publish.Projects;

namespace LocalCloud.Publish.Plan;

/// <summary>Projects: functions where they can be, services on Fargate where not.</summary>
internal static class ProjectPlans
{
    public static void Plan(PlanDraft plan, ManifestProject project, ProjectFacts facts)
    {
        if (project.Extensions.Any(e => e.Property == "deployment"))
            plan.Warnings.Add($"{project.Name}: its 'deployment' describes how Azure runs it, and is left out.");
        foreach (var error in facts.Errors)
            plan.Refuse(project, error, "Correct the project file");
        if (!facts.Exists && plan.Options.Build)
            plan.Refuse(
                project,
                $"there is no project file {facts.FullPath}",
                "Say with --base-directory where the manifest's paths start, or write the template alone with --no-build"
            );

        var fromManifest = plan
            .Manifest.Resources.OfType<ManifestUnknown>()
            .Where(u => u.Type == FunctionResource.Type)
            .Select(u => (Resource: u, Read: FunctionResource.Read(u)))
            .Where(f => f.Read.Project == project.Name)
            .ToList();
        foreach (var (resource, read) in fromManifest.Where(f => f.Read.Error is not null))
            plan.Refuse(resource, read.Error!, "Correct the call of PublishAsLambda");

        // By name: the AppHost's word counts more than the project's
        var settings = facts.Functions.ToList();
        foreach (var (_, read) in fromManifest)
        {
            var own = settings.FindIndex(s => s.Name == read.Settings.Name);
            if (own < 0)
                settings.Add(read.Settings);
            else
                settings[own] = read.Settings.Over(settings[own]);
        }

        // Cold starts are what a test can do with
        if (plan.IsTest)
            settings = [.. settings.Select(s => s with { ProvisionedConcurrency = null })];

        var external = project.Bindings.Any(b => b.External && b.Scheme is "http" or "https");
        var main = settings.FirstOrDefault(s => s.IsDefault);
        var speaks = facts.ServesLambda || settings.Count > 0 || !facts.Exists && external;
        var triggered = external || main is { Queues.Length: > 0 } or { EventBus: not null } or { Schedule: not null };
        if (!speaks || !triggered && settings.Count(s => !s.IsDefault) == 0 && main is null)
        {
            var (why, otherwise) =
                speaks
                    ? (
                        "nothing triggers it: it has neither an external HTTP endpoint nor a queue, bus or schedule",
                        "give it one with PublishAsLambda"
                    )
                : facts.Exists
                    ? (
                        "it does not speak Lambda's runtime API",
                        "call builder.AddLambda() in its Program.cs, or use Amazon.Lambda.AspNetCoreServer.Hosting"
                    )
                : ("its project file is not here to ask, and it has no external HTTP endpoint", "say with --base-directory where it is");
            if (!Containers.Fargate(plan, project))
                return;
            plan.Services.Add(new(project, why, $"dotnet publish {project.Path} /t:PublishContainer") { Access = facts.Access });
            plan.Warnings.Add($"{project.Name} becomes an ECS Fargate service, because {why}. To make it a function, {otherwise}.");
            return;
        }

        if (main is not null || triggered)
            plan.Functions.Add(new(project.Name, project, facts, main ?? new()) { ServesHttp = external });
        foreach (var other in settings.Where(s => !s.IsDefault))
        {
            var name = IsFree(plan, project, other.Name) ? other.Name : $"{project.Name}-{other.Name}";
            if (other.Routes.Length > 0 && !external)
                plan.Refuse(
                    project,
                    $"its function '{other.Name}' has routes, but the project has no external HTTP endpoint",
                    "Call WithExternalHttpEndpoints() in the AppHost"
                );
            plan.Functions.Add(new(name, project, facts, other));
        }
        if (project.Args.Length > 0)
            plan.Warnings.Add(
                $"{project.Name}: its arguments ({string.Join(' ', project.Args)}) are left out: a function has none. Say it with "
                    + "variables."
            );
        plan.Mapped.Add(
            new(
                project.Name,
                project.Type,
                string.Join(", ", plan.Functions.Where(f => f.Project == project).Select(f => $"function {f.Name}{Trigger(f)}"))
            )
        );
    }

    // Functions, resources and their parts on AWS share one space of names
    private static bool IsFree(PlanDraft plan, ManifestProject project, string name) =>
        !plan.Functions.Any(f => f.Id == Names.Id(name))
        && !plan.Manifest.Resources.Any(r =>
            r != project && r is ManifestProcess or ManifestParameter && Names.Id(r.Name) == Names.Id(name)
        );

    private static string Trigger(FunctionPlan function)
    {
        List<string> triggers =
        [
            .. function.ServesHttp ? ["HTTP API"] : Array.Empty<string>(),
            .. function.Settings.Routes,
            .. function.Settings.Queues,
            .. function.Settings.EventBus is { } bus ? [bus] : Array.Empty<string>(),
            .. function.Settings.Schedule is { } schedule ? [schedule] : Array.Empty<string>(),
        ];
        return triggers.Count == 0 ? "" : $" ({string.Join(", ", triggers)})";
    }
}

namespace LocalCloud.Publish.Plan;

/// <summary>Names that AWS does not take, that are too long there, or that two resources would share.</summary>
internal static class NameCheck
{
    // https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html,
    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBProxy.html; ElastiCache's console: up to 40 characters
    private const int MaxFunction = 64,
        MaxProxy = 63,
        MaxCache = 40,
        MaxLabel = 63;

    public static void Forms(PlanDraft plan)
    {
        var byId = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var resource in plan.Manifest.Resources.Where(r => r is ManifestProcess or ManifestParameter))
        {
            if (!Names.IsTaken(resource.Name))
                plan.Refuse(
                    resource,
                    $"AWS takes no name like '{resource.Name}'",
                    "Call it by letters, digits, hyphens and underscores, the first a letter or digit"
                );
            else if (!byId.TryAdd(Names.Id(resource.Name), resource.Name))
                plan.Refuse(
                    resource,
                    $"its parts on AWS would have the same names as those of '{byId[Names.Id(resource.Name)]}' "
                        + $"({Names.Id(resource.Name)}...)",
                    "Give one of them another name in the AppHost"
                );
        }
    }

    /// <summary>With the stack's own name, which they begin with; deploy looks again when it is given another.</summary>
    public static void Lengths(PlanDraft plan)
    {
        foreach (var function in plan.Functions)
            Length(function.Project, "function", $"{plan.StackName}-{function.Name}", MaxFunction);
        foreach (var database in plan.Databases)
            Length(plan.Resource(database.Name), "proxy", $"{plan.StackName}-{Names.Label(database.Name)}", MaxProxy);
        foreach (var cache in plan.Caches)
            Length(plan.Resource(cache.Name), "cache", $"{plan.StackName}-{Names.Label(cache.Name)}", MaxCache);
        foreach (var service in plan.Services)
            Length(service.Process, "name in private DNS", Names.Label(service.Name), MaxLabel);

        void Length(ManifestResource resource, string what, string name, int most)
        {
            if (name.Length > most)
                plan.Refuse(
                    resource,
                    $"its {what} would be called {name}, which is {name.Length} characters, and AWS takes {most}",
                    "Give it a shorter name in the AppHost, or the application one (--name)"
                );
        }
    }
}

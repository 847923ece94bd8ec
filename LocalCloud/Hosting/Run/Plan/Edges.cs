using System.Collections.Immutable;
using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting.Run.Plan;

/// <summary>Who waits for whom: the waits that the application asks for, and its references where those do not run in circles.</summary>
static class Edges
{
    public static ImmutableDictionary<string, ImmutableArray<LocalWait>> Of(ImmutableArray<ManifestResource> resources, LocalRun local)
    {
        var waits = resources.ToDictionary(r => r.Name, r => local[r.Name].Waits.ToList(), StringComparer.OrdinalIgnoreCase);
        foreach (var resource in resources)
            if (Reaches(resource.Name, resource.Name, waits, [])) throw new RunStartException($"'{resource.Name}' waits for itself: {string.Join(", ", waits[resource.Name].Select(w => w.Resource))}. Take one of the waits away.");

        // Two services may know each other's address; then neither can wait for the other
        foreach (var (name, needs) in ManifestEdges.Of(resources))
            foreach (var need in needs.Where(waits.ContainsKey))
                if (!waits[name].Any(w => Same(w.Resource, need)) && !Reaches(need, name, waits, [])) waits[name].Add(new(need, LocalWaitKind.Healthy));

        if (resources.FirstOrDefault(r => EngineKinds.Of(r) == EngineKind.Aws) is { } aws)
            foreach (var stack in resources.OfType<ManifestCloudFormation>())
                if (!waits[stack.Name].Any(w => Same(w.Resource, local[stack.Name].AwsEndpoint ?? aws.Name))) waits[stack.Name].Add(new(local[stack.Name].AwsEndpoint ?? aws.Name, LocalWaitKind.Healthy));
        foreach (var resource in resources)
            foreach (var stack in local[resource.Name].Stacks)
                if (!waits[resource.Name].Any(w => Same(w.Resource, stack.Stack))) waits[resource.Name].Add(new(stack.Stack, LocalWaitKind.Healthy));
        return waits.ToImmutableDictionary(w => w.Key, w => w.Value.ToImmutableArray(), StringComparer.OrdinalIgnoreCase);
    }

    static bool Reaches(string from, string to, Dictionary<string, List<LocalWait>> waits, HashSet<string> seen) =>
        waits.TryGetValue(from, out var next) && next.Any(w => Same(w.Resource, to) || seen.Add(w.Resource) && Reaches(w.Resource, to, waits, seen));

    static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

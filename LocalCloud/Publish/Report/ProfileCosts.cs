using System.Collections.Immutable;
using LocalCloud.Publish.Packages;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Projects;

namespace LocalCloud.Publish.Report;

/// <summary>What the same application costs in each profile, to be seen before one is deployed.</summary>
static class ProfileCosts
{
    public static IReadOnlyDictionary<PublishProfile, CostEstimate> Of(
        AppManifest manifest,
        IReadOnlyDictionary<string, ProjectFacts> projects,
        PublishOptions options
    ) =>
        Enum.GetValues<PublishProfile>()
            .ToDictionary(
                profile => profile,
                profile =>
                {
                    var plan = Planner.Plan(manifest, projects, options with { Profile = profile });
                    return CostEstimate.Of(plan, TemplateWriter.Write(plan, ImmutableDictionary<string, FunctionPackage>.Empty));
                }
            );
}

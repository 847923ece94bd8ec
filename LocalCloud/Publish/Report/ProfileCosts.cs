using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Projects;

namespace LocalCloud.Publish.Report;

/// <summary>What the same application costs in each profile, to be seen before one is deployed.</summary>
internal static class ProfileCosts
{
    /// <param name="published">Of the profile that is published.</param>
    public static IReadOnlyDictionary<PublishProfile, CostEstimate> Of(
        AppManifest manifest,
        IReadOnlyDictionary<string, ProjectFacts> projects,
        PublishOptions options,
        CostEstimate published
    )
    {
        return Enum.GetValues<PublishProfile>()
            .ToDictionary(profile => profile, profile => profile == options.Profile ? published : In(profile));

        CostEstimate In(PublishProfile profile)
        {
            var plan = Planner.Plan(manifest, projects, options with { Profile = profile });
            return CostEstimate.Of(plan, TemplateWriter.Write(plan));
        }
    }
}

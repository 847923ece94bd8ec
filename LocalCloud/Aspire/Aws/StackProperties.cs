using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace LocalCloud.Aspire.Aws;

/// <summary>What the details of a stack's resource say: how it stands and why, its outputs, and what it has.</summary>
internal static class StackProperties
{
    public const string Prefix = "aws.cloudformation.",
        Output = $"{Prefix}output.",
        Member = $"{Prefix}resource.";

    public const string Reason = $"{Prefix}reason",
        Status = $"{Prefix}status";

    /// <summary>Before it is made.</summary>
    public static ImmutableArray<ResourcePropertySnapshot> Of(CloudFormationResource stack) =>
        [
            Shown($"{Prefix}stack", stack.StackName, "Stack"),
            .. stack.HasTemplate ? [Shown($"{Prefix}template", stack.TemplatePath, "Template")] : (ResourcePropertySnapshot[])[],
        ];

    public static ImmutableArray<ResourcePropertySnapshot> Of(
        CloudFormationResource stack,
        StackState? state,
        IReadOnlyList<StackMember> members,
        string? reason
    )
    {
        var all = Of(stack).ToBuilder();
        if (state is not null)
            all.Add(Shown(Status, state.Status, "Status"));
        if (reason is not null)
            all.Add(Shown(Reason, reason, "Reason"));
        foreach (var (name, value) in (state?.Outputs ?? []).OrderBy(o => o.Key, StringComparer.Ordinal))
            all.Add(Shown($"{Output}{name}", value, $"Output {name}"));
        foreach (var member in members)
            all.Add(Shown($"{Member}{member.LogicalId}", Text(member), $"Resource {member.LogicalId}"));
        for (var i = 0; i < all.Count; i++)
            all[i] = all[i] with { SortOrder = i };
        return all.ToImmutable();
    }

    private static string Text(StackMember member)
    {
        var failed = member.Status.EndsWith("_FAILED", StringComparison.Ordinal) ? $" {member.Status}: {member.Reason}" : "";
        return $"{member.Type} {member.PhysicalId}".TrimEnd() + failed;
    }

    private static ResourcePropertySnapshot Shown(string name, string value, string display) =>
        new(name, value) { DisplayName = display, IsHighlighted = true };
}

using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Stacks;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>The operations that change the tags of a service's resources, and how their members are named.</summary>
/// <param name="Id">The member that names the resource.</param>
internal sealed record TagOperations(string Service, string Id)
{
    public string Tag { get; init; } = "TagResource";

    public string Untag { get; init; } = "UntagResource";

    public string Tags { get; init; } = "Tags";

    public string Keys { get; init; } = "TagKeys";

    /// <summary>Tags are a map of keys and values, not a list of both.</summary>
    public bool AsMap { get; init; }

    /// <summary>Gives a resource the tags that its template has; what it has no longer goes first, so that a full set can be
    /// exchanged.</summary>
    public async ValueTask<AwsError?> UpdateAsync(ResourceCall call, ExistingResource existing, string id)
    {
        var (before, after) = (Inputs.TagMap(existing.Properties["Tags"]), Inputs.TagMap(call.Properties["Tags"]));
        if (JsonNode.DeepEquals(before, after))
            return null;
        if (
            Inputs.GoneTags(existing.Properties, call.Properties) is { Count: > 0 } gone
            && (await call.InvokeAsync(Service, Untag, new() { [Id] = id, [Keys] = gone }).ConfigureAwait(false)).Error is { } error
        )
            return error;
        if (after.Count == 0)
            return null;
        var tags = AsMap ? after : call.Properties["Tags"]!.DeepClone();
        return (await call.InvokeAsync(Service, Tag, new() { [Id] = id, [Tags] = tags }).ConfigureAwait(false)).Error;
    }
}

using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>
/// A stack's tags go to every resource that takes tags, and with them three that say where it belongs (docs: Resource tags). What the
/// template says of a resource counts more. They are no properties: events and change sets show what the template has.
/// </summary>
internal static class ResourceTags
{
    public static bool Same(ResourceType type, StackResource resource, StackSource source) =>
        type.TagShape is null || (resource.StackTags ?? []).SequenceEqual(source.Tags);

    public static ExistingResource Existing(ResourceType type, Stack stack, StackResource resource)
    {
        var existing = resource.Existing!;
        return resource.StackTags is { } tags
            ? existing with
            {
                Properties = With(type, existing.Properties, stack, resource.LogicalId, tags),
            }
            : existing;
    }

    public static JsonObject With(ResourceType type, JsonObject properties, Stack stack, string logicalId, IEnumerable<ResourceTag> tags)
    {
        if (type.TagShape is not { } shape)
            return properties;
        // SQS and DynamoDB take no tags of AWS's and show none
        IEnumerable<ResourceTag> all =
            type.Name.StartsWith("AWS::SQS::", StringComparison.Ordinal)
            || type.Name.StartsWith("AWS::DynamoDB::", StringComparison.Ordinal)
                ? [.. tags]
                :
                [
                    .. tags,
                    new(SystemTags.StackName, stack.Name),
                    new(SystemTags.LogicalId, logicalId),
                    new(SystemTags.StackId, stack.StackId),
                ];
        var tagged = (JsonObject)properties.DeepClone();
        if (shape == Shape.Tags || shape == Shape.Any)
        {
            var list = tagged["Tags"] as JsonArray ?? [];
            foreach (var tag in all.Where(tag => !list.Any(own => Scalars.Member(own, "Key") == tag.Key)).ToArray())
                list.Add((JsonNode)new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value });
            if (list.Parent is null)
                tagged["Tags"] = list;
        }
        else
        {
            var map = tagged["Tags"] as JsonObject ?? [];
            foreach (var tag in all)
                map.TryAdd(tag.Key, tag.Value);
            if (map.Parent is null)
                tagged["Tags"] = map;
        }
        return tagged;
    }
}

using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Stacks;

/// <summary>One physical resource of a stack, from the moment its making is decided until it is deleted.</summary>
internal sealed record StackResource
{
    /// <summary>Unique within the stack: a logical id has two physical resources while one replaces the other.</summary>
    public required string Key { get; init; }
    public required string LogicalId { get; init; }
    public required string Type { get; init; }

    /// <summary>The name that the physical resource has, or gets when it is made.</summary>
    public required string PhysicalName { get; init; }

    /// <summary>As last applied with success.</summary>
    public JsonObject Properties { get; init; } = [];
    public JsonNode? Metadata { get; init; }
    public string DeletionPolicy { get; init; } = "Delete";
    public string UpdateReplacePolicy { get; init; } = "Delete";

    /// <summary>Logical ids that it refers to or depends on: they are deleted after it.</summary>
    public List<string> Needs { get; init; } = [];

    /// <summary>Null until it exists.</summary>
    public string? PhysicalId { get; init; }
    public Dictionary<string, string> Attributes { get; init; } = [];
    public required string Status { get; init; }
    public string? StatusReason { get; init; }
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The tags that it has of its stack; null when it was made before stacks passed theirs on.</summary>
    public List<ResourceTag>? StackTags { get; init; }

    /// <summary>Replaced by another; deleted once the update has succeeded, brought back when it fails.</summary>
    public bool Leaving { get; init; }

    [JsonIgnore]
    public ResourceValues? Values => PhysicalId is { } id ? new(id, Attributes) : null;

    /// <summary>Its properties with the name that it has, which the template may have left to CloudFormation.</summary>
    [JsonIgnore]
    public JsonObject Named
    {
        get
        {
            var named = (JsonObject)Properties.DeepClone();
            if (ResourceTypes.Find(Type)?.NameProperty is { } property)
                named.TryAdd(property, PhysicalName);
            return named;
        }
    }

    [JsonIgnore]
    public ExistingResource? Existing => Values is { } values ? new(Properties, values) : null;

    [JsonIgnore]
    public bool IsComplete => Status.EndsWith("_COMPLETE", StringComparison.Ordinal);
}

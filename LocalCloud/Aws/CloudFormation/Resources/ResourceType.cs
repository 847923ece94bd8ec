using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Resources;

/// <summary>
/// How CloudFormation makes, changes and deletes one type of resource, by the operations that its service offers to everyone.
/// </summary>
internal abstract class ResourceType(string name, params Property[] properties)
{
    private readonly Shape _shape = Shape.Object(properties);

    public string Name => name;

    /// <summary>What Fn::GetAtt may ask for beside the resource's own properties.</summary>
    public abstract IReadOnlyList<string> Attributes { get; }

    /// <summary>The property that names the physical resource; without a value for it a name is generated.</summary>
    public virtual string? NameProperty => null;

    public virtual bool HasAttribute(string name) => Attributes.Contains(name) || properties.Any(p => p.Name == name);

    /// <summary>An update asks the resource even when nothing in the template has changed: what it is made of lies elsewhere.</summary>
    public virtual bool AlwaysUpdates => false;

    /// <summary>What has to be said of a resource that is there: that it is a stand-in, or what of it is not carried out.</summary>
    public virtual string? Note(JsonObject values) =>
        properties.Where(p => p.Kept && values.ContainsKey(p.Name)).Select(p => p.Name).ToArray() is { Length: > 0 } kept
            ? $"Kept with the stack and not carried out: {string.Join(", ", kept)}"
            : null;

    public virtual Result<JsonNode> Read(JsonObject values) => _shape.Read("#", values);

    /// <summary>How it takes tags; null when it takes none.</summary>
    public virtual Shape? TagShape => properties.FirstOrDefault(p => p.Name == "Tags")?.Shape;

    public bool IsReplacedFor(string property) => properties.Any(p => p.Replacement && p.Name == property);

    public virtual bool NeedsReplacement(JsonObject before, JsonObject after) =>
        properties.Any(p => p.Replacement && !JsonNode.DeepEquals(before[p.Name], after[p.Name]));

    /// <summary><c>Stack-LogicalId-RANDOM12345</c>, as AWS does; types with other rules for names make their own.</summary>
    public virtual string GenerateName(string stackName, string logicalId, JsonObject properties) =>
        PhysicalName.Generate(stackName, logicalId, 64);

    public abstract ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call);

    public abstract ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing);

    /// <summary>What is gone already counts as deleted.</summary>
    public abstract ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing);
}

/// <summary>What was made earlier: its properties as they were then, and what Ref and Fn::GetAtt answer.</summary>
internal sealed record ExistingResource(JsonObject Properties, ResourceValues Values)
{
    public string PhysicalId => Values.Ref;
}

/// <summary>One call of a resource type.</summary>
/// <param name="PhysicalName">The name that the resource has, or shall get.</param>
/// <param name="Resumed">This creation was begun before and may have happened: what is there under our name is ours.</param>
internal sealed record ResourceCall(
    Host Host,
    Scope Scope,
    string PhysicalName,
    JsonObject Properties,
    bool Resumed,
    CancellationToken Cancellation
)
{
    public required StackState Stacks { get; init; }

    public required Stack Stack { get; init; }

    public required string LogicalId { get; init; }

    /// <summary>
    /// Asked under the gate: another resource has failed, or the update was cancelled, so that nobody waits for this one any more.
    /// </summary>
    public Func<bool> IsGivenUp { get; init; } = () => false;

    /// <summary>Tells the id of what is being made, for types that take their time after that.</summary>
    public Action<string>? Initiated { get; init; }

    /// <summary>An update is taken back.</summary>
    public bool RollsBack { get; init; }

    /// <summary>A deletion leaves a snapshot behind.</summary>
    public bool Snapshot { get; init; }

    public AwsError AlreadyExists(string type) =>
        new("AlreadyExists", $"Resource of type '{type}' with identifier '{PhysicalName}' already exists.");

    public async ValueTask<Result<JsonElement>> InvokeAsync(string service, string operation, JsonObject input)
    {
        using var document = JsonDocument.Parse(input.ToJsonString());
        return await Host.InvokeAsync(Scope, service, operation, document.RootElement, Cancellation).ConfigureAwait(false);
    }
}

using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Stacks;

/// <summary>An update that was worked out and not yet done.</summary>
internal sealed record ChangeSet
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required StackSource Source { get; init; }
    public required List<PlannedChange> Changes { get; init; }
    public string? Description { get; init; }

    /// <summary>CREATE_COMPLETE, or FAILED when there is nothing to change.</summary>
    public required string Status { get; init; }
    public string? StatusReason { get; init; }

    /// <summary>AVAILABLE, UNAVAILABLE, EXECUTE_COMPLETE, OBSOLETE.</summary>
    public required string ExecutionStatus { get; init; }
    public string OnFailure { get; init; } = "ROLLBACK";

    /// <summary>It was asked for; else nothing is said of it.</summary>
    public bool SaysOnFailure { get; init; }
}

/// <param name="Action">Add, Modify or Remove.</param>
/// <param name="Replacement">True, False or Conditional, of a Modify only.</param>
internal sealed record PlannedChange(
    string Action,
    string LogicalId,
    string Type,
    string? PhysicalId,
    string? Replacement,
    List<string> Properties
)
{
    public List<PlannedDetail> Details { get; init; } = [];

    /// <summary>What becomes of the physical resource that goes.</summary>
    public string? PolicyAction { get; init; }

    /// <summary>The properties as they are, and as they would be as far as that is known.</summary>
    public JsonObject? Before { get; init; }
    public JsonObject? After { get; init; }
}

/// <param name="Attribute">Properties, Tags, Metadata, DeletionPolicy or UpdateReplacePolicy.</param>
/// <param name="Name">The property.</param>
/// <param name="Evaluation">Dynamic: known when it is carried out.</param>
/// <param name="Causing">The parameter, resource or attribute that it refers to.</param>
internal sealed record PlannedDetail(
    string Attribute,
    string? Name,
    string Recreation,
    string Evaluation,
    string Source,
    string? Causing = null
);

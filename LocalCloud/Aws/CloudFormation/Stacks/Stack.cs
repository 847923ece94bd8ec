using System.Text.Json.Serialization;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Stacks;

/// <summary>A stack as it is kept. Its resources, events and change sets are rows of their own.</summary>
internal sealed class Stack
{
    public required string StackId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset Created { get; init; }
    public DateTimeOffset? Updated { get; set; }
    public DateTimeOffset? Deleted { get; set; }
    public required string Status { get; set; }
    public string? StatusReason { get; set; }

    /// <summary>What the stack is, or is on its way to.</summary>
    public required StackSource Source { get; set; }

    /// <summary>What it was before the update that is under way or failed: where a rollback leads.</summary>
    public StackSource? Previous { get; set; }

    public StackOptions Options { get; set; } = new();
    public List<StackOutput> Outputs { get; set; } = [];

    /// <summary>Exports of other stacks that this one uses.</summary>
    public HashSet<string> Imports { get; set; } = [];

    /// <summary>The stack that has this one as a resource, and the one at the root of them.</summary>
    public string? ParentId { get; init; }
    public string? RootId { get; init; }

    /// <summary>What it was made of before its last update: where the rollback of its parent leads.</summary>
    public StackSource? Former { get; set; }

    /// <summary>Kept and given back; nothing is decided by it.</summary>
    public string? PolicyBody { get; set; }

    /// <summary>When its drift was last asked for.</summary>
    public DateTimeOffset? DriftChecked { get; set; }

    /// <summary>What wait conditions and creation policies have been told.</summary>
    public List<ResourceSignal> Signals { get; init; } = [];

    /// <summary>The update under way shall end in a rollback.</summary>
    public bool UpdateCancelled { get; set; }

    /// <summary>Logical ids that the rollback under way takes for done.</summary>
    public List<string> Skipped { get; set; } = [];

    /// <summary>Its deletion was asked for while it was busy.</summary>
    public bool DeletionWaits { get; set; }

    /// <summary>The change set that was executed last.</summary>
    public string? ChangeSetId { get; set; }

    [JsonIgnore]
    public List<StackResource> Resources { get; } = [];

    [JsonIgnore]
    public List<StackEvent> Events { get; } = [];

    [JsonIgnore]
    public List<ChangeSet> ChangeSets { get; } = [];

    /// <summary>The random end of the stack id: the key of the stack's rows.</summary>
    [JsonIgnore]
    public string Key => StackId[(StackId.LastIndexOf('/') + 1)..];

    [JsonIgnore]
    public bool IsBusy => Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) && Status != StackStatus.ReviewInProgress;

    /// <summary>The resource that a logical id stands for now; replaced ones that wait for their deletion are not meant.</summary>
    public StackResource? Resource(string logicalId) => Resources.Find(r => r.LogicalId == logicalId && !r.Leaving);
}

/// <summary>What a create or an update is made from.</summary>
internal sealed record StackSource(string Template, Dictionary<string, string> Parameters)
{
    /// <summary>What includes and macros have made of it; null when there are none.</summary>
    public string? Expanded { get; init; }

    [JsonIgnore]
    public string Body => Expanded ?? Template;

    public List<ResourceTag> Tags { get; init; } = [];
    public List<string> NotificationArns { get; init; } = [];
    public List<string> Capabilities { get; init; } = [];

    /// <summary>What the Parameter Store held for parameters of its types, when the stack was made or last updated.</summary>
    public Dictionary<string, string> Resolved { get; init; } = [];

    /// <summary>What the template says of itself: kept, because whoever waits for a stack asks again and again.</summary>
    [JsonIgnore]
    public TemplateHead? Declared
    {
        get
        {
            if (field is null)
                TemplateReader.ReadHead(Template).Ok(out field, out _);
            return field;
        }
    }
}

internal sealed record StackOptions
{
    /// <summary>ROLLBACK, DELETE or DO_NOTHING.</summary>
    public string OnFailure { get; init; } = "ROLLBACK";
    public bool TerminationProtection { get; init; }

    /// <summary>A rollback deletes what it had only just made, whatever its deletion policy says.</summary>
    public bool RetainExceptOnCreate { get; init; }
    public int? TimeoutInMinutes { get; init; }
    public string? RoleArn { get; init; }
    public string? ClientRequestToken { get; init; }

    /// <summary>Logical ids that a deletion leaves alone.</summary>
    public List<string> RetainResources { get; init; } = [];

    /// <summary>What cannot be deleted is left alone too.</summary>
    public bool ForcesDeletion { get; init; }
}

/// <param name="Target">The logical id that it is for: a resource with a creation policy, or a wait condition's handle.</param>
internal sealed record ResourceSignal(string Target, string UniqueId, bool Success, string? Data, string? Reason);

internal sealed record StackOutput(string Name, string Value, string? Description, string? ExportName);

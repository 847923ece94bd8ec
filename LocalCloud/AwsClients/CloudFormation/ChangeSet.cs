using System.Xml.Linq;

namespace LocalCloud.AwsClients.CloudFormation;

/// <summary>What CloudFormation would do.</summary>
internal sealed record ChangeSet(string Id, string StackId, string Status, string? Reason, IReadOnlyList<Change> Changes, string? NextToken)
{
    public bool IsPending => Status is "CREATE_PENDING" or "CREATE_IN_PROGRESS";

    /// <summary>AWS has no code for it, only these sentences.</summary>
    public bool IsEmpty =>
        Status == "FAILED"
        && Reason is { } reason
        && (
            reason.Contains("didn't contain changes", StringComparison.Ordinal)
            || reason.Contains("No updates are to be performed", StringComparison.Ordinal)
        );

    internal static ChangeSet Read(XElement r) =>
        new(
            (string)r.Element("ChangeSetId")!,
            (string)r.Element("StackId")!,
            (string)r.Element("Status")!,
            (string?)r.Element("StatusReason"),
            [.. Stack.Members(r, "Changes").Select(c => c.Element("ResourceChange")).OfType<XElement>().Select(Change.Read)],
            (string?)r.Element("NextToken")
        );
}

/// <summary>What becomes of one resource.</summary>
/// <param name="Action">Add, Modify, Remove, Import, Dynamic.</param>
/// <param name="Replacement">True, False or Conditional for one that is modified.</param>
internal sealed record Change(string Action, string LogicalId, string Type, string? Replacement, IReadOnlyList<ChangedProperty> Properties)
{
    internal static Change Read(XElement c) =>
        new(
            (string)c.Element("Action")!,
            (string)c.Element("LogicalResourceId")!,
            (string)c.Element("ResourceType")!,
            (string?)c.Element("Replacement"),
            [.. Stack.Members(c, "Details").Select(d => d.Element("Target")).OfType<XElement>().Select(ChangedProperty.Read).Distinct()]
        );
}

/// <param name="Name">A property's, or else the attribute's: Tags, Metadata, DeletionPolicy, ...</param>
internal sealed record ChangedProperty(string Name, string? Before, string? After)
{
    internal static ChangedProperty Read(XElement t) =>
        new(
            (string?)t.Element("Name") is { Length: > 0 } name ? name : (string?)t.Element("Attribute") ?? "",
            (string?)t.Element("BeforeValue"),
            (string?)t.Element("AfterValue")
        );
}

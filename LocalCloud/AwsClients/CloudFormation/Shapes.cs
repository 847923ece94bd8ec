using System.Globalization;
using System.Xml.Linq;

namespace LocalCloud.AwsClients.CloudFormation;

/// <summary>A stack as DescribeStacks tells it.</summary>
/// <param name="Values">Of its parameters; those of NoEcho ones are asterisks.</param>
internal sealed record Stack(
    string Id,
    string Name,
    string Status,
    string? Reason,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<StackOutput> Outputs,
    bool TerminationProtection
)
{
    public IReadOnlyList<string> Parameters => [.. Values.Keys];

    /// <summary>null: not told.</summary>
    public DateTimeOffset? Created { get; init; }

    public bool IsBusy => Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) && Status != "REVIEW_IN_PROGRESS";

    /// <summary>What the last operation wanted is there.</summary>
    public bool HasSucceeded => Status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "IMPORT_COMPLETE" or "DELETE_COMPLETE";

    internal static Stack Read(XElement stack) =>
        new(
            (string)stack.Element("StackId")!,
            (string)stack.Element("StackName")!,
            (string)stack.Element("StackStatus")!,
            (string?)stack.Element("StackStatusReason"),
            Members(stack, "Parameters")
                .ToDictionary(p => (string)p.Element("ParameterKey")!, p => (string?)p.Element("ParameterValue") ?? ""),
            [
                .. Members(stack, "Outputs")
                    .Select(o => new StackOutput(
                        (string)o.Element("OutputKey")!,
                        (string?)o.Element("OutputValue") ?? "",
                        (string?)o.Element("Description")
                    )),
            ],
            (bool?)stack.Element("EnableTerminationProtection") ?? false
        )
        {
            Created = (DateTimeOffset?)stack.Element("CreationTime"),
        };

    internal static IEnumerable<XElement> Members(XElement? parent, string list) => parent?.Element(list)?.Elements("member") ?? [];
}

internal sealed record StackOutput(string Key, string Value, string? Description);

/// <summary>One line of a stack's history.</summary>
/// <param name="Token">The client request token of the operation that it belongs to.</param>
internal sealed record StackEvent(
    string Id,
    string StackId,
    string LogicalId,
    string? PhysicalId,
    string Type,
    DateTimeOffset Time,
    string Status,
    string? Reason,
    string? Token
)
{
    /// <summary>Of the stack itself, not of a resource.</summary>
    public bool IsOfStack => PhysicalId == StackId;

    public bool IsFailure => Status.EndsWith("_FAILED", StringComparison.Ordinal);

    /// <summary>A victim of another resource's failure, which says nothing about the cause.</summary>
    public bool IsCancelled => Reason is "Resource creation cancelled" or "Resource update cancelled" or "Resource deletion cancelled";

    internal static StackEvent Read(XElement e) =>
        new(
            (string)e.Element("EventId")!,
            (string)e.Element("StackId")!,
            (string?)e.Element("LogicalResourceId") ?? "",
            (string?)e.Element("PhysicalResourceId"),
            (string?)e.Element("ResourceType") ?? "",
            DateTimeOffset.Parse((string)e.Element("Timestamp")!, CultureInfo.InvariantCulture),
            (string?)e.Element("ResourceStatus") ?? "",
            (string?)e.Element("ResourceStatusReason"),
            (string?)e.Element("ClientRequestToken")
        );
}

/// <summary>A resource that a stack has.</summary>
internal sealed record StackResource(string LogicalId, string? PhysicalId, string Type, string Status)
{
    internal static StackResource Read(XElement r) =>
        new(
            (string)r.Element("LogicalResourceId")!,
            (string?)r.Element("PhysicalResourceId"),
            (string)r.Element("ResourceType")!,
            (string)r.Element("ResourceStatus")!
        );
}

/// <summary>What a template asks of whoever deploys it.</summary>
internal sealed record TemplateSummary(IReadOnlyList<string> Capabilities, string? Reason);

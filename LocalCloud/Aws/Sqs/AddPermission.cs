using System.Text.RegularExpressions;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record AddPermissionRequest
{
    public string? QueueUrl { get; init; }

    public string? Label { get; init; }

    [QueryName("AWSAccountId")]
    public List<string>? AWSAccountIds { get; init; }

    [QueryName("ActionName")]
    public List<string>? Actions { get; init; }
}

internal static partial class AddPermission
{
    private static readonly string[] Allowed =
    [
        "*",
        "SendMessage",
        "ReceiveMessage",
        "DeleteMessage",
        "ChangeMessageVisibility",
        "GetQueueAttributes",
        "GetQueueUrl",
        "PurgeQueue",
        "ListDeadLetterSourceQueues",
    ];

    private static readonly string[] OwnersOnly =
    [
        "AddPermission",
        "CancelMessageMoveTask",
        "CreateQueue",
        "DeleteQueue",
        "ListMessageMoveTasks",
        "ListQueues",
        "ListQueueTags",
        "RemovePermission",
        "SetQueueAttributes",
        "StartMessageMoveTask",
        "TagQueue",
        "UntagQueue",
    ];

    public static readonly Operation<SqsState, AddPermissionRequest, Nothing> Definition = Operation<SqsState>
        .Define("AddPermission", SqsJson.Wire.AddPermissionRequest, Handle)
        .Lacking("policies are kept, not enforced");

    private static Result<Nothing> Handle(SqsState state, AddPermissionRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (request.Label is not { Length: > 0 } label)
            return SqsErrors.Missing("Label");
        if (request.AWSAccountIds is not { Count: > 0 } accounts)
            return SqsErrors.Missing("AWSAccountIds");
        if (request.Actions is not { Count: > 0 } actions)
            return SqsErrors.Missing("Actions");
        if (!LabelPattern.IsMatch(label))
            return SqsErrors.InvalidParameter(
                "Label",
                label,
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length."
            );
        if (actions.Find(a => !Allowed.Contains(a)) is { } unknown)
            return SqsErrors.InvalidParameter(
                "ActionName",
                $"SQS:{unknown}",
                OwnersOnly.Contains(unknown)
                    ? "Only the queue owner is allowed to invoke this action."
                    : "Please refer to the appropriate WSDL for a list of valid actions."
            );
        if (!accounts.TrueForAll(AccountPattern.IsMatch))
            return SqsErrors.InvalidParameter("PrincipalId", $"[{string.Join(", ", accounts)}]", "Unable to verify.");
        if (actions.Count > 7)
            return new AwsError("OverLimit", $"{actions.Count} Actions were found, maximum allowed is 7.", 403);
        var policy = QueuePolicy.Of(queue);
        if (policy.Has(label))
            return SqsErrors.InvalidParameter("Label", label, "Already exists.");
        var action = PolicyDocument.OneOrMany(actions.Select(a => $"SQS:{a}"));
        policy.Add(PolicyDocument.Permission(label, PolicyDocument.Accounts(accounts), action, queue.Arn));
        QueuePolicy.Save(queue, policy, context);
        return Nothing.Instance;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$", RegexOptions.CultureInvariant)]
    private static partial Regex LabelPattern { get; }

    [GeneratedRegex("^[0-9]{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex AccountPattern { get; }
}

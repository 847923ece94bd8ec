using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record UntagQueueRequest
{
    public string? QueueUrl { get; init; }

    [QueryName("TagKey")]
    public List<string>? TagKeys { get; init; }
}

internal static class UntagQueue
{
    public static readonly Operation<SqsState, UntagQueueRequest, Nothing> Definition = Operation<SqsState>.Define(
        "UntagQueue",
        SqsJson.Wire.UntagQueueRequest,
        Handle
    );

    private static Result<Nothing> Handle(SqsState state, UntagQueueRequest request, Context context)
    {
        if (!state.Find(request.QueueUrl).Ok(out var queue, out var error))
            return error;
        if (request.TagKeys is not { } removed)
            return SqsErrors.Missing("TagKeys");
        if (removed.Count == 0)
            return QueueTags.CheckKey("")!;
        if (removed.Select(QueueTags.CheckKey).FirstOrDefault(e => e is not null) is { } bad)
            return bad;
        queue.Save(queue.Row with { Tags = TagMap.Without(queue.Row.Tags, removed) }, context.Changes);
        return Nothing.Instance;
    }
}

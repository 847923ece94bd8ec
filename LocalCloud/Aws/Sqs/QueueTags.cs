namespace LocalCloud.Aws.Sqs;

/// <summary>What a tag of a queue can be (docs: quotas related to queues).</summary>
internal static class QueueTags
{
    public static Result<TaggedResource> Find(SqsState state, string arn) =>
        state.FindArn(arn) is { } queue
            ? new TaggedResource(queue.Row.Tags, (changes, tags) => queue.Save(queue.Row with { Tags = tags }, changes))
            : SqsErrors.NoSuchQueue;

    public static AwsError? Check(string queue, Dictionary<string, string>? tags)
    {
        foreach (var (key, value) in tags ?? [])
        {
            if (CheckKey(key) is { } error)
                return error;
            if (value is null || value.Length > 256)
                return SqsErrors.InvalidParameter("Tag values must be between 0 and 256 characters in length.");
        }
        return tags?.Count > TagMap.Most ? TooMany(queue) : null;
    }

    public static AwsError? CheckKey(string key)
    {
        if (key.Length is 0 or > 128)
            return SqsErrors.InvalidParameter("Tag keys must be between 1 and 128 characters in length.");
        return SystemTags.IsReserved(key) ? SqsErrors.InvalidParameter("Tag keys starting with 'aws:' are reserved for system use.") : null;
    }

    public static Result<Dictionary<string, string>> Add(Queue queue, Dictionary<string, string> added)
    {
        if (Check(queue.Name, added) is { } error)
            return error;
        var tags = TagMap.With(queue.Row.Tags, added);
        return tags.Count > TagMap.Most ? TooMany(queue.Name) : tags;
    }

    private static AwsError TooMany(string queue) => SqsErrors.InvalidParameter($"Too many tags added for queue {queue}.");
}

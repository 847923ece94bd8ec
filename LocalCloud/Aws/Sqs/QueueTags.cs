namespace LocalCloud.Aws.Sqs;

/// <summary>What a tag of a queue can be (docs: quotas related to queues).</summary>
internal static class QueueTags
{
    private const int Max = 50;

    public static AwsError? Check(string queue, Dictionary<string, string>? tags)
    {
        foreach (var (key, value) in tags ?? [])
        {
            if (CheckKey(key) is { } error)
                return error;
            if (value is null || value.Length > 256)
                return SqsErrors.InvalidParameter("Tag values must be between 0 and 256 characters in length.");
        }
        return tags?.Count > Max ? TooMany(queue) : null;
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
        var tags = new Dictionary<string, string>(queue.Row.Tags, StringComparer.Ordinal);
        foreach (var (key, value) in added)
            tags[key] = value;
        return tags.Count > Max ? TooMany(queue.Name) : tags;
    }

    private static AwsError TooMany(string queue) => SqsErrors.InvalidParameter($"Too many tags added for queue {queue}.");
}

using System.Text.RegularExpressions;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record PublishBatchRequest(string? TopicArn, List<PublishBatchRequestEntry>? PublishBatchRequestEntries);

internal sealed record PublishBatchRequestEntry : IPublish
{
    public string? Id { get; init; }
    public string? Message { get; init; }
    public string? Subject { get; init; }
    public string? MessageStructure { get; init; }
    public Dictionary<string, MessageAttributeValue>? MessageAttributes { get; init; }
    public string? MessageDeduplicationId { get; init; }
    public string? MessageGroupId { get; init; }
}

internal sealed record PublishBatchResponse(List<PublishBatchResultEntry> Successful, List<BatchResultErrorEntry> Failed);

internal sealed record PublishBatchResultEntry(string Id, string MessageId, string? SequenceNumber);

internal sealed record BatchResultErrorEntry(string Id, string Code, string Message, bool SenderFault);

internal static partial class PublishBatch
{
    private const int MaxEntries = 10;

    public static readonly Operation<SnsState, PublishBatchRequest, PublishBatchResponse> Definition = TopicOperation.OnTopic(
        "PublishBatch",
        SnsJson.Default.PublishBatchRequest,
        SnsJson.Default.PublishBatchResponse,
        r => r.TopicArn,
        Handle
    );

    private static Result<PublishBatchResponse> Handle(Topic topic, PublishBatchRequest request, Context context)
    {
        if (Check(request.PublishBatchRequestEntries) is { } refused)
            return refused;
        // What a FIFO topic asks for has to be right in all, or the order of the others would mean nothing.
        foreach (var entry in request.PublishBatchRequestEntries!)
            if (Publishing.CheckIds(topic, entry) is { } wrong)
                return wrong;
        if (Publishing.FaultOfKey(topic, context) is { } locked)
            return locked;
        var response = new PublishBatchResponse([], []);
        foreach (var entry in request.PublishBatchRequestEntries)
            if (Publishing.Check(entry) is { } error)
                response.Failed.Add(new(entry.Id!, error.Code, error.Message, error.IsSender));
            else
            {
                var accepted = Publishing.Take(topic, entry, context);
                response.Successful.Add(new(entry.Id!, accepted.MessageId, accepted.SequenceNumber));
            }
        return response;
    }

    private static AwsError? Check(List<PublishBatchRequestEntry>? entries)
    {
        if (entries is not { Count: > 0 })
            return new("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        if (entries.Count > MaxEntries)
            return new("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
        if (entries.Exists(e => e.Id is null || !IdPattern.IsMatch(e.Id)))
            return new("InvalidBatchEntryId", "The Id of a batch entry in a batch request doesn't abide by the specification.");
        if (entries.DistinctBy(e => e.Id).Count() < entries.Count)
            return new("BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
        return entries.Sum(Publishing.Size) > Publishing.MaxBytes
            ? new("BatchRequestTooLong", "The length of all the messages put together is more than the limit.")
            : null;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern { get; }
}

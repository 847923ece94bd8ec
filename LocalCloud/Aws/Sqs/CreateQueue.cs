using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

internal sealed record CreateQueueRequest
{
    public string? QueueName { get; init; }

    [QueryName("Attribute")]
    public Dictionary<string, string>? Attributes { get; init; }

    [JsonPropertyName("tags"), QueryName("Tag", "Key")]
    public Dictionary<string, string>? Tags { get; init; }
}

internal sealed record CreateQueueResponse(string QueueUrl);

internal static partial class CreateQueue
{
    private const string Suffix = ".fifo";

    public static readonly Operation<SqsState, CreateQueueRequest, CreateQueueResponse> Definition = Operation<SqsState>.Define(
        "CreateQueue",
        SqsJson.Wire.CreateQueueRequest,
        SqsJson.Wire.CreateQueueResponse,
        Handle
    );

    private static Result<CreateQueueResponse> Handle(SqsState state, CreateQueueRequest request, Context context)
    {
        if (request.QueueName is not { } name)
            return SqsErrors.Missing("QueueName");
        var attributes = QueueAttributes.Normal(request.Attributes ?? []);
        var fifo = attributes.GetValueOrDefault("FifoQueue") is "true";
        if (BadName(name, fifo) is { } badName)
            return badName;
        if (attributes.ContainsKey("FifoQueue") && !fifo)
            return SqsErrors.UnknownAttribute("FifoQueue");
        if ((QueueAttributes.Check(attributes, fifo) ?? QueueTags.Check(name, request.Tags)) is { } bad)
            return bad;
        var url = new CreateQueueResponse(state.Url(name, context));
        if (state.Queues.GetValueOrDefault(name) is { } existing)
            return Differs(existing, attributes) is { } different ? SqsErrors.QueueExists(different) : url;
        if (QueueAttributes.CheckTogether(attributes) is { } conflict)
            return conflict;
        if (state.Deleted.Holds(name, state.Now))
            return SqsErrors.DeletedRecently;
        if (DeadLetters.Check(state, attributes, fifo) is { } badPolicy)
            return badPolicy;

        var now = context.Now;
        var queue = new Queue(
            state,
            new()
            {
                Name = name,
                Id = Guid.NewGuid(),
                Created = now,
                Modified = now,
                Attributes = QueueAttributes.Merge([], attributes),
                Tags = request.Tags ?? [],
            }
        );
        state.Queues.Add(name, queue);
        queue.Save(queue.Row, context.Changes);
        return url;
    }

    private static AwsError? BadName(string name, bool fifo)
    {
        if (name.Length == 0)
            return SqsErrors.InvalidParameter("QueueName", name, "Must specify a queue name.");
        if (fifo)
            return name.Length <= 80 && name.EndsWith(Suffix, StringComparison.Ordinal) && NamePattern.IsMatch(name[..^Suffix.Length])
                ? null
                : SqsErrors.InvalidParameter(
                    "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo "
                        + "suffix and be 1 to 80 in length."
                );
        return NamePattern.IsMatch(name)
            ? null
            : SqsErrors.InvalidParameter("Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }

    // Creating a queue that exists is allowed to whoever asks for nothing else than what it is.
    private static string? Differs(Queue queue, Dictionary<string, string> attributes) =>
        attributes
            .FirstOrDefault(a =>
                (queue.Row.Attributes.GetValueOrDefault(a.Key) ?? QueueAttributes.Default(a.Key, queue.IsFifo) ?? "") != a.Value
            )
            .Key;

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern { get; }
}

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using LocalCloud.Aws.Sqs.History;

namespace LocalCloud.Aws.Sqs;

/// <summary>What SendMessage and an entry of SendMessageBatch have in common.</summary>
internal interface ISend
{
    Utf8Text? MessageBody { get; }

    int? DelaySeconds { get; }

    Dictionary<string, MessageAttributeValue>? MessageAttributes { get; }

    Dictionary<string, MessageAttributeValue>? MessageSystemAttributes { get; }

    string? MessageDeduplicationId { get; }

    string? MessageGroupId { get; }
}

internal static partial class Sending
{
    public static long Size(ISend send) => (send.MessageBody?.Bytes.Length ?? 0) + Sqs.MessageAttributes.Size(send.MessageAttributes);

    public static Result<SendMessageResponse> Send(SqsState state, Queue queue, ISend send, Context context)
    {
        if (Check(queue, send) is { } error)
            return error;
        var body = send.MessageBody!.Value;
        var deduplicationId = send.MessageDeduplicationId
            ?? (queue.Settings.ContentBasedDeduplication ? Convert.ToHexStringLower(SHA256.HashData(body.Bytes)) : null);
        if (queue.IsFifo)
        {
            if (deduplicationId is null)
                return SqsErrors.NoDeduplicationId;
            queue.Advance(context.Changes);
            if (queue.Deduplication.Find(send.MessageGroupId!, deduplicationId) is { } accepted)
                return Response(send, accepted.MessageId, accepted.SequenceNumber);
        }

        var number = state.NextNumber();
        var now = context.Now.ToUnixTimeMilliseconds();
        var message = new Message(new(body, send.MessageAttributes is { Count: > 0 } attributes ? attributes : null))
        {
            Number = number,
            SenderId = state.Scope.Account,
            Sent = now,
            // The delay of a FIFO queue is the queue's; a message may say 0, and says nothing by it
            AvailableAt = now + ((queue.IsFifo ? null : send.DelaySeconds * 1000L) ?? queue.Settings.Delay),
            TraceHeader = send.MessageSystemAttributes?.GetValueOrDefault("AWSTraceHeader")?.StringValue ?? context.XRayTraceHeader,
            TraceParent = Activity.Current?.Id ?? context.TraceParent,
            GroupId = send.MessageGroupId,
            DeduplicationId = queue.IsFifo ? deduplicationId : null,
            SequenceNumber = SequenceNumber(queue, number),
        };
        queue.Send(message, context.Changes);
        queue.Note(message, Steps.Sent, context);
        if (queue.IsFifo)
            queue.Deduplication.Remember(send.MessageGroupId!, deduplicationId!, message, context.Changes);
        return Response(send, message.Id, message.SequenceNumber);
    }

    public static string? SequenceNumber(Queue queue, long number) =>
        queue.IsFifo ? number.ToString("D20", CultureInfo.InvariantCulture) : null;

    private static SendMessageResponse Response(ISend send, string id, string? sequenceNumber) =>
        new()
        {
            MessageId = id,
            MD5OfMessageBody = Convert.ToHexStringLower(MD5.HashData(send.MessageBody!.Value.Bytes)),
            MD5OfMessageAttributes = Sqs.MessageAttributes.Md5(send.MessageAttributes),
            MD5OfMessageSystemAttributes = Sqs.MessageAttributes.Md5(send.MessageSystemAttributes),
            SequenceNumber = sequenceNumber,
        };

    private static AwsError? Check(Queue queue, ISend send)
    {
        if (send.MessageBody is not { Bytes.Length: > 0 } body)
            return SqsErrors.Missing("MessageBody");
        if (
            (
                MessageText.Check(body.Bytes, "message body")
                ?? Sqs.MessageAttributes.Check(send.MessageAttributes)
                ?? Sqs.MessageAttributes.CheckSystem(send.MessageSystemAttributes)
            ) is
            { } error
        )
            return error;
        if (Size(send) > queue.Settings.MaximumMessageSize)
            return SqsErrors.InvalidParameter(
                $"One or more parameters are invalid. Reason: Message must be shorter than {queue.Settings.MaximumMessageSize} bytes."
            );
        if (send.DelaySeconds is < 0 or > 900)
            return SqsErrors.InvalidParameter("DelaySeconds", send.DelaySeconds, "DelaySeconds must be >= 0 and <= 900.");
        return CheckIds(queue, send);
    }

    private static AwsError? CheckIds(Queue queue, ISend send)
    {
        if (send.MessageGroupId is { } group && !IdPattern.IsMatch(group))
            return BadId("MessageGroupId", group);
        if (!queue.IsFifo)
            return send.MessageDeduplicationId is { } alien ? NotOfThisQueueType(send, "MessageDeduplicationId", alien) : null;
        if (send.MessageGroupId is null)
            return SqsErrors.Missing("MessageGroupId");
        if (send.MessageDeduplicationId is { } id && !IdPattern.IsMatch(id))
            return BadId("MessageDeduplicationId", id);
        // The delay of a FIFO queue is the queue's.
        return send.DelaySeconds > 0 ? NotOfThisQueueType(send, "DelaySeconds", send.DelaySeconds) : null;
    }

    private static AwsError NotOfThisQueueType(ISend send, string parameter, object value) =>
        send is IBatchEntry ? SqsErrors.EntryNotOfThisQueueType : SqsErrors.NotOfThisQueueType(parameter, value);

    public static AwsError? CheckId(string parameter, string value) => IdPattern.IsMatch(value) ? null : BadId(parameter, value);

    private static AwsError BadId(string parameter, string value) =>
        SqsErrors.InvalidParameter(
            parameter,
            value,
            $"{parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length."
        );

    [GeneratedRegex("""^[A-Za-z0-9!-/:-@\[-`{-~]{1,128}$""", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern { get; }
}

using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Metering.Measures;

/// <summary>
/// Every action is a request, and so is each begun 64 KB of what a send or receive carries (docs: sqs/pricing). A receive that finds
/// nothing is one too, and told apart: it comes with time and not with traffic.
/// </summary>
internal static class SqsMeasures
{
    public static readonly MeasureOf[] All =
    [
        new("sqs", "SendMessage", call =>
            call.Add(((SendMessageRequest)call.Request).QueueUrl, null, Units.Requests(Sending.Size((SendMessageRequest)call.Request)))
        ),
        new("sqs", "SendMessageBatch", call =>
        {
            var batch = (SendMessageBatchRequest)call.Request;
            call.Add(batch.QueueUrl, null, Units.Requests(batch.Entries?.Sum(Sending.Size) ?? 0));
        }),
        new("sqs", "ReceiveMessage", call =>
            call.Add(((ReceiveMessageRequest)call.Request).QueueUrl, null, Received(call.Answer as ReceiveMessageResponse))
        ),
    ];

    private static Units Received(ReceiveMessageResponse? answer) =>
        answer?.Messages is { Count: > 0 } messages
            ? Units.Requests(messages.Sum(m => m.Body.Bytes.Length + MessageAttributes.Size(m.MessageAttributes)))
            : new("requests", 1, "emptyReceives", 1);
}

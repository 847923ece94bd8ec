using LocalCloud.Aws.Sqs.History;

namespace LocalCloud.Aws.Sqs;

/// <summary>From a receipt handle to the message.</summary>
internal static class Receipts
{
    /// <summary>The handle when it is one of this queue's, whatever has become of its message.</summary>
    public static Result<ReceiptHandle> Parse(Queue queue, string? text)
    {
        if (text is not { Length: > 0 })
            return SqsErrors.Missing("ReceiptHandle");
        return ReceiptHandle.Parse(text) is { } handle && handle.Queue == queue.Row.Id ? handle : SqsErrors.BadHandle(text);
    }

    /// <summary>Deletes the message. A handle of an earlier receive, or of a message that has gone, succeeds and does nothing.</summary>
    public static AwsError? Delete(Queue queue, string? text, Context context)
    {
        if (!Parse(queue, text).Ok(out var handle, out var error))
            return error;
        if (queue.Find(handle.Number) is not { } message)
            return null;
        var current = message.Delivery.Receives == handle.Receive;
        // In a FIFO queue the group may have gone on since.
        if (queue.IsFifo && !(current && message.Status is MessageStatus.InFlight))
            return SqsErrors.EntryHandleExpired;
        if (!current)
            return null;
        queue.Note(message, Steps.Deleted, context);
        queue.Remove(message, context.Changes);
        return null;
    }

    public static AwsError? ChangeVisibility(Queue queue, string? text, int? seconds, Context context)
    {
        const int Max = 43_200;
        if (!Parse(queue, text).Ok(out var handle, out var error))
            return error;
        if (seconds is not { } timeout)
            return SqsErrors.Missing("VisibilityTimeout");
        if (timeout is < 0 or > Max)
            return SqsErrors.InvalidParameter("VisibilityTimeout", timeout, "Must be between 0 and 43200.");
        if (queue.Find(handle.Number) is not { } message)
            return SqsErrors.InvalidParameter(
                "ReceiptHandle",
                text!,
                "Message does not exist or is not available for visibility timeout change."
            );
        var current = message.Delivery.Receives == handle.Receive;
        if (queue.IsFifo && !(current && message.Status is MessageStatus.InFlight))
            return SqsErrors.NotInFlight;
        // As with a deletion: what somebody else has received since is his
        if (!current)
            return null;
        if (context.Now.ToUnixTimeMilliseconds() - message.Delivery.LastReceived + timeout * 1000L > Max * 1000L)
            return SqsErrors.InvalidParameter(
                "VisibilityTimeout",
                timeout,
                "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]."
            );
        queue.Note(message, timeout == 0 ? Steps.VisibleAgain : Steps.VisibilityChanged, context, $"{timeout} s");
        queue.ChangeVisibility(message, timeout * 1000L, context.Changes);
        return null;
    }
}

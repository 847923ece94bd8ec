using LocalCloud.Aws.Sqs.History;

namespace LocalCloud.Aws.Sqs;

/// <summary>Redrive: who may name which dead-letter queue, and how a message gets there.</summary>
internal static class DeadLetters
{
    /// <summary>Is the RedrivePolicy among these attributes one that a queue of this kind can have?</summary>
    public static AwsError? Check(SqsState state, Dictionary<string, string> attributes, bool fifo)
    {
        if (
            attributes.GetValueOrDefault("RedriveAllowPolicy") is { Length: > 0 } allow
            && !RedriveAllowPolicy.Parse(allow).Ok(out _, out var bad)
        )
            return bad;
        if (attributes.GetValueOrDefault("RedrivePolicy") is not { Length: > 0 } text)
            return null;
        if (!RedrivePolicy.Parse(text).Ok(out var policy, out var error))
            return error;
        if (Target(state, policy) is not { } target)
            return RedrivePolicy.Invalid(text, "Dead letter target does not exist.");
        if (target.IsFifo != fifo)
            return RedrivePolicy.Invalid(text, "Dead-letter queue must be same type of queue as the source.");
        return null;
    }

    public static Queue? Target(SqsState state, RedrivePolicy policy) => state.FindArn(policy.DeadLetterTargetArn);

    /// <summary>May the queue send its dead letters there? AWS looks when it happens, not when the policy is set.</summary>
    public static bool Allows(Queue target, Queue source) => target.Settings.RedriveAllow?.Allows(source.Arn) ?? true;

    /// <summary>Moves a message that was taken once too often; false when it has nowhere to go and is delivered again.</summary>
    public static bool Move(SqsState state, Queue queue, Message message, Changes changes)
    {
        if (
            queue.Settings.Redrive is not { } policy
            || message.Delivery.Receives < policy.MaxReceiveCount
            || Target(state, policy) is not { } target
            || !Allows(target, queue)
        )
            return false;
        // It keeps its count of receives. Retention goes on from when it was sent; in a FIFO queue it begins anew (docs: dead-letter
        // queues).
        var moved = message.Copy(state.NextNumber(), queue.Arn, queue.IsFifo ? state.Now : message.Sent);
        queue.Note(message, Steps.DeadLettered, detail: target.Arn);
        queue.Remove(message, changes);
        target.Send(moved, changes);
        target.Note(moved, Steps.Arrived, detail: queue.Arn);
        return true;
    }
}

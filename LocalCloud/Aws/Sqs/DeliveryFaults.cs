using LocalCloud.Aws.FaultInjection;

namespace LocalCloud.Aws.Sqs;

/// <summary>What a standard queue may do now and then, in one receive: deliver twice, and out of order. FIFO queues never do.</summary>
internal sealed class DeliveryFaults(SqsState state, Queue queue, Context context)
{
    private readonly List<Message> _repeated = [];

    /// <summary>The next message or, when the fault strikes, the one behind it.</summary>
    public Message? Take(ref object? group)
    {
        var message = queue.Take(ref group);
        if (message is null || !Strikes(Fault.Reordering) || queue.Take(ref group) is not { } second)
            return message;
        queue.PutBack(message);
        return second;
    }

    public void Delivered(Message message)
    {
        if (Strikes(Fault.DuplicateDelivery))
            _repeated.Add(message);
    }

    /// <summary>Once more, whatever becomes of the first: for the next receive, not for this one.</summary>
    public void Repeat() => _repeated.ForEach(message => queue.Send(message.Copy(state.NextNumber()), context.Changes));

    private bool Strikes(string kind) =>
        !queue.IsFifo && context.Host.Faults.Strikes(kind, Call.To(context.Scope, "sqs", null, queue.Name));
}

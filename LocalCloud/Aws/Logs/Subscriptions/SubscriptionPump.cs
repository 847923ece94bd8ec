using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Deliveries.Targets;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.Logs.Subscriptions;

/// <summary>Carries events to subscribed functions. They are in the store with the events themselves.</summary>
internal sealed partial class SubscriptionPump(LogsService service) : DuePump<LogsState, Delivery>(service, workers: 4)
{
    // docs: SubscriptionFilters: retriable errors of the destination are retried "for up to 24 hours"
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24),
        LongestPause = TimeSpan.FromMinutes(1);

    protected override IEnumerable<Delivery> Pending(LogsState state) => state.Deliveries.Values;

    protected override bool IsPending(LogsState state, Delivery delivery) => state.Deliveries.ContainsKey(delivery.Number);

    protected override async Task<Outcome<Delivery>> TryAsync(LogsState state, Delivery delivery)
    {
        if (!Arn.TryParse(delivery.Destination, out _))
            return After(state, delivery, Errors.Invalid($"{delivery.Destination} is no ARN."));
        var message = new TargetMessage(DataMessage.Event(state.Scope, delivery));
        return After(state, delivery, await TargetKinds.SendAsync(Host, delivery.Destination, message, Stopping).ConfigureAwait(false));
    }

    protected override Outcome<Delivery> Unforeseen(LogsState state, Delivery delivery, Exception e) =>
        After(state, delivery, new("InternalFailure", e.Message, StatusCodes.Status500InternalServerError));

    // The row stays as it is until it is done: tries and pauses count from the last start
    protected override Delivery? Settle(LogsState state, Changes changes, Delivery delivery, Outcome<Delivery> outcome)
    {
        if (outcome.Next is null)
            state.Delete(changes, delivery);
        return outcome.Next;
    }

    private Outcome<Delivery> After(LogsState state, Delivery delivery, AwsError? error)
    {
        var tries = delivery.Tries + 1;
        if (error is null)
            return new(Outcome.Delivered, tries, null);
        var now = state.Time.GetUtcNow();
        if (DeliveryFailure.MayPass(error) && now - DateTimeOffset.FromUnixTimeMilliseconds(delivery.Since) < Longest)
            return new(Outcome.Retrying, tries, delivery with { Tries = tries, Due = now + BackOff.Step(delivery.Tries, LongestPause) });
        NotDelivered(Log, delivery.Filter, delivery.Group, delivery.Destination, error.Message);
        return new(Outcome.Dropped, tries, null);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Logs: the subscription filter {Filter} of {Group} could not deliver to {Destination}: {Reason}"
    )]
    private static partial void NotDelivered(ILogger log, string filter, string group, string destination, string reason);
}

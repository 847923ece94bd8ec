using System.Diagnostics;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.EventBridge.Deliveries.Targets;
using LocalCloud.Aws.FaultInjection;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>Carries events to the targets of rules.</summary>
internal sealed partial class DeliveryPump(EventsService service) : DuePump<EventsState, Delivery>(service, workers: 32)
{
    protected override IEnumerable<Delivery> Pending(EventsState state) => state.Deliveries.Values;

    protected override bool IsPending(EventsState state, Delivery delivery) =>
        ReferenceEquals(state.Deliveries.GetValueOrDefault(delivery.Key), delivery);

    protected override bool TakesTime(Delivery delivery) => delivery.DeadLetter is null && EventTargets.TakesTime(delivery.Target.Arn!);

    protected override async Task<Outcome<Delivery>> TryAsync(EventsState state, Delivery delivery)
    {
        using var activity = StartSpan($"EventBridge deliver {delivery.Rule}", delivery.TraceParent, delivery.Target.Arn);
        activity
            ?.SetTag("messaging.system", "aws_eventbridge")
            .SetTag("messaging.message.id", delivery.EventId)
            .SetTag("aws.eventbridge.rule", delivery.RuleArn);
        var failure = delivery.DeadLetter is { } given
            ? await DeadLetterQueue.SendAsync(state.Service, delivery, given, Stopping).ConfigureAwait(false)
            : await CallTargetAsync(state, delivery).ConfigureAwait(false);
        if (failure is not null)
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
        return Outcome.Of(delivery, failure, state.Time.GetUtcNow());
    }

    protected override Outcome<Delivery> Unforeseen(EventsState state, Delivery delivery, Exception e)
    {
        Unforeseen(Log, delivery.EventId, delivery.Rule, delivery.Target.Arn!, e);
        return Outcome.Of(delivery, new("INTERNAL_ERROR", e.Message, Retriable: true), state.Time.GetUtcNow());
    }

    protected override Delivery? Settle(EventsState state, Changes changes, Delivery delivery, Outcome<Delivery> outcome)
    {
        if (outcome.Next is { } next)
            state.Put(changes, next);
        else
            state.Delete(changes, delivery);
        state
            .Buses.GetValueOrDefault(delivery.Bus)
            ?.History.Update(
                delivery.EventId,
                delivery.Key,
                outcome.Status,
                outcome.Attempts,
                outcome.Failure?.Message,
                state.Time.GetUtcNow()
            );
        if (outcome.Status == Outcome.Dropped)
            Dropped(Log, delivery.EventId, delivery.Rule, delivery.Target.Arn!, delivery.DeadLetter?.Message ?? outcome.Failure!.Message);
        return outcome.Next;
    }

    private async ValueTask<DeliveryFailure?> CallTargetAsync(EventsState state, Delivery delivery)
    {
        if (!TargetInput.TryMake(delivery, out var payload, out var failure))
            return failure;
        var call = new EventCall(state, delivery, payload);
        failure = await EventTargets.DeliverAsync(call, Stopping).ConfigureAwait(false);
        if (
            failure is null
            && Host.Faults.Any
            && Host.Faults.Strikes(Fault.DuplicateDelivery, Call.To(state.Scope, state.Service.Id, null, delivery.Bus))
        )
            await EventTargets.DeliverAsync(call, Stopping).ConfigureAwait(false);
        return failure;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery of event {EventId} by rule {Rule} to {Target} failed unexpectedly")]
    private static partial void Unforeseen(ILogger log, string eventId, string rule, string target, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {EventId} of rule {Rule} for {Target} was dropped: {Reason}")]
    private static partial void Dropped(ILogger log, string eventId, string rule, string target, string reason);
}

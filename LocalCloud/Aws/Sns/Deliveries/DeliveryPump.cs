using System.Diagnostics;
using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.FaultInjection;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Metering.Measures;
using LocalCloud.Aws.Sns.Messages;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>Carries messages to their subscribers.</summary>
internal sealed partial class DeliveryPump(SnsService service) : DuePump<SnsState, Delivery>(service, workers: 32)
{
    protected override IEnumerable<Delivery> Pending(SnsState state) => state.Pending.Ready;

    protected override bool IsPending(SnsState state, Delivery delivery) => state.Pending.Contains(delivery);

    // an endpoint that hangs for its 15 seconds holds up nobody else's messages
    protected override bool TakesTime(Delivery delivery) =>
        delivery.DeadLetter is null && delivery.Subscription.Protocol is "http" or "https";

    protected override async Task<Outcome<Delivery>> TryAsync(SnsState state, Delivery delivery)
    {
        using var activity = StartSpan($"SNS deliver {delivery.Message.Topic}", delivery.Message.TraceParent, delivery.Message.TopicArn);
        activity
            ?.SetTag("messaging.system", "aws_sns")
            .SetTag("messaging.message.id", delivery.Message.Id)
            .SetTag("aws.sns.subscription", delivery.SubscriptionArn)
            .SetTag("aws.sns.endpoint", delivery.DeadLetter is null ? delivery.Subscription.Endpoint : delivery.DeadLetterQueue);
        var failure = await SendAsync(state, delivery).ConfigureAwait(false);
        if (failure is not null)
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
        return After(state, delivery, failure);
    }

    protected override Outcome<Delivery> Unforeseen(SnsState state, Delivery delivery, Exception e)
    {
        Unforeseen(Log, delivery.Message.Id, delivery.SubscriptionArn, e);
        return After(state, delivery, new("500", e.Message, Retriable: true));
    }

    protected override Delivery? Settle(SnsState state, Changes changes, Delivery delivery, Outcome<Delivery> outcome)
    {
        state.Topics.GetValueOrDefault(delivery.Message.Topic)?.History.Update(delivery, outcome, state.Time.GetUtcNow());
        if (outcome.Status == Outcome.Dropped)
            Dropped(
                Log,
                delivery.Message.Id,
                delivery.SubscriptionArn,
                delivery.Subscription.Endpoint,
                delivery.DeadLetter?.Message ?? outcome.Failure!.Message
            );
        // What waits behind it in its lane goes only when its row is gone: a kill in between would turn their order around
        if (outcome.Next is not { } again)
            return state.Delete(changes, delivery);
        state.Put(changes, again);
        return again;
    }

    protected override async Task TellAsync(SnsState state, Delivery delivery, Outcome<Delivery> outcome)
    {
        if (
            !Host.Read(state, s =>
                s.Topics.GetValueOrDefault(delivery.Message.Topic) is { } topic && DeliveryLog.IsWanted(topic, delivery, outcome)
            )
        )
            return;
        try
        {
            await DeliveryLog.WriteAsync(state, delivery, outcome.Failure, outcome.Attempts, Stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (!Stopping.IsCancellationRequested)
        {
            NotLogged(Log, delivery.Message.Id, delivery.SubscriptionArn, e);
        }
    }

    // Who has unsubscribed while it failed gets it no more, and neither does the dead-letter queue
    private Outcome<Delivery> After(SnsState state, Delivery delivery, DeliveryFailure? failure) =>
        failure is not null && delivery.DeadLetter is null && !IsSubscribed(state, delivery)
            ? new(Outcome.Dropped, delivery.Attempts + 1, null, failure)
            : Outcome.Of(delivery, failure, state.Time.GetUtcNow());

    private bool IsSubscribed(SnsState state, Delivery delivery) =>
        delivery.Message.Type != PublishedMessage.Notification
        || Host.Read(state, s => s.Topics.GetValueOrDefault(delivery.Message.Topic)?.Find(delivery.Subscription.Id) is not null);

    private async Task<DeliveryFailure?> SendAsync(SnsState state, Delivery delivery)
    {
        if (delivery.DeadLetter is not null)
            return await QueueEndpoint.SendDeadAsync(state.Service, delivery, Stopping).ConfigureAwait(false);
        var failure = await SendToEndpointAsync(state, delivery).ConfigureAwait(false);
        if (
            failure is null
            && delivery.Lane is null
            && Host.Faults.Any
            && Host.Faults.Strikes(Fault.DuplicateDelivery, Call.To(state.Scope, state.Service.Id, null, delivery.Message.Topic))
        )
            await SendToEndpointAsync(state, delivery).ConfigureAwait(false);
        if (failure is null)
            Host.Usage.Count(
                new(
                    state.Service.Id,
                    SnsMeasures.Delivery,
                    delivery.Message.TopicArn,
                    delivery.Subscription.Protocol,
                    Caller.Service,
                    state.Scope
                ),
                null,
                new("deliveries", 1)
            );
        return failure;
    }

    private ValueTask<DeliveryFailure?> SendToEndpointAsync(SnsState state, Delivery delivery) =>
        delivery.Subscription.Protocol switch
        {
            "sqs" => QueueEndpoint.SendAsync(state.Service, delivery, Stopping),
            "http" or "https" => HttpEndpoint.SendAsync(state.Service, delivery, Stopping),
            "email" or "email-json" => MailEndpoint.SendAsync(state.Service, state.Scope, delivery, Stopping),
            "sms" => TextMessages.SendAsync(state, delivery),
            "application" => PushMessages.SendAsync(state, delivery),
            "lambda" => LambdaEndpoint.SendAsync(state.Service, delivery, Stopping),
            var other => throw new InvalidOperationException($"Nothing was subscribed by {other}."),
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery of message {MessageId} to {Subscription} failed unexpectedly")]
    private static partial void Unforeseen(ILogger log, string messageId, string subscription, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "The delivery status of message {MessageId} to {Subscription} could not be logged")]
    private static partial void NotLogged(ILogger log, string messageId, string subscription, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} for {Subscription} ({Endpoint}) was dropped: {Reason}")]
    private static partial void Dropped(ILogger log, string messageId, string subscription, string endpoint, string reason);
}

using System.Diagnostics;
using System.Threading.Channels;
using LocalCloud.Aws.FaultInjection;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Metering.Measures;
using LocalCloud.Aws.Sns.Messages;

namespace LocalCloud.Aws.Sns.Deliveries;

/// <summary>
/// Carries messages to their subscribers, some at a time. Woken by commits and by timers of the host's clock; what it has not done
/// when the process ends is in the store and goes on after the next start: each delivery is made at least once.
/// </summary>
internal sealed partial class DeliveryPump
{
    // a delivery mostly waits for the queue's commit or for a subscriber: so many at a time
    private const int Workers = 32;
    private static readonly ActivitySource Tracing = new("LocalCloud.Aws");

    private readonly Channel<(SnsState State, Delivery Delivery)> _due = Channel.CreateUnbounded<(SnsState, Delivery)>();
    private SnsService _service = null!;
    private ILogger _log = null!;
    private CancellationToken _stopping;
    private volatile bool _started;

    public void Start(SnsService service, CancellationToken stopping)
    {
        (_service, _stopping) = (service, stopping);
        _log = service.Host.Loggers.CreateLogger<DeliveryPump>();
        _started = true;
        for (var i = 0; i < Workers; i++)
            _ = Task.Run(WorkAsync, CancellationToken.None);
        foreach (var state in service.States.Cast<SnsState>())
        foreach (var delivery in service.Host.Read(state, s => s.Pending.Ready.ToArray()))
            Enqueue(state, delivery);
    }

    public void Enqueue(SnsState state, Delivery delivery)
    {
        if (!_started)
            return; // Start takes all there are
        var wait = delivery.Due - state.Time.GetUtcNow();
        if (wait <= TimeSpan.Zero)
            _due.Writer.TryWrite((state, delivery));
        else
            _ = WaitAsync(state, delivery, wait);
    }

    private async Task WaitAsync(SnsState state, Delivery delivery, TimeSpan wait)
    {
        var pause = Task.Delay(wait, state.Time, _stopping);
        // A clock that was moved between the look at it and the start of the timer would let it wait too long.
        if (state.Time.GetUtcNow() < delivery.Due)
            await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_stopping.IsCancellationRequested)
            _due.Writer.TryWrite((state, delivery));
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var (state, delivery) in _due.Reader.ReadAllAsync(_stopping).ConfigureAwait(false))
            {
                var attempt = TryAsync(state, delivery);
                // an endpoint that hangs for its 15 seconds holds up nobody else's messages
                if (delivery.DeadLetter is not null || delivery.Subscription.Protocol is not ("http" or "https"))
                    await attempt.ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested) { }
    }

    // one delivery that fails in an unforeseen way must not stop the others: it is tried again as if the endpoint had failed
    private async Task TryAsync(SnsState state, Delivery delivery)
    {
        // while the process starts, one may have come in twice
        if (!_service.Host.Read(state, s => s.Pending.Contains(delivery)))
            return;
        DeliveryFailure? failure;
        try
        {
            failure = await SendAsync(state, delivery).ConfigureAwait(false);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            return; // whatever it was of the services that end: it is tried again after the next start
        }
        catch (Exception e)
        {
            Unforeseen(_log, delivery.Message.Id, delivery.SubscriptionArn, e);
            failure = new DeliveryFailure("500", e.Message, Retriable: true);
        }
        Delivery? next = null;
        var attempts = 0;
        var logged = false;
        // when the disk fails, memory has the change all the same, and the rows go with the next commit
        await _service
            .Host.ChangeAsync(state, (s, changes) =>
            {
                (next, attempts, logged) = Conclude(s, changes, delivery, failure);
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        if (next is not null)
            Enqueue(state, next);
        if (logged)
            await LogAsync(state, delivery, failure, attempts).ConfigureAwait(false);
    }

    private async Task LogAsync(SnsState state, Delivery delivery, DeliveryFailure? failure, int attempts)
    {
        try
        {
            await DeliveryLog.WriteAsync(state, delivery, failure, attempts, _stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (!_stopping.IsCancellationRequested)
        {
            NotLogged(_log, delivery.Message.Id, delivery.SubscriptionArn, e);
        }
    }

    /// <summary>Answers what is to be done next (the same once more, or what waited behind it), how often it was tried, and whether that is
    /// to be logged.</summary>
    private (Delivery? Next, int Attempts, bool Logged) Conclude(
        SnsState state,
        Changes changes,
        Delivery delivery,
        DeliveryFailure? failure
    )
    {
        var now = state.Time.GetUtcNow();
        var topic = state.Topics.GetValueOrDefault(delivery.Message.Topic);
        var subscribed = delivery.Message.Type != PublishedMessage.Notification || topic?.Find(delivery.Subscription.Id) is not null;
        var outcome = Outcome.Of(delivery, failure, subscribed, now);
        topic?.History.Update(delivery, outcome, failure?.Message, now);
        if (outcome.Status == Outcome.Dropped)
            Dropped(
                _log,
                delivery.Message.Id,
                delivery.SubscriptionArn,
                delivery.Subscription.Endpoint,
                delivery.DeadLetter?.Message ?? failure!.Message
            );
        var logged = topic is not null && DeliveryLog.IsWanted(topic, delivery, outcome);
        if (outcome.Next is not { } again)
            return (state.Delete(changes, delivery), outcome.Attempts, logged);
        state.Put(changes, again);
        return (again, outcome.Attempts, logged);
    }

    private async Task<DeliveryFailure?> SendAsync(SnsState state, Delivery delivery)
    {
        ActivityContext.TryParse(delivery.Message.TraceParent, null, isRemote: true, out var parent);
        using var activity = Tracing.StartActivity($"SNS deliver {delivery.Message.Topic}", ActivityKind.Producer, parent);
        activity
            ?.SetTag("messaging.system", "aws_sns")
            .SetTag("messaging.message.id", delivery.Message.Id)
            .SetTag("messaging.destination.name", delivery.Message.TopicArn)
            .SetTag("aws.sns.subscription", delivery.SubscriptionArn)
            .SetTag("aws.sns.endpoint", delivery.DeadLetter is null ? delivery.Subscription.Endpoint : delivery.DeadLetterQueue);
        var failure = delivery.DeadLetter is not null
            ? await QueueEndpoint.SendDeadAsync(_service, delivery, _stopping).ConfigureAwait(false)
            : await SendToEndpointAsync(state, delivery).ConfigureAwait(false);
        if (
            failure is null
            && delivery is { DeadLetter: null, Lane: null }
            && _service.Host.Faults.Any
            && _service.Host.Faults.Strikes(Fault.DuplicateDelivery, Call.To(state.Scope, _service.Id, null, delivery.Message.Topic))
        )
            await SendToEndpointAsync(state, delivery).ConfigureAwait(false);
        if (failure is not null)
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
        else if (delivery.DeadLetter is null)
            _service.Host.Usage.Count(
                new(
                    _service.Id,
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
            "sqs" => QueueEndpoint.SendAsync(_service, delivery, _stopping),
            "http" or "https" => HttpEndpoint.SendAsync(_service, delivery, _stopping),
            "email" or "email-json" => MailEndpoint.SendAsync(_service, state.Scope, delivery, _stopping),
            "sms" => TextMessages.SendAsync(state, delivery),
            "application" => PushMessages.SendAsync(state, delivery),
            "lambda" => LambdaEndpoint.SendAsync(_service, delivery, _stopping),
            var other => throw new InvalidOperationException($"Nothing was subscribed by {other}."),
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery of message {MessageId} to {Subscription} failed unexpectedly")]
    private static partial void Unforeseen(ILogger log, string messageId, string subscription, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "The delivery status of message {MessageId} to {Subscription} could not be logged")]
    private static partial void NotLogged(ILogger log, string messageId, string subscription, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {MessageId} for {Subscription} ({Endpoint}) was dropped: {Reason}")]
    private static partial void Dropped(ILogger log, string messageId, string subscription, string endpoint, string reason);
}

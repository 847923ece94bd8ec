using System.Diagnostics;
using System.Threading.Channels;
using LocalCloud.Aws.EventBridge.Deliveries.Targets;
using LocalCloud.Aws.FaultInjection;

namespace LocalCloud.Aws.EventBridge.Deliveries;

/// <summary>
/// Carries deliveries to their targets, some at a time. Woken by commits and by timers of the host's clock; what it has not done
/// when the process ends is in the store and goes on after the next start: each delivery is made at least once.
/// </summary>
internal sealed partial class DeliveryPump
{
    // a delivery mostly waits for the target's commit: so many share one
    private const int Workers = 32;
    private static readonly ActivitySource Tracing = new("LocalCloud.Aws");

    private readonly Channel<(EventsState State, Delivery Delivery)> _due = Channel.CreateUnbounded<(EventsState, Delivery)>();
    private EventsService _service = null!;
    private ILogger _log = null!;
    private CancellationToken _stopping;
    private ScheduledRules? _schedules;
    private volatile bool _started;

    public void Start(EventsService service, CancellationToken stopping)
    {
        (_service, _stopping) = (service, stopping);
        _log = service.Host.Loggers.CreateLogger<DeliveryPump>();
        _schedules = new ScheduledRules(service, stopping);
        _started = true;
        for (var i = 0; i < Workers; i++)
            _ = Task.Run(WorkAsync, CancellationToken.None);
        foreach (var state in service.States.Cast<EventsState>())
        {
            foreach (var delivery in service.Host.Read(state, s => s.Deliveries.Values.ToArray()))
                Enqueue(state, delivery);
            foreach (var rule in service.Host.Read(state, s => s.Buses.Values.SelectMany(b => b.Rules.Values).ToArray()))
                _schedules.Reschedule(rule);
        }
    }

    public void Enqueue(EventsState state, Delivery delivery)
    {
        if (!_started)
            return; // Start takes all there are
        var wait = delivery.Due - state.Time.GetUtcNow();
        if (wait <= TimeSpan.Zero)
            _due.Writer.TryWrite((state, delivery));
        else
            _ = WaitAsync(state, delivery, wait);
    }

    public void Reschedule(Rule rule) => _schedules?.Reschedule(rule);

    private async Task WaitAsync(EventsState state, Delivery delivery, TimeSpan wait)
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
                if (TargetTypes.Of(delivery.Target.Arn!) is not { TakesTime: true } || delivery.DeadLetter is not null)
                    await attempt.ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested) { }
    }

    // one delivery that fails in an unforeseen way must not stop the others: it is tried again as if the target had failed
    private async Task TryAsync(EventsState state, Delivery delivery)
    {
        // while the process starts, one may have come in twice
        if (!_service.Host.Read(state, s => ReferenceEquals(s.Deliveries.GetValueOrDefault(delivery.Key), delivery)))
            return;
        DeliveryFailure? failure;
        try
        {
            failure = await SendAsync(state, delivery).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !_stopping.IsCancellationRequested)
        {
            Unforeseen(_log, delivery.EventId, delivery.Rule, delivery.Target.Arn!, e);
            failure = new DeliveryFailure("INTERNAL_ERROR", e.Message, Retriable: true);
        }
        var outcome = Outcome.Of(delivery, failure, state.Time.GetUtcNow());
        // when the disk fails, memory has the change all the same, and the rows go with the next commit
        await _service
            .Host.ChangeAsync(state, (s, changes) =>
            {
                if (outcome.Next is { } next)
                    s.Put(changes, next);
                else
                    s.Delete(changes, delivery);
                s.Buses.GetValueOrDefault(delivery.Bus)
                    ?.History.Update(
                        delivery.EventId,
                        delivery.Key,
                        outcome.Status,
                        outcome.Attempts,
                        failure?.Message,
                        s.Time.GetUtcNow()
                    );
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
        if (outcome.Status == Outcome.Dropped)
            Dropped(_log, delivery.EventId, delivery.Rule, delivery.Target.Arn!, delivery.DeadLetter?.Message ?? failure!.Message);
        if (outcome.Next is { } again)
            Enqueue(state, again);
    }

    private async Task<DeliveryFailure?> SendAsync(EventsState state, Delivery delivery)
    {
        ActivityContext.TryParse(delivery.TraceParent, null, isRemote: true, out var parent);
        using var activity = Tracing.StartActivity($"EventBridge deliver {delivery.Rule}", ActivityKind.Producer, parent);
        activity
            ?.SetTag("messaging.system", "aws_eventbridge")
            .SetTag("messaging.message.id", delivery.EventId)
            .SetTag("messaging.destination.name", delivery.Target.Arn)
            .SetTag("aws.eventbridge.rule", delivery.RuleArn);
        var failure = delivery.DeadLetter is { } given
            ? await DeadLetterQueue.SendAsync(_service.Host, _service.SendToQueue, delivery, given, _stopping).ConfigureAwait(false)
            : await CallTargetAsync(state, delivery).ConfigureAwait(false);
        if (failure is not null)
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
        return failure;
    }

    private async ValueTask<DeliveryFailure?> CallTargetAsync(EventsState state, Delivery delivery)
    {
        if (!TargetInput.TryMake(delivery, out var payload, out var failure))
            return failure;
        var call = new TargetCall(_service.Host, state.Scope, delivery.Target.Arn!, payload)
        {
            MessageGroupId = delivery.Target.SqsParameters?.MessageGroupId,
            HttpParameters = delivery.Target.HttpParameters,
            TraceHeader = delivery.TraceHeader,
            Delivery = delivery,
            SendToQueue = _service.SendToQueue,
        };
        failure = Iam.Access.DeliveryAccess.Refuse(_service.Host, "events.amazonaws.com", delivery.RuleArn, state.Scope.Account, call.Arn)
            is { } denied
            ? DeliveryFailure.Of<Nothing>(denied)
            : await TargetTypes.DeliverAsync(call, _stopping).ConfigureAwait(false);
        if (
            failure is null
            && _service.Host.Faults.Any
            && _service.Host.Faults.Strikes(Fault.DuplicateDelivery, Call.To(state.Scope, _service.Id, null, delivery.Bus))
        )
            await TargetTypes.DeliverAsync(call, _stopping).ConfigureAwait(false);
        return failure;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery of event {EventId} by rule {Rule} to {Target} failed unexpectedly")]
    private static partial void Unforeseen(ILogger log, string eventId, string rule, string target, Exception e);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event {EventId} of rule {Rule} for {Target} was dropped: {Reason}")]
    private static partial void Dropped(ILogger log, string eventId, string rule, string target, string reason);
}

using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.Logs.Subscriptions;

/// <summary>
/// Carries events to subscribed functions, at least once. They are in the store with the events themselves; what is not done when the
/// process ends goes on
/// after the next start.
/// </summary>
internal sealed partial class SubscriptionPump
{
    private const int Workers = 4;

    // docs: SubscriptionFilters: retriable errors of the destination are retried "for up to 24 hours"
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24),
        LongestPause = TimeSpan.FromMinutes(1);

    private readonly Channel<(LogsState State, Delivery Delivery, TimeSpan Pause)> _due = Channel.CreateUnbounded<(
        LogsState,
        Delivery,
        TimeSpan
    )>();
    private LogsService _service = null!;
    private ILogger _log = null!;
    private CancellationToken _stopping;
    private volatile bool _started;

    public void Start(LogsService service, CancellationToken stopping)
    {
        (_service, _stopping) = (service, stopping);
        _log = service.Host.Loggers.CreateLogger<SubscriptionPump>();
        _started = true;
        for (var i = 0; i < Workers; i++)
            _ = Task.Run(WorkAsync, CancellationToken.None);
        foreach (var state in service.States.Cast<LogsState>())
        foreach (var delivery in service.Host.Read(state, s => s.Deliveries.Values.ToArray()))
            Enqueue(state, delivery);
    }

    public void Enqueue(LogsState state, Delivery delivery)
    {
        // Start takes all there are
        if (_started)
            _due.Writer.TryWrite((state, delivery, TimeSpan.FromSeconds(1)));
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var (state, delivery, pause) in _due.Reader.ReadAllAsync(_stopping).ConfigureAwait(false))
                await CarryAsync(state, delivery, pause).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested) { }
    }

    private async Task CarryAsync(LogsState state, Delivery delivery, TimeSpan pause)
    {
        if (await SendAsync(state, delivery).ConfigureAwait(false) is { } error)
        {
            var age = state.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(delivery.Since);
            if (IsRetriable(error) && age < Longest)
            {
                _ = AgainAsync(state, delivery, pause);
                return;
            }
            NotDelivered(_log, delivery.Filter, delivery.Group, delivery.Destination, error.Message);
        }
        await _service
            .Host.ChangeAsync(state, (s, changes) =>
            {
                s.Delete(changes, delivery);
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
    }

    private async Task AgainAsync(LogsState state, Delivery delivery, TimeSpan pause)
    {
        await Task.Delay(pause, state.Time, _stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_stopping.IsCancellationRequested)
            _due.Writer.TryWrite((state, delivery, pause * 2 < LongestPause ? pause * 2 : LongestPause));
    }

    private async Task<AwsError?> SendAsync(LogsState state, Delivery delivery)
    {
        try
        {
            if (!Arn.TryParse(delivery.Destination, out var arn))
                return Errors.Invalid($"{delivery.Destination} is no ARN.");
            var invoked = await _service
                .Host.InvokeAsync(
                    arn.Scope,
                    "lambda",
                    "Invoke",
                    new JsonObject
                    {
                        ["FunctionName"] = delivery.Destination,
                        ["InvocationType"] = "Event",
                        ["Payload"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(DataMessage.Event(state.Scope, delivery))),
                    },
                    _stopping
                )
                .ConfigureAwait(false);
            return invoked.Error;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new("InternalFailure", e.Message, 500);
        }
    }

    private static bool IsRetriable(AwsError error) => error.Status is >= 500 or 429;

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Logs: the subscription filter {Filter} of {Group} could not deliver to {Destination}: {Reason}"
    )]
    private static partial void NotDelivered(ILogger log, string filter, string group, string destination, string reason);
}

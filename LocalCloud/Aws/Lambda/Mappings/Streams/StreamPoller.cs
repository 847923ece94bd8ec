using LocalCloud.Aws.DynamoDb.Streams;

namespace LocalCloud.Aws.Lambda.Mappings.Streams;

/// <summary>
/// The lanes of a mapping: for each shard as many as its parallelization factor says. Each goes its own way, in the order of its records.
/// </summary>
internal sealed partial class StreamPoller : IPoller
{
    private readonly LambdaService _service;
    private readonly LambdaState _state;
    private readonly EventSourceMapping _mapping;
    private readonly CancellationTokenSource _stop;

    private StreamPoller(LambdaService service, LambdaState state, EventSourceMapping mapping, CancellationToken stopping)
    {
        (_service, _state, _mapping) = (service, state, mapping);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <param name="before">of the mapping's poller until now: what that has in hand comes first, or the order would be lost</param>
    public static StreamPoller Start(
        LambdaService service,
        LambdaState state,
        EventSourceMapping mapping,
        Task before,
        CancellationToken stopping
    )
    {
        var poller = new StreamPoller(service, state, mapping, stopping);
        poller.Ended = Task.Run(() => poller.RunAsync(before), CancellationToken.None);
        return poller;
    }

    public void Stop() => _stop.Cancel();

    private async Task RunAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var log = _service.Host.Loggers.CreateLogger<StreamPoller>();
        var reader = new StreamReader(_service.Host, _mapping.EventSourceArn);
        if (reader.Find() is not { } stream)
        {
            Gone(log, _mapping.UUID, _mapping.EventSourceArn);
            return;
        }
        using var room = new SemaphoreSlim(QueuePoller.MachineConcurrency);
        var lanes = new List<StreamLane>();
        for (var shard = 0; shard < Shards.Count; shard++)
        {
            var progress = new ShardProgress(_service, _state, _mapping.UUID, shard, Begin(shard));
            for (var lane = 0; lane < _mapping.Stream!.ParallelizationFactor; lane++)
                lanes.Add(
                    new(
                        new(_service, _state, _mapping, reader, stream, room, log),
                        new(shard, lane, _mapping.Stream.ParallelizationFactor),
                        progress
                    )
                );
        }
        await Task.WhenAll(lanes.Select(lane => lane.RunAsync(_stop.Token))).ConfigureAwait(false);
    }

    private ShardPosition Begin(int shard)
    {
        var settings = _mapping.Stream!;
        return (
            _service.Host.Read(_state, s => s.Positions.GetValueOrDefault((_mapping.UUID, shard)))
            ?? ShardPosition.From(settings.StartAfter, 1)
        ).For(settings.ParallelizationFactor);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event source mapping {Mapping}: there is no stream {Source} any more")]
    private static partial void Gone(ILogger log, string mapping, string source);
}

/// <summary>What all lanes of a poller share.</summary>
/// <param name="Room">how many invocations run side by side: as many as a laptop bears</param>
internal sealed record StreamWork(
    LambdaService Service,
    LambdaState State,
    EventSourceMapping Mapping,
    StreamReader Reader,
    TableStream Stream,
    SemaphoreSlim Room,
    ILogger Log
);

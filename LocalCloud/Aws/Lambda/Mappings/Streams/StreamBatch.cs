using LocalCloud.Aws.DynamoDb.Streams;
using LocalCloud.Aws.Lambda.Invoke;
using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Lambda.Mappings.Streams;

/// <summary>
/// Runs the function with a batch until all of its records are done with: tried again after errors, in halves when the mapping says so,
/// from the first failure that the function reports, and given up when there have been enough tries or the records have grown too old.
/// </summary>
internal sealed partial class StreamBatch(StreamWork work, Lane lane, ShardProgress progress)
{
    private const string Ok = "OK",
        Problem = "PROBLEM: Function call failed";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500),
        LongestPause = TimeSpan.FromMinutes(1);

    // As long as after this many tries: the function is gone, or may not run
    private const int NotRunPause = 4;

    private readonly Stack<Part> _todo = new();

    private Host Host => work.Service.Host;

    private Caller Caller => work.State.Caller(CallerKind.Runtime, work.Mapping.FunctionName, work.Mapping.Qualifier);

    private StreamSettings Settings => work.Mapping.Stream!;

    public async Task RunAsync(LaneBatch batch, CancellationToken stop)
    {
        if (Settings.TumblingWindowInSeconds > 0 && progress.Window(lane.Index) is null)
            progress.SetWindow(lane.Index, LaneWindow.Of(batch.Items[0], Settings.TumblingWindowInSeconds));
        _todo.Push(new(batch.Items, 0));
        while (_todo.TryPop(out var part))
        {
            if (await DropOldAsync(part, stop).ConfigureAwait(false) is not { } left)
                continue;
            var (tried, done, last) = await TryAsync(left, stop).ConfigureAwait(false);
            if (done == left.Items.Count)
            {
                await DoneAsync(left.Items[^1].Sequence, Ok).ConfigureAwait(false);
                if (progress.Window(lane.Index) is { State.Length: > TumblingWindow.MostState })
                    await EndWindowAsync(left.Items[^1].Sequence, stop, early: true).ConfigureAwait(false);
                continue;
            }
            // Somebody else goes on with it: the mapping was changed, or the emulator stops and has ended the function
            stop.ThrowIfCancellationRequested();
            if (done > 0)
                await DoneAsync(left.Items[done - 1].Sequence, Problem).ConfigureAwait(false);
            else
                Tell(Problem);
            await AfterFailureAsync(left, tried, done, last, stop).ConfigureAwait(false);
        }
        // What the filter kept out behind the last record
        progress.Pass(lane.Index, batch.To);

        ValueTask DoneAsync(long sequence, string result) =>
            progress.DoneAsync(lane.Index, _todo.Count == 0 && sequence == batch.Items[^1].Sequence ? batch.To : sequence, result);
    }

    /// <summary>
    /// Tells the function that its window is over: again after errors, as often as a batch is tried, and then its state is lost.
    /// </summary>
    public async Task EndWindowAsync(long to, CancellationToken stop, bool early = false)
    {
        var part = new Part([], 0, Ends: true, Early: early);
        var begun = Host.Time.GetUtcNow();
        while (true)
        {
            var (tried, done, _) = await TryAsync(part, stop).ConfigureAwait(false);
            var succeeded = tried && done >= 0;
            if (!succeeded)
                stop.ThrowIfCancellationRequested();
            part = part with { Tries = part.Tries + (tried ? 1 : 0) };
            var left = begun + MostAge - Host.Time.GetUtcNow();
            if (succeeded || (Settings.MaximumRetryAttempts >= 0 && part.Tries > Settings.MaximumRetryAttempts) || left <= TimeSpan.Zero)
            {
                progress.SetWindow(lane.Index, null);
                await progress.DoneAsync(lane.Index, to, succeeded ? Ok : Problem).ConfigureAwait(false);
                return;
            }
            Tell(Problem);
            await PauseAsync(tried ? part.Tries : NotRunPause, begun + MostAge, stop).ConfigureAwait(false);
        }
    }

    private async Task AfterFailureAsync(Part part, bool tried, int done, LastTry? last, CancellationToken stop)
    {
        // Of a batch with some success the rest is another batch, which has had its first try.
        if (done > 0)
            part = new(part.Items[done..], 0);
        var tries = part.Tries + (tried ? 1 : 0);
        if (tried && done == 0 && Settings.BisectBatchOnFunctionError && part.Items.Count > 1)
        {
            // Splitting is no retry (docs: services-dynamodb-errors)
            var half = part.Items.Count / 2;
            _todo.Push(new(part.Items[half..], part.Tries));
            _todo.Push(new(part.Items[..half], part.Tries));
        }
        else if (tried && Settings.MaximumRetryAttempts >= 0 && tries > Settings.MaximumRetryAttempts)
            await GiveUpAsync(new(Discarded.RetriesExhausted, ShardId, part.Items, tries, last), stop).ConfigureAwait(false);
        else
        {
            _todo.Push(part with { Tries = tries, Last = last ?? part.Last });
            await PauseAsync(tried ? tries : NotRunPause, Expiry(part.Items[0]), stop).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the function was run, how many records from the beginning are done with, and what it said.</summary>
    private async Task<(bool Tried, int Done, LastTry? Last)> TryAsync(Part part, CancellationToken stop)
    {
        if (!work.Service.Invoker.Resolve(work.State, work.Mapping.FunctionName, work.Mapping.Qualifier).Ok(out var target, out _))
            return (false, 0, null);
        var window = progress.Window(lane.Index);
        var request = new InvocationRequest(
            window is null
                ? StreamedItem.Event(part.Items)
                : TumblingWindow.Event(
                    part.Items,
                    window,
                    Settings.TumblingWindowInSeconds,
                    ShardId,
                    work.Mapping.EventSourceArn,
                    part.Ends,
                    part.Early
                )
        );
        await work.Room.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var run = await work.Service.Invoker.RunAsync(target, request, wait: true, stop).ConfigureAwait(false);
            if (!run.Ok(out var result, out _))
                return (false, 0, null);
            var last = new LastTry(request.RequestId, target.Version.Number, result.FunctionError);
            var state = window is null || part.Ends ? null : TumblingWindow.State(result.Payload);
            var done =
                result.FunctionError is not null || (window is not null && !part.Ends && state is null) ? 0
                : work.Mapping.ReportsItems ? StreamResponse.Done(part.Items, result.Payload)
                : part.Items.Count;
            if (window is not null && done > 0 && state is not null)
                progress.SetWindow(lane.Index, window with { State = state });
            return (true, result.FunctionError is not null && part.Ends ? -1 : done, last);
        }
        finally
        {
            work.Room.Release();
        }
    }

    /// <summary>What is too old is given up; null when nothing is left.</summary>
    private async Task<Part?> DropOldAsync(Part part, CancellationToken stop)
    {
        var now = Host.Time.GetUtcNow();
        var old = part.Items.FindAll(item => Expiry(item) <= now);
        if (old.Count == 0)
            return part;
        await GiveUpAsync(new(Discarded.TooOld, ShardId, old, part.Tries, part.Last), stop).ConfigureAwait(false);
        return old.Count == part.Items.Count ? null : part with { Items = part.Items[old.Count..] };
    }

    private async Task GiveUpAsync(Discarded discarded, CancellationToken stop)
    {
        if (
            Settings.OnFailure is { } destination
            && await discarded.TellAsync(Host, Caller, work.Mapping, destination, stop).ConfigureAwait(false) is { } failure
        )
            NotTold(work.Log, work.Mapping.UUID, failure);
        GivenUp(work.Log, work.Mapping.UUID, discarded.Batch.Count, discarded.Condition);
        await progress.DoneAsync(lane.Index, discarded.Batch[^1].Sequence, Problem).ConfigureAwait(false);
    }

    // Without a limit of its own a record is tried as long as the stream keeps it.
    private DateTimeOffset Expiry(StreamedItem item) => item.At + MostAge;

    private TimeSpan MostAge =>
        (
            Settings.MaximumRecordAgeInSeconds > 0
            && TimeSpan.FromSeconds(Settings.MaximumRecordAgeInSeconds) is var age
            && age < TableStreams.Retention
                ? age
                : TableStreams.Retention
        );

    private async Task PauseAsync(int tries, DateTimeOffset latest, CancellationToken stop)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(tries - 1, 0, 10));
        var end = Host.Time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
        end = latest < end ? latest : end;
        var left = end - Host.Time.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return;
        var passed = Task.Delay(left, Host.Time, stop);
        // The clock may have moved before the timer began
        if (Host.Time.GetUtcNow() < end)
            await passed.ConfigureAwait(false);
    }

    private string ShardId => Shards.Id(work.Stream.Definition, lane.Shard);

    private void Tell(string result) =>
        Host.Read(work.State, s => s.Mappings.ContainsKey(work.Mapping.UUID) ? s.LastResults[work.Mapping.UUID] = result : result);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Event source mapping {Mapping} gave up {Count} records: {Condition}")]
    private static partial void GivenUp(ILogger log, string mapping, int count, string condition);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What event source mapping {Mapping} gave up could not be told: {Reason}")]
    private static partial void NotTold(ILogger log, string mapping, string reason);

    /// <param name="Ends">the window; it has no records</param>
    /// <param name="Early">because its state has grown too large</param>
    private sealed record Part(List<StreamedItem> Items, int Tries, LastTry? Last = null, bool Ends = false, bool Early = false);
}

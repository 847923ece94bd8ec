using System.Threading.Channels;
using LocalCloud.Aws.DynamoDb.Streams;

namespace LocalCloud.Aws.Lambda.Mappings.Streams;

/// <summary>
/// Takes the records of one lane in their order, a batch at a time; a batch that fails holds up what comes behind it. Woken when records
/// have been written, and by timers of the host's clock.
/// </summary>
internal sealed partial class StreamLane(StreamWork work, Lane lane, ShardProgress progress)
{
    // Room for what is around the records
    private const int MostPayload = (6 << 20) - 1024;

    private readonly int _window = work.Mapping.Stream!.TumblingWindowInSeconds;
    private readonly MappingFilter _filter = new(work.Mapping.FilterCriteria);
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private Host Host => work.Service.Host;

    public async Task RunAsync(CancellationToken stop)
    {
        work.Stream.Changed += Wake;
        try
        {
            while (await CollectAsync(stop).ConfigureAwait(false) is { } batch)
                if (batch.Items.Count > 0)
                    await new StreamBatch(work, lane, progress).RunAsync(batch, stop).ConfigureAwait(false);
                else
                    await new StreamBatch(work, lane, progress).EndWindowAsync(batch.To, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
        catch (Exception e)
        {
            Ended(work.Log, work.Mapping.UUID, work.Mapping.EventSourceArn, e);
        }
        finally
        {
            work.Stream.Changed -= Wake;
        }
    }

    private void Wake(int shard)
    {
        if (shard < 0 || shard == lane.Shard)
            _woken.Writer.TryWrite(true);
    }

    /// <summary>
    /// At least one record, up to the batch size when the batching window gives them time to come; none when a tumbling window is over;
    /// null when the stream has come to its end.
    /// </summary>
    private async Task<LaneBatch?> CollectAsync(CancellationToken stop)
    {
        var batch = new LaneBatch([], progress.After(lane.Index));
        DateTimeOffset? end = null;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var read = work.Reader.Read(work.Stream, lane, batch.To, work.Mapping.BatchSize - batch.Items.Count);
            var full = Take(batch, read);
            var window = progress.Window(lane.Index);
            if (batch.Items.Count == 0)
                progress.Pass(lane.Index, batch.To);
            if (
                batch.Items.Count == 0
                && window is not null
                && (full || (!read.More && (read.Ended || Host.Time.GetUtcNow() >= window.End(_window))))
            )
                return batch;
            if (batch.Items.Count > 0 && (full || batch.Items.Count == work.Mapping.BatchSize))
                return batch;
            if (read.More)
                continue;
            if (batch.Items.Count == 0 && read.Ended)
                return null;
            if (batch.Items.Count == 0 && window is not null)
            {
                await WokenAsync(window.End(_window), stop).ConfigureAwait(false);
                continue;
            }
            if (batch.Items.Count == 0)
            {
                await _woken.Reader.ReadAsync(stop).ConfigureAwait(false);
                continue;
            }
            end ??= Host.Time.GetUtcNow().AddSeconds(work.Mapping.MaximumBatchingWindowInSeconds);
            if (read.Ended || !await WokenAsync(end.Value, stop).ConfigureAwait(false))
                return batch;
        }
    }

    /// <summary>True when no more fits into a payload, or what comes next belongs to another window.</summary>
    private bool Take(LaneBatch batch, LaneRead read)
    {
        foreach (var record in read.Records)
        {
            var item = work.Reader.Show(record, work.Stream);
            if (_filter.Takes(item.Json))
            {
                if (_window > 0 && Window(batch) is { } window && LaneWindow.StartOf(item, _window) > window)
                    return true;
                if (batch.Items.Count > 0 && batch.Size + item.Json.Length > MostPayload)
                    return true;
                batch.Size += item.Json.Length + 1;
                batch.Items.Add(item);
            }
            batch.To = record.Sequence;
        }
        batch.To = read.To;
        return false;
    }

    /// <summary>When the window began that the lane is in.</summary>
    private long? Window(LaneBatch batch) =>
        progress.Window(lane.Index)?.Start ?? (batch.Items.Count > 0 ? LaneWindow.StartOf(batch.Items[0], _window) : null);

    /// <summary>False when the time came first.</summary>
    private async Task<bool> WokenAsync(DateTimeOffset end, CancellationToken stop)
    {
        using var over = new CancellationTokenSource(Timeout.InfiniteTimeSpan, Host.Time);
        var left = end - Host.Time.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return false;
        over.CancelAfter(left);
        // The clock may have moved before the timer began
        if (Host.Time.GetUtcNow() >= end)
            return false;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stop);
        try
        {
            return await _woken.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A lane of event source mapping {Mapping} of {Source} has ended unexpectedly")]
    private static partial void Ended(ILogger log, string mapping, string source, Exception e);
}

/// <summary>Records that go to the function together, and the number up to which the lane has been looked at for them.</summary>
internal sealed class LaneBatch(List<StreamedItem> items, long to)
{
    public List<StreamedItem> Items => items;

    public long To { get; set; } = to;

    public int Size { get; set; }
}

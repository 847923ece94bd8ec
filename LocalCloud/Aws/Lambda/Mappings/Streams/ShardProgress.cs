namespace LocalCloud.Aws.Lambda.Mappings.Streams;

/// <summary>How far the lanes of a shard are. What a lane has only looked past is written down with the next batch of any lane.</summary>
internal sealed class ShardProgress(LambdaService service, LambdaState state, string mapping, int shard, ShardPosition begin)
{
    private readonly long[] _after = [.. begin.After];
    private readonly LaneWindow?[] _windows = begin.Windows is { } windows ? [.. windows] : new LaneWindow?[begin.After.Length];

    public long After(int lane) => Volatile.Read(ref _after[lane]);

    public void Pass(int lane, long to) => Volatile.Write(ref _after[lane], to);

    /// <summary>null between two windows.</summary>
    public LaneWindow? Window(int lane) => Volatile.Read(ref _windows[lane]);

    /// <summary>Written down with what is done next.</summary>
    public void SetWindow(int lane, LaneWindow? window) => Volatile.Write(ref _windows[lane], window);

    /// <summary>All of the lane's records up to the number are done with; returns when that is on disk.</summary>
    public async ValueTask DoneAsync(int lane, long to, string result)
    {
        Pass(lane, to);
        await service
            .Host.ChangeAsync(state, (s, changes) =>
            {
                s.Put(changes, mapping, shard, new([.. _after], Array.TrueForAll(_windows, w => w is null) ? null : [.. _windows]));
                if (s.Mappings.ContainsKey(mapping))
                    s.LastResults[mapping] = result;
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
    }
}

namespace LocalCloud.Aws.Lambda.Mappings.Streams;

/// <summary>How far the lanes of a shard are. What a lane has only looked past is written down with the next batch of any lane.</summary>
internal sealed class ShardProgress(LambdaService service, LambdaState state, string mapping, int shard, ShardPosition begin)
{
    private readonly long[] _after = [.. begin.After];

    public long After(int lane) => Volatile.Read(ref _after[lane]);

    public void Pass(int lane, long to) => Volatile.Write(ref _after[lane], to);

    /// <summary>All of the lane's records up to the number are done with; returns when that is on disk.</summary>
    public async ValueTask DoneAsync(int lane, long to, string result)
    {
        Pass(lane, to);
        await service.Host.ChangeAsync(state, (s, changes) =>
        {
            s.Put(changes, mapping, shard, new([.. _after]));
            if (s.Mappings.ContainsKey(mapping))
                s.LastResults[mapping] = result;
            return (Result<Nothing>)Nothing.Instance;
        }).ConfigureAwait(false);
    }
}

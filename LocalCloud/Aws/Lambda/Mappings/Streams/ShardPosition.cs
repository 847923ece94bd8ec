namespace LocalCloud.Aws.Lambda.Mappings.Streams;

/// <summary>
/// How far a mapping has come in a shard: of each lane the number up to which all of its records are done with. One row of the store.
/// </summary>
/// <param name="Windows">of each lane of a mapping with tumbling windows</param>
internal sealed record ShardPosition(long[] After, LaneWindow?[]? Windows = null)
{
    /// <summary>
    /// When the parallelization factor has changed, keys are in other lanes: those begin where the slowest was, each with a fresh window.
    /// </summary>
    public ShardPosition For(int lanes) => After.Length == lanes ? this : From(After.Min(), lanes);

    public static ShardPosition From(long after, int lanes) => new([.. Enumerable.Repeat(after, lanes)]);
}

using LocalCloud.Aws.DynamoDb;
using LocalCloud.Aws.DynamoDb.Streams;

namespace LocalCloud.Aws.Lambda.Mappings.Streams;

/// <summary>Reads a stream inside of the emulator, lane by lane: a lane is a part of a shard's keys.</summary>
internal sealed class StreamReader
{
    // So that no read holds the tables' gate for long
    private const int MostLooks = 10_000;

    private readonly Host _host;
    private readonly string _arn;
    private readonly DynamoDbState _tables;

    public StreamReader(Host host, string arn)
    {
        Arn.TryParse(arn, out var source);
        (_host, _arn, _tables) = (host, arn, (DynamoDbState)host.Service<DynamoDbService>().State(source.Scope));
    }

    public TableStream? Find() => _host.Read(_tables, s => s.Streams.Find(_arn));

    /// <summary>The next records of a lane behind a number.</summary>
    public LaneRead Read(TableStream stream, Lane lane, long after, int most) => _host.Read(_tables, _ =>
        {
            var (taken, looks, to) = (new List<StreamRecord>(), 0, after);
            foreach (var record in stream.After(lane.Shard, after))
            {
                if (taken.Count == most || looks++ == MostLooks)
                    return new LaneRead(taken, to, More: true, Ended: false);
                to = record.Sequence;
                if (lane.Has(record))
                    taken.Add(record);
            }
            return new LaneRead(taken, to, More: false, Ended: !stream.IsEnabled);
        });

    public StreamedItem Show(StreamRecord record, TableStream stream) =>
        StreamedItem.Of(record, stream.Definition, _arn, _tables.Scope.Region);
}

internal readonly record struct Lane(int Shard, int Index, int Count)
{
    public bool Has(StreamRecord record) => record.KeyHash % (uint)Count == Index;
}

/// <param name="To">All up to this number has been looked at.</param>
/// <param name="More">There may be more at once.</param>
/// <param name="Ended">Nothing will come after these.</param>
internal sealed record LaneRead(List<StreamRecord> Records, long To, bool More, bool Ended);

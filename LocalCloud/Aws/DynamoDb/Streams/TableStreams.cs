using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using LocalCloud.Aws.DynamoDb.Tables;
using LocalCloud.Aws.DynamoDb.Values;

namespace LocalCloud.Aws.DynamoDb.Streams;

/// <summary>The streams of an account in a region: their rows go to the store together with those of the items that changed.</summary>
internal sealed class TableStreams(DynamoDbState state)
{
    // A definition comes back before its records, whose tables' names begin with its own.
    public const string DefinitionRows = "streams";

    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private readonly SortedDictionary<string, TableStream> _byArn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TableStream> _byRows = new(StringComparer.Ordinal);

    /// <summary>In the order of their ARNs.</summary>
    public IReadOnlyCollection<TableStream> All => _byArn.Values;

    public TableStream? Find(string arn) => _byArn.GetValueOrDefault(arn);

    public string ArnOf(StreamDefinition stream) => state.Scope.Arn("dynamodb", $"table/{stream.Table}/stream/{stream.Label}");

    public TableStream Create(Changes changes, Table table, string viewType, DateTimeOffset now)
    {
        // Its label is its name, so two of one table cannot have the same.
        while (Find(state.Scope.Arn("dynamodb", $"table/{table.Name}/stream/{Label(now)}")) is not null)
            now = now.AddMilliseconds(1);
        var stream = new TableStream(
            new()
            {
                Id = Guid.NewGuid().ToString("N"),
                Table = table.Name,
                Label = Label(now),
                ViewType = viewType,
                KeySchema = table.Definition.KeySchema,
                CreatedAt = now,
                ShardCount = table.Definition.IsOnDemand ? Shards.Count : 1,
            }
        );
        Take(stream);
        Save(changes, stream);
        return stream;
    }

    public void Disable(Changes changes, TableStream stream, DateTimeOffset now)
    {
        stream.Definition = stream.Definition with { DisabledAt = now };
        Save(changes, stream);
        changes.AfterCommit(stream.Closed);
        state.Trimming.Schedule();
    }

    public void Append(Changes changes, Table table, TableStream stream, StoredItem? old, StoredItem? item, bool expired)
    {
        var stored = (item ?? old)!;
        var view = stream.Definition.ViewType;
        var record = new StreamRecord
        {
            Sequence = stream.Last + 1,
            Shard = Shards.Of(stream.Definition, stored.Key),
            KeyHash = XxHash32.HashToUInt32(stored.Key),
            Event =
                old is null ? "INSERT"
                : item is null ? "REMOVE"
                : "MODIFY",
            At = state.Time.GetUtcNow(),
            Keys = table.Schema.KeyOf(stored.Attributes),
            New = view is "NEW_IMAGE" or "NEW_AND_OLD_IMAGES" ? item?.Attributes : null,
            Old = view is "OLD_IMAGE" or "NEW_AND_OLD_IMAGES" ? old?.Attributes : null,
            Expired = expired,
        };
        stream.Add(record);
        changes.Put(RowsOf(stream), SequenceNumber.Text(record.Sequence), record, DynamoDbJson.Default.StreamRecord);
        changes.AfterCommit(() => stream.Committed(record));
        state.Trimming.Schedule();
    }

    /// <summary>Drops what is older than a day; returns when there is something to drop next.</summary>
    public DateTimeOffset? Trim(Changes changes, DateTimeOffset now)
    {
        var horizon = now - Retention;
        foreach (var (arn, stream) in _byArn.ToList())
        {
            var removed = stream.RemoveOlder(horizon);
            foreach (var record in removed)
                changes.Delete(RowsOf(stream), SequenceNumber.Text(record.Sequence));
            if (stream.Definition.DisabledAt <= horizon)
            {
                _byArn.Remove(arn);
                _byRows.Remove(RowsOf(stream));
                changes.Delete(DefinitionRows, stream.Definition.Id);
                changes.AfterCommit(stream.Closed);
            }
            else if (removed.Count > 0)
            {
                var trimmed = stream.Definition.Trimmed.ToArray();
                foreach (var record in removed)
                    trimmed[record.Shard] = record.Sequence;
                stream.Definition = stream.Definition with { Trimmed = trimmed };
                Save(changes, stream);
            }
        }
        return Next();
    }

    /// <summary>When the next record, or the next disabled stream, has been there for a day.</summary>
    public DateTimeOffset? Next() =>
        _byArn.Values.SelectMany(stream => new[] { stream.Oldest, stream.Definition.DisabledAt }).Min() is { } oldest
            ? oldest + Retention
            : null;

    /// <summary>True when the row is one of a stream's.</summary>
    public bool Load(string rowTable, byte[] value)
    {
        if (rowTable == DefinitionRows)
            Take(new TableStream(JsonSerializer.Deserialize(value, DynamoDbJson.Default.StreamDefinition)!));
        else if (_byRows.TryGetValue(rowTable, out var stream))
            stream.Add(JsonSerializer.Deserialize(value, DynamoDbJson.Default.StreamRecord)!);
        else
            return false;
        return true;
    }

    public void Loaded()
    {
        foreach (var stream in _byArn.Values)
        {
            stream.Loaded();
            if (stream.IsEnabled && state.ByName(stream.Definition.Table) is { } table)
                table.Stream = stream;
        }
    }

    private void Take(TableStream stream)
    {
        _byArn.Add(ArnOf(stream.Definition), stream);
        _byRows.Add(RowsOf(stream), stream);
    }

    private static void Save(Changes changes, TableStream stream) =>
        changes.Put(DefinitionRows, stream.Definition.Id, stream.Definition, DynamoDbJson.Default.StreamDefinition);

    private static string RowsOf(TableStream stream) => $"{DefinitionRows}/{stream.Definition.Id}";

    private static string Label(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);
}

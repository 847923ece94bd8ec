using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.EventBridge.Archives;

/// <summary>The stored form of an archive.</summary>
internal sealed record ArchiveRow
{
    public required string Name { get; init; }
    public required string EventSourceArn { get; init; }
    public required string Bus { get; init; }
    public string? Description { get; init; }
    public string? EventPattern { get; init; }

    /// <summary>0: for ever</summary>
    public int RetentionDays { get; init; }
    public string? KmsKeyIdentifier { get; init; }
    public DateTimeOffset Created { get; init; }

    /// <summary>part of the ARN that its managed rule knows it by</summary>
    public required string Id { get; init; }
}

/// <summary>An event in an archive, as the rules of the bus have seen it.</summary>
/// <param name="Time">of the event; a replay goes by it</param>
internal sealed record ArchivedEvent(DateTimeOffset Time, DateTimeOffset Ingested, byte[] Event);

internal sealed class Archive(EventsState state, ArchiveRow row)
{
    // rows are loaded in the order of their tables: the archive comes before its events
    private const string EventTable = "archives.events";
    private readonly SortedDictionary<long, ArchivedEvent> _events = [];
    private long _last;

    public ArchiveRow Row { get; set; } = row;
    public string Name => Row.Name;
    public string Arn => state.Scope.Arn("events", $"archive/{Name}");
    public long SizeBytes { get; private set; }
    public long EventCount => _events.Count;

    /// <summary>in the order in which they came</summary>
    public IEnumerable<KeyValuePair<long, ArchivedEvent>> Events => _events;

    /// <summary>
    /// AWS fills an archive by a rule on the bus that it makes and manages itself; replayed events do not match it.
    /// </summary>
    public RuleRow ManagedRule() =>
        new()
        {
            Name = RuleName(Name),
            Bus = Row.Bus,
            EventPattern = WithoutReplays(Row.EventPattern),
            State = RuleRow.Enabled,
            ManagedBy = "prod.vhs.events.aws.internal",
            Archive = Name,
            Targets =
            [
                new Target
                {
                    Id = RuleName(Name),
                    Arn = $"arn:aws:events:{state.Scope.Region}:::",
                    InputTransformer = new(
                        [],
                        $$"""{"archive-arn": "{{Arn}}:{{Row.Id}}", "event": <aws.events.event.json>, "ingestion-time": <aws.events.event.ingestion-time>}"""
                    ),
                },
            ],
        };

    public static string RuleName(string archive) => $"Events-Archive-{archive}";

    public void Take(Changes changes, IncomingEvent incoming)
    {
        Expire(changes, incoming.Received);
        var archived = new ArchivedEvent(incoming.Time, incoming.Received, incoming.Json);
        Add(++_last, archived);
        changes.Put(EventTable, Key(_last), archived, EventsJson.Default.ArchivedEvent);
    }

    /// <summary>Lets go what has been kept for long enough; asked before every look, so that no timer has to.</summary>
    public void Expire(Changes changes, DateTimeOffset now)
    {
        while (
            Row.RetentionDays > 0
            && _events.FirstOrDefault() is { Value: { } oldest } first
            && oldest.Ingested.AddDays(Row.RetentionDays) <= now
        )
            Remove(changes, first);
    }

    public void Clear(Changes changes)
    {
        foreach (var archived in _events.ToArray())
            Remove(changes, archived);
    }

    /// <returns>false for a row of another table</returns>
    public static bool TryLoad(EventsState state, StoredRow row)
    {
        var (table, key, value) = row;
        if (table != EventTable)
            return false;
        var slash = key.IndexOf('/');
        var number = long.Parse(key.AsSpan(slash + 1), System.Globalization.CultureInfo.InvariantCulture);
        state.Archives.GetValueOrDefault(key[..slash])?.Add(number, JsonSerializer.Deserialize(value, EventsJson.Default.ArchivedEvent)!);
        return true;
    }

    private void Add(long number, ArchivedEvent archived)
    {
        _events[number] = archived;
        _last = number;
        SizeBytes += archived.Event.Length;
    }

    private void Remove(Changes changes, KeyValuePair<long, ArchivedEvent> archived)
    {
        _events.Remove(archived.Key);
        SizeBytes -= archived.Value.Event.Length;
        changes.Delete(EventTable, Key(archived.Key));
    }

    // an archive's name has no slash
    private string Key(long number) => $"{Name}/{number:D19}";

    private static string WithoutReplays(string? pattern)
    {
        var all = pattern is null ? [] : JsonNode.Parse(pattern)!.AsObject();
        all["replay-name"] = JsonNode.Parse("""[{"exists":false}]""");
        return all.ToJsonString();
    }
}

using System.Globalization;
using System.Text.Json;
using LocalCloud.Aws.Sqs.Moves;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Sqs;

/// <summary>The queues of an account in a region.</summary>
internal sealed class SqsState(Service service, Scope scope) : ServiceState(service, scope)
{
    internal const string QueueTable = "queues";

    private long _lastNumber;
    private long _lastStep;

    internal SortedDictionary<string, Queue> Queues { get; } = new(StringComparer.Ordinal);

    internal Contents Contents => field ??= new(Service.Host.Blobs);

    internal MoveTasks Moves => field ??= new(this);

    /// <summary>Names of queues that were deleted not long ago.</summary>
    internal DeletedNames Deleted { get; } = new();

    /// <summary>Orders what is noted about messages.</summary>
    internal long NextStep() => ++_lastStep;

    /// <summary>Milliseconds since 1970.</summary>
    internal long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Grows from message to message, across restarts too, because it starts with the time.</summary>
    internal long NextNumber() => _lastNumber = Math.Max(_lastNumber + 1, Now << 20);

    /// <summary>
    /// The queue that a URL means, in any of the forms that clients send: its last two parts are account and name, or it is the name alone.
    /// </summary>
    internal Result<Queue> Find(string? queueUrl)
    {
        if (string.IsNullOrEmpty(queueUrl))
            return SqsErrors.Missing("QueueUrl");
        var path = queueUrl.AsSpan().TrimEnd('/');
        var name = path[(path.LastIndexOf('/') + 1)..];
        var rest = path[..^name.Length].TrimEnd('/');
        var account = rest[(rest.LastIndexOf('/') + 1)..];
        if (
            account.Length == 12
            && long.TryParse(account, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && !account.SequenceEqual(Scope.Account)
        )
            return SqsErrors.NoSuchQueue;
        if (Queues.TryGetValue(name.ToString(), out var queue))
            return queue;
        return rest.IsEmpty ? SqsErrors.InvalidAddress(queueUrl) : SqsErrors.NoSuchQueue;
    }

    internal Queue? FindArn(string arn) => Queues.GetValueOrDefault(Arn.LastOf(arn)) is { } queue && queue.Arn == arn ? queue : null;

    internal Queue? ById(Guid id) => Queues.Values.FirstOrDefault(queue => queue.Row.Id == id);

    internal string Url(string name, Context context) => $"{context.Endpoint}/{Scope.Account}/{name}";

    /// <summary>On behalf of those who wait for messages that have become due.</summary>
    internal void Tick(Queue queue) =>
        _ = Service
            .Host.ChangeAsync(this, Result<Nothing> (_, changes) =>
            {
                queue.TimerFired();
                queue.Advance(changes);
                queue.SetTimer();
                return Nothing.Instance;
            })
            .AsTask();

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        // Tables come in the order of their names: queues first.
        var byId = new Dictionary<string, Queue>(StringComparer.Ordinal);
        var byText = byId.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var row in rows)
        {
            if (row.Table is QueueTable)
            {
                var queue = new Queue(this, JsonSerializer.Deserialize(row.Value, SqsJson.Default.QueueRow)!);
                Queues.Add(queue.Name, queue);
                byId.Add(queue.Row.Id.ToString("n"), queue);
            }
            else if (row.Table is DeletedNames.Table)
                Deleted.Restore(row.Key, JsonSerializer.Deserialize(row.Value, SqsJson.Default.Int64));
            else if (byText.TryGetValue(row.Key.AsSpan(0, 32), out var queue))
                Load(queue, row);
        }
    }

    private void Load(Queue queue, StoredRow row)
    {
        if (row.Table is Queue.MessageTable)
        {
            var message = MessageRow.Read(
                long.Parse(row.Key.AsSpan(33), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                row.Value,
                this
            );
            _lastNumber = Math.Max(_lastNumber, message.Number);
            queue.Place(message);
            return;
        }
        var suffix = row.Key[33..];
        if (row.Table is "queues/deduplication")
        {
            queue.Deduplication.Restore(suffix, JsonSerializer.Deserialize(row.Value, SqsJson.Default.Accepted)!);
            return;
        }
        if (row.Table is ReceiveAttempts.Table)
        {
            queue.Attempts.Restore(suffix, JsonSerializer.Deserialize(row.Value, SqsJson.Default.ReceiveAttempt)!);
            return;
        }
        if (row.Table is MoveTasks.Table)
            Moves.Restore(JsonSerializer.Deserialize(row.Value, SqsJson.Default.MoveTask)!);
    }
}

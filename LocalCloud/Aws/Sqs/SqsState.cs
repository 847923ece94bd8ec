using System.Globalization;
using System.Text.Json;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Sqs;

/// <summary>The queues of an account in a region.</summary>
public sealed class SqsState(Service service, Scope scope) : ServiceState(service, scope)
{
    internal const string QueueTable = "queues";

    private long _lastNumber;

    internal SortedDictionary<string, Queue> Queues { get; } = new(StringComparer.Ordinal);

    /// <summary>Milliseconds since 1970.</summary>
    internal long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Grows from message to message, across restarts too, because it starts with the time.</summary>
    internal long NextNumber() => _lastNumber = Math.Max(_lastNumber + 1, Now << 20);

    /// <summary>The queue that a URL means, in any of the forms that clients send: its last two parts are account and name, or it is the name alone.</summary>
    internal Result<Queue> Find(string? queueUrl)
    {
        if (string.IsNullOrEmpty(queueUrl))
            return SqsErrors.Missing("QueueUrl");
        var path = queueUrl.AsSpan().TrimEnd('/');
        var name = path[(path.LastIndexOf('/') + 1)..];
        var rest = path[..^name.Length].TrimEnd('/');
        var account = rest[(rest.LastIndexOf('/') + 1)..];
        if (account.Length == 12 && long.TryParse(account, NumberStyles.None, CultureInfo.InvariantCulture, out _) && !account.SequenceEqual(Scope.Account))
            return SqsErrors.NoSuchQueue;
        return Queues.TryGetValue(name.ToString(), out var queue) ? queue : SqsErrors.NoSuchQueue;
    }

    internal string Url(string name, Context context) => $"{context.Endpoint}/{Scope.Account}/{name}";

    /// <summary>On behalf of those who wait for messages that have become due.</summary>
    internal void Tick(Queue queue) => _ = Service.Host.ChangeAsync(this, Result<Nothing> (_, changes) =>
    {
        queue.TimerFired();
        queue.Advance(changes);
        queue.SetTimer();
        return Nothing.Instance;
    }).AsTask();

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        // Tables come in the order of their names: deduplication and deliveries before messages.
        var byId = new Dictionary<string, Queue>(StringComparer.Ordinal);
        var deliveries = new Dictionary<string, Delivery>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Table is QueueTable)
            {
                var queue = new Queue(this, JsonSerializer.Deserialize(row.Value, SqsJson.Default.QueueRow)!);
                Queues.Add(queue.Name, queue);
                byId.Add(queue.Row.Id.ToString("n"), queue);
            }
            else if (row.Table is "queues/deliveries")
                deliveries.Add(row.Key, Delivery.FromBytes(row.Value));
            else if (byId.TryGetValue(row.Key[..32], out var queue))
                Load(queue, row, deliveries);
        }
    }

    private void Load(Queue queue, StoredRow row, Dictionary<string, Delivery> deliveries)
    {
        var suffix = row.Key[33..];
        if (row.Table is "queues/deduplication")
        {
            queue.Deduplication.Restore(suffix, JsonSerializer.Deserialize(row.Value, SqsJson.Default.Accepted)!);
            return;
        }
        var message = JsonSerializer.Deserialize(row.Value, SqsJson.Wire.Message)!;
        message.Number = long.Parse(suffix, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        message.Delivery = deliveries.GetValueOrDefault(row.Key);
        _lastNumber = Math.Max(_lastNumber, message.Number);
        queue.Place(message);
    }
}

using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Sqs;

/// <summary>
/// What a receive from a FIFO queue was given, so that a retry with the same ReceiveRequestAttemptId gets it again. Times are milliseconds
/// since 1970.
/// </summary>
internal sealed record ReceiveAttempt(List<TakenMessage> Taken, long Until);

/// <summary>A message as the receive left it: a different count or time tells that somebody has changed it since.</summary>
internal sealed record TakenMessage(long Number, int Receives, long VisibleAt);

internal sealed class ReceiveAttempts(Queue queue)
{
    public const string Table = "queues/attempts";
    private const long Window = 5 * 60 * 1000;

    private readonly Dictionary<string, ReceiveAttempt> _byKey = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, long> _byTime = new();

    /// <summary>
    /// The messages of the attempt, still as it left them; null when there was none, or its messages have become visible since.
    /// </summary>
    public Result<List<Message>?> Again(string id)
    {
        if (!_byKey.TryGetValue(Key(id), out var attempt))
            return (List<Message>?)null;
        var messages = new List<Message>();
        foreach (var taken in attempt.Taken)
        {
            if (
                queue.Find(taken.Number) is not { } message
                || message.Delivery.Receives != taken.Receives
                || message.Delivery.VisibleAt != taken.VisibleAt
            )
                return SqsErrors.InvalidParameter(
                    "ReceiveRequestAttemptId",
                    id,
                    "The receiveRequestAttemptId is not valid anymore since the receive call is not retryable."
                );
            if (message.Status is not MessageStatus.InFlight)
                return (List<Message>?)null;
            messages.Add(message);
        }
        return messages;
    }

    public void Remember(string id, List<Message> messages, long now, Changes changes)
    {
        var attempt = new ReceiveAttempt(
            [.. messages.Select(m => new TakenMessage(m.Number, m.Delivery.Receives, m.Delivery.VisibleAt))],
            // A retry prolongs the visibility, not the time in which there can be retries.
            _byKey.TryGetValue(Key(id), out var before)
            && before.Taken[0].Receives == messages[0].Delivery.Receives
                ? before.Until
                : now + Window
        );
        Restore(Key(id), attempt);
        changes.Put(Table, queue.RowKey(Key(id)), attempt, SqsJson.Default.ReceiveAttempt);
    }

    public void Restore(string key, ReceiveAttempt attempt)
    {
        _byKey[key] = attempt;
        _byTime.Enqueue(key, attempt.Until);
    }

    public void Advance(long now, Changes changes)
    {
        while (_byTime.TryPeek(out var key, out var until) && until <= now)
        {
            _byTime.Dequeue();
            if (_byKey.TryGetValue(key, out var attempt) && attempt.Until <= now)
                Forget(key, changes);
        }
    }

    public void Clear(Changes changes)
    {
        foreach (var key in _byKey.Keys.ToList())
            Forget(key, changes);
        _byTime.Clear();
    }

    private void Forget(string key, Changes changes)
    {
        _byKey.Remove(key);
        changes.Delete(Table, queue.RowKey(key));
    }

    private static string Key(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}

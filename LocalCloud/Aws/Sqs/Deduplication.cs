using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Sqs;

/// <summary>
/// A message that a FIFO queue has accepted: what it answers again when the same id comes within five minutes, whether it was deleted or
/// not.
/// </summary>
internal sealed record Accepted(string MessageId, string SequenceNumber, long Until);

internal sealed class Deduplication(Queue queue)
{
    private const string Table = "queues/deduplication";
    private const long Window = 5 * 60 * 1000;

    private readonly Dictionary<string, Accepted> _accepted = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, long> _byTime = new();

    public Accepted? Find(string groupId, string id) => _accepted.GetValueOrDefault(Key(groupId, id));

    public void Remember(string groupId, string id, Message message, Changes changes)
    {
        var key = Key(groupId, id);
        var accepted = new Accepted(message.Id, message.SequenceNumber!, message.Sent + Window);
        Restore(key, accepted);
        changes.Put(Table, queue.RowKey(key), accepted, SqsJson.Default.Accepted);
    }

    public void Restore(string key, Accepted accepted)
    {
        _accepted[key] = accepted;
        _byTime.Enqueue(key, accepted.Until);
    }

    public void Advance(long now, Changes changes)
    {
        while (_byTime.TryPeek(out var key, out var until) && until <= now)
        {
            _byTime.Dequeue();
            // Not when the id has been accepted anew since.
            if (_accepted.TryGetValue(key, out var accepted) && accepted.Until == until)
                Forget(key, changes);
        }
    }

    public void Clear(Changes changes)
    {
        foreach (var key in _accepted.Keys.ToList())
            Forget(key, changes);
        _byTime.Clear();
    }

    private void Forget(string key, Changes changes)
    {
        _accepted.Remove(key);
        changes.Delete(Table, queue.RowKey(key));
    }

    private string Key(string groupId, string id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(queue.Settings.DeduplicationPerGroup ? $"{groupId}\0{id}" : id)));
}
